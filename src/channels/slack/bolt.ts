import { App, type Receiver } from '@slack/bolt';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { answer, type Slack } from './answer.js';
import { clientOptions, quietLogger } from './client.js';
import type { FetchFile } from './files.js';
import type { Arrival, Taking } from './handle-request.js';
import { type HomeOpened, openHome, readHomeOpened, readJoined } from './home-and-joining.js';
import { type Reading, readClick, readCommand, readMessage, readShortcut } from './read-act.js';
import { readSubmission } from './submission.js';

/** What the words behind `/` are; the same words are understood as in a message. */
export const COMMAND = '/staffroom';
/** Verbs that can be asked for from anywhere; the manifest has a shortcut for each. */
export const SHORTCUTS = ['whats-on', 'my-bookings'] as const;

/** Slack sends an event that was not taken again at once, after a minute and after five. */
const mostRetries = 3;

interface BoltOptions {
  readonly receiver: Receiver;
  readonly settings: SlackSettings;
  readonly slack: Slack;
  readonly taking: Taking;
  readonly fetchFile: FetchFile;
  readonly log: Log;
}

/** Slack's framework, which tells the payloads apart; what they mean and what is said to them is ours. */
export function createBolt(options: BoltOptions): App {
  const { receiver, settings, slack, log } = options;
  const bolt = new App({
    receiver,
    authorize: async () => {
      const { botId, botUser, team } = await slack.workspace();
      return { botToken: settings.botToken, botId, botUserId: botUser, teamId: team };
    },
    // It would keep a state for each conversation in memory.
    convoStore: false,
    clientOptions: clientOptions(settings, log),
    logger: quietLogger(log),
  });
  // The receiver decides what a fault means for Slack.
  bolt.error(async (error) => {
    throw error;
  });
  hearEvents(bolt, options);
  hearPresses(bolt, options);
  return bolt;
}

function hearEvents(bolt: App, { slack, taking, fetchFile, log }: BoltOptions): void {
  const events = hearDirectly(bolt);
  const hearMessage = async ({ event, body, context }: Heard): Promise<void> => {
    const { botUser } = await slack.workspace();
    const reading = readMessage(event, botUser, fetchFile);
    const act = actOf(reading, log);
    if (!act) return;
    const comesAgain = (context.retryNum ?? 0) < mostRetries;
    await taking.event(arrivalOf(act.id, body, context), () => answer(slack, { ...act, comesAgain }));
  };
  events.event('message', hearMessage);
  events.event('app_mention', hearMessage);
  events.event('app_home_opened', async ({ event, id, body, context }) => {
    const opened: HomeOpened | undefined = readHomeOpened(event);
    if (!opened) return;
    await taking.event(arrivalOf(`home:${id}`, body, context), async () => {
      await openHome(slack, opened);
      return 'answered';
    });
  });
  events.event('member_joined_channel', async ({ event, body, context }) => {
    const act = readJoined(event, (await slack.workspace()).botUser);
    if (act) await taking.event(arrivalOf(act.id, body, context), () => answer(slack, act));
  });
}

interface Heard {
  readonly event: unknown;
  /** Of the event, unique in the workspace. */
  readonly id: string;
  readonly body: unknown;
  readonly context: { readonly retryNum?: number | undefined };
}
type Hear = (heard: Heard) => Promise<void>;

/**
 * Hears events by their type, before Bolt asks each of its listeners, with a set of tools made for it, whether this is
 * one for it: events are what comes most, and that took a twentieth of the time of an answer.
 */
function hearDirectly(bolt: App): { event(type: string, hear: Hear): void } {
  const hearing = new Map<string, Hear>();
  bolt.use(async ({ body, context, next }) => {
    if (body.type !== 'event_callback') return next();
    const hear = hearing.get(body.event.type);
    return hear ? hear({ event: body.event, id: body.event_id, body, context }) : next();
  });
  return { event: (type, hear) => void hearing.set(type, hear) };
}

function arrivalOf(id: string, body: unknown, context: Heard['context']): Arrival {
  return { id, body, retried: context.retryNum !== undefined };
}

function hearPresses(bolt: App, { slack, taking, log }: BoltOptions): void {
  const press = async (reading: Reading, body: unknown): Promise<void> => {
    const act = actOf(reading, log);
    if (act) await taking.press({ id: act.id, body, retried: false }, () => answer(slack, act));
  };
  // Acknowledged when the listener ends, which it does in time.
  bolt.action(/.*/, async ({ body, ack }) => {
    await ack();
    await press(readClick(body), body);
  });
  bolt.command(COMMAND, async ({ body, ack }) => {
    await ack();
    await press(readCommand(body, (await slack.workspace()).botUser), body);
  });
  for (const verb of SHORTCUTS) {
    bolt.shortcut(verb, async ({ body, ack }) => {
      await ack();
      await press(readShortcut(body), body);
    });
  }
  bolt.view(/.*/, async ({ body, ack, context }) => {
    const submission = readSubmission(body);
    if (submission && context.leftOver) await taking.modalLeft(submission);
    else await ack(submission && (await taking.modal(body, submission)));
  });
}

function actOf(reading: Reading, log: Log) {
  if ('act' in reading) return reading.act;
  log.debug({ reason: reading.ignored }, 'a Slack payload is not for us');
  return undefined;
}
