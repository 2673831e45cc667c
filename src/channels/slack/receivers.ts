import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type Request, type Response, Router } from 'express';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { clientOptions, quietLogger } from './client.js';
import { describeFault } from './faults.js';
import { createHttpReceiver } from './http-receiver.js';
import { RetryRequested } from './request-deadline.js';
import { slackWords } from './slack-words.js';

/** How payloads are received. */
export interface SlackIngress {
  readonly receiver: Receiver;
  /** Serves `POST /slack/events`; empty in Socket Mode. */
  readonly router: Router;
}

const path = '/slack/events';

/** Slack sends requests over HTTP. */
export function httpIngress(signingSecret: string, log: Log): SlackIngress {
  const { receiver, take } = createHttpReceiver(signingSecret, log);
  const router = Router();
  router.post(path, take);
  router.all(path, (_request: Request, response: Response) => {
    response.setHeader('Allow', 'POST');
    response.status(405).json({ error: slackWords.onlyPost, requestId: response.locals.requestId });
  });
  return { receiver, router };
}

/** Socket Mode: we connect to Slack, so no public address is needed. */
export function socketIngress(settings: SlackSettings & { transport: { kind: 'socket' } }, log: Log): SlackIngress {
  const receiver = new SocketModeReceiver({
    appToken: settings.transport.appToken,
    logger: quietLogger(log),
    installerOptions: { clientOptions: clientOptions(settings, log) },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof RetryRequested)) log.error({ fault: describeFault(error) }, 'a Slack payload failed');
      // Without an acknowledgement Slack sends it again.
      return false;
    },
  });
  const init = receiver.init.bind(receiver);
  receiver.init = (app) => init(acknowledgingLast(app));
  return { receiver, router: Router() };
}

/** Longer than Slack takes to connect. Milliseconds. */
const connectedWithin = 5_000;

/**
 * Connects, and keeps trying while Slack does not answer; the service starts without waiting for it.
 * @throws when Slack refuses the token, with the remedy
 */
export async function connectSocket(bolt: App, log: Log): Promise<void> {
  const connecting = Promise.resolve(bolt.start()).catch((cause: unknown) => {
    throw new Error(
      `Slack refuses SLACK_APP_TOKEN (${describeFault(cause)}): make an App-Level Token with the scope connections:write under "Basic Information", and switch Socket Mode on`,
      { cause },
    );
  });
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, connectedWithin, 'late' as const).unref());
  if ((await Promise.race([connecting, late])) !== 'late') return;
  log.error('Slack does not answer in Socket Mode; trying again until it does');
  connecting.catch((fault: Error) => log.error({ reason: fault.message }, 'could not connect to Slack'));
}

/** In Socket Mode Bolt acknowledges an event before its listeners run; this delays it until they have finished. */
function acknowledgingLast(app: App): App {
  const processEvent: App['processEvent'] = async (event) => {
    let answer: { readonly body: unknown } | undefined;
    const later = async (body?: unknown) => {
      answer = { body };
    };
    await app.processEvent({ ...event, ack: later });
    if (answer) await event.ack(answer.body);
  };
  return Object.create(app, { processEvent: { value: processEvent } });
}
