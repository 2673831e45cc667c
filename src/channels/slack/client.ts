import { LogLevel, type webApi } from '@slack/bolt';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { MessageClient } from './message-client.js';
import { createTransport } from './transport.js';

export type SlackClient = webApi.WebClient;

/** Slack answers within a second or two; what has no answer by then is in doubt. Milliseconds. */
const answerWithinMs = 10_000;

/**
 * A client that sends each call once: whoever calls decides whether it may be tried again, for what Slack had taken
 * before it answered would be there twice.
 */
export function createClient(settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>, log: Log): SlackClient {
  const options = { ...clientOptions(settings, log), timeout: answerWithinMs };
  return new MessageClient(settings.botToken, options, (words) =>
    log.warn({ sdk: words.slice(0, 300) }, 'Slack warns of a message'),
  );
}

/** For every client that the SDK makes, by itself too. */
export function clientOptions(settings: Pick<SlackSettings, 'apiUrl'>, log: Log): webApi.WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl,
    allowAbsoluteUrls: false,
    timeout: answerWithinMs,
    rejectRateLimitedCalls: true,
    fetch: createTransport(),
    retryConfig: { retries: 0 },
    logger: quietLogger(log),
  };
}

/** Only the words of the SDK's warnings: what it adds, and all that it says on lower levels, may hold what people wrote. */
export function quietLogger(log: Log): webApi.Logger {
  const words = (said: readonly unknown[]) => (typeof said[0] === 'string' ? said[0].slice(0, 300) : 'see the fault');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...said: unknown[]) => log.debug({ sdk: words(said) }, 'the Slack SDK warns'),
    error: (...said: unknown[]) => log.warn({ sdk: words(said) }, 'the Slack SDK reports a fault'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
