import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type Request, type Response, Router } from 'express';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { clientOptions, quietLogger } from './client.js';
import { sayFault } from './faults.js';
import { createHttpReceiver } from './http-receiver.js';
import { NotInTime } from './in-time.js';

/** How payloads get here. */
export interface Entrance {
  readonly receiver: Receiver;
  /** Takes `POST /slack/events`; nothing in Socket Mode. */
  readonly router: Router;
}

const path = '/slack/events';

/** Slack sends to us. */
export function openEntrance(signingSecret: string, log: Log): Entrance {
  const { receiver, take } = createHttpReceiver(signingSecret, log);
  const router = Router();
  router.post(path, take);
  router.all(path, (_request: Request, response: Response) => {
    response.setHeader('Allow', 'POST');
    response.status(405).json({ error: 'Only POST is answered here.', requestId: response.locals.requestId });
  });
  return { receiver, router };
}

/** We call Slack (Socket Mode): no address of ours need be reachable. */
export function openSocket(settings: SlackSettings & { transport: { kind: 'socket' } }, log: Log): Entrance {
  const receiver = new SocketModeReceiver({
    appToken: settings.transport.appToken,
    logger: quietLogger(log),
    installerOptions: { clientOptions: clientOptions(settings, log) },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof NotInTime)) log.error({ fault: sayFault(error) }, 'a Slack payload failed');
      // Not acknowledged, it comes again.
      return false;
    },
  });
  const init = receiver.init.bind(receiver);
  receiver.init = (app) => init(acknowledgingLast(app));
  return { receiver, router: Router() };
}

/** Longer than Slack takes when it is there. Milliseconds. */
const connectedWithin = 5_000;

/**
 * Calls Slack, and calls again for as long as it does not answer; the service need not wait for that to start.
 * @throws when Slack refuses the token, with the remedy
 */
export async function connectSocket(bolt: App, log: Log): Promise<void> {
  const connecting = Promise.resolve(bolt.start()).catch((cause: unknown) => {
    throw new Error(
      `Slack refuses SLACK_APP_TOKEN (${sayFault(cause)}): make an App-Level Token with the scope connections:write under "Basic Information", and switch Socket Mode on`,
      { cause },
    );
  });
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, connectedWithin, 'late' as const).unref());
  if ((await Promise.race([connecting, late])) !== 'late') return;
  log.error('Slack does not answer in Socket Mode; it is called again until it does');
  connecting.catch((fault: Error) => log.error({ reason: fault.message }, 'Slack cannot be called'));
}

/** Bolt acknowledges an event before its listeners run. Over HTTP it can be told to wait; here we make it. */
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
