import { LogLevel, type webApi } from '@slack/bolt';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { MessageClient } from './message-client.js';
import { createTransport } from './transport.js';

export type SlackClient = webApi.WebClient;

/** Slack usually answers within two seconds; after this the outcome is unknown. Milliseconds. */
const answerWithinMs = 10_000;

/**
 * A client without retries: a retry could post a message twice, so the caller decides.
 */
export function createClient(settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>, log: Log): SlackClient {
  const options = { ...clientOptions(settings, log), timeout: answerWithinMs };
  return new MessageClient(settings.botToken, options, (words) =>
    log.warn({ sdk: words.slice(0, 300) }, 'Slack returned a warning'),
  );
}

/** Options for every client, including those that the SDK creates itself. */
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

/** Logs only the message of the SDK's warnings and errors: the rest may contain what people wrote. */
export function quietLogger(log: Log): webApi.Logger {
  const words = (logged: readonly unknown[]) =>
    typeof logged[0] === 'string' ? logged[0].slice(0, 300) : 'see the fault';
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...logged: unknown[]) => log.debug({ sdk: words(logged) }, 'the Slack SDK warns'),
    error: (...logged: unknown[]) => log.warn({ sdk: words(logged) }, 'the Slack SDK reports a fault'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
