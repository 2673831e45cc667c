import { App, type Receiver } from '@slack/bolt';
import type { PreviewLink } from '../../conversation/sharing/link-preview.js';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import { answer, type Slack } from './answer.js';
import { clientOptions, quietLogger } from './client.js';
import type { FetchFile } from './files.js';
import { readSubmission } from './forms/submission.js';
import { suggestOptions } from './forms/suggest.js';
import type { RequestHandler, SlackRequest } from './handle-request.js';
import { type HomeOpened, openHome, readHomeOpened, readJoined, readThreadStarted } from './home-and-joining.js';
import { channelEvents, noteChannel, noteJoined } from './presence/channel-events.js';
import { noteTokensRevoked, noteUninstalled } from './presence/installation-events.js';
import { noteMember } from './presence/member-events.js';
import { type Reading, readClick, readCommand, readMessage, readMessageShortcut, readShortcut } from './read-input.js';
import { unfurlLinks } from './unfurl.js';

/** The slash command; its text is understood as in a message. */
export const COMMAND = '/staffroom';
/** Verbs with a global shortcut in the manifest. */
export const SHORTCUTS = ['whats-on', 'my-bookings'] as const;
/** The verb of *Ask the team about this*, the shortcut of any message. */
export const MESSAGE_SHORTCUT = 'ask-team-form';

/** Slack retries an unacknowledged event at once, after one minute and after five. */
const maxRetries = 3;

interface BoltOptions {
  readonly receiver: Receiver;
  readonly settings: SlackSettings;
  readonly slack: Slack;
  readonly handler: RequestHandler;
  readonly fetchFile: FetchFile;
  /** What a link to one of our pages is about. */
  readonly preview: PreviewLink;
  readonly log: Log;
}

/** Configures Bolt, which only dispatches payloads to our listeners. */
export function createBolt(options: BoltOptions): App {
  const { receiver, settings, slack, log } = options;
  const bolt = new App({
    receiver,
    authorize: async () => {
      const { botId, botUser, team } = await slack.workspace();
      return { botToken: settings.botToken, botId, botUserId: botUser, teamId: team };
    },
    // Its store keeps a state for each conversation in memory.
    convoStore: false,
    clientOptions: clientOptions(settings, log),
    logger: quietLogger(log),
  });
  // Rethrown, so that the receiver decides how to answer Slack.
  bolt.error(async (error) => {
    throw error;
  });
  listenForEvents(bolt, options);
  listenForInteractions(bolt, options);
  return bolt;
}

function listenForEvents(bolt: App, { slack, handler, fetchFile, preview, log }: BoltOptions): void {
  const events = listenByType(bolt);
  const onMessage = async ({ event, body, context }: ReceivedEvent): Promise<void> => {
    const { botUser } = await slack.workspace();
    const reading = readMessage(event, botUser, fetchFile);
    const action = actionOf(reading, log);
    if (!action) return;
    const comesAgain = (context.retryNum ?? 0) < maxRetries;
    await handler.event(requestOf(action.id, body, context), () => answer(slack, { ...action, comesAgain }));
  };
  events.event('message', onMessage);
  events.event('app_mention', onMessage);
  const onOpened = async (opened: HomeOpened | undefined, { id, body, context }: ReceivedEvent): Promise<void> => {
    if (!opened) return;
    await handler.event(requestOf(`home:${id}`, body, context), async () => {
      await openHome(slack, opened);
      return 'answered';
    });
  };
  events.event('app_home_opened', (heard) => onOpened(readHomeOpened(heard.event), heard));
  events.event('assistant_thread_started', (heard) => onOpened(readThreadStarted(heard.event), heard));
  events.event('link_shared', ({ event }) => unfurlLinks({ preview, messenger: slack.messenger, log }, event));
  events.event('member_joined_channel', async ({ event, body, context }) => {
    const action = readJoined(event, (await slack.workspace()).botUser);
    if (!action) return;
    await noteJoined(slack, action.channel);
    const { greeting } = action;
    if (greeting) await handler.event(requestOf(greeting.id, body, context), () => answer(slack, greeting));
  });
  listenForPresence(events, slack);
}

/** Who and what comes and goes. Each can be done twice, so nothing is kept of it: Slack sends it again after a fault. */
function listenForPresence(events: Events, slack: Slack): void {
  for (const type of Object.keys(channelEvents) as (keyof typeof channelEvents)[])
    events.event(type, ({ event }) => noteChannel(slack, type, event));
  events.event('user_change', ({ event }) => noteMember(slack, event));
  events.event('team_join', ({ event }) => noteMember(slack, event));
  events.event('app_uninstalled', () => noteUninstalled(slack));
  events.event('tokens_revoked', ({ event }) => noteTokensRevoked(slack, event));
}

interface ReceivedEvent {
  readonly event: unknown;
  /** The event id, unique in the workspace. */
  readonly id: string;
  readonly body: unknown;
  readonly context: { readonly retryNum?: number | undefined };
}
type EventListener = (heard: ReceivedEvent) => Promise<void>;
interface Events {
  event(type: string, listener: EventListener): void;
}

/**
 * Dispatches events by type in one middleware. Bolt would run every listener for each event, which took 5% of the time
 * of an answer.
 */
function listenByType(bolt: App): Events {
  const listeners = new Map<string, EventListener>();
  bolt.use(async ({ body, context, next }) => {
    if (body.type !== 'event_callback') return next();
    const listener = listeners.get(body.event.type);
    return listener ? listener({ event: body.event, id: body.event_id, body, context }) : next();
  });
  return { event: (type, listener) => void listeners.set(type, listener) };
}

function requestOf(id: string, body: unknown, context: ReceivedEvent['context']): SlackRequest {
  return { id, body, retried: context.retryNum !== undefined };
}

function listenForInteractions(bolt: App, { slack, handler, log }: BoltOptions): void {
  const interact = async (reading: Reading, body: unknown): Promise<void> => {
    const action = actionOf(reading, log);
    if (action) await handler.interaction({ id: action.id, body, retried: false }, () => answer(slack, action));
  };
  // The acknowledgement is sent when the listener ends, within the deadline.
  bolt.action(/.*/, async ({ body, ack }) => {
    await ack();
    await interact(readClick(body), body);
  });
  bolt.command(COMMAND, async ({ body, ack }) => {
    await ack();
    await interact(readCommand(body, (await slack.workspace()).botUser), body);
  });
  for (const verb of SHORTCUTS) {
    bolt.shortcut(verb, async ({ body, ack }) => {
      await ack();
      await interact(readShortcut(body), body);
    });
  }
  bolt.shortcut(MESSAGE_SHORTCUT, async ({ body, ack }) => {
    await ack();
    await interact(readMessageShortcut(body, (await slack.workspace()).botUser), body);
  });
  bolt.options(/.*/, async ({ body, ack }) => {
    await ack({ options: await suggestOptions(slack, body) });
  });
  bolt.view(/.*/, async ({ body, ack, context }) => {
    const submission = readSubmission(body);
    if (submission && context.recovered) await handler.recoveredModal(submission);
    else await ack(submission && (await handler.modal(body, submission)));
  });
}

function actionOf(reading: Reading, log: Log) {
  if ('action' in reading) return reading.action;
  log.debug({ reason: reading.ignored }, 'Slack payload ignored');
  return undefined;
}
