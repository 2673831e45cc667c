import { longestQuestion } from '../../app/knowledge/tickets.js';
import type { Input, Turn } from '../../conversation/talk/turn.js';
import { readModalMetadata } from '../../rendering/modal.js';
import { LINK_ID, readButtonValue } from '../../rendering/slack-actions.js';
import { isRecord } from '../../rendering/unknown.js';
import { type FetchFile, readFiles } from './files.js';
import {
  type BlockActions,
  blockActions,
  changedEvent,
  globalShortcut,
  messageEvent,
  messageShortcut,
  slashCommand,
} from './payloads.js';
import { mentions, readText } from './read-text.js';
import { decodeMetadata, type SlackInput } from './slack-input.js';

/** The action, or why it is ignored. */
export type Reading = { readonly action: SlackInput } | { readonly ignored: string };

/** Subtypes of messages that people write; deletions, joins and bot messages are ignored. */
const written = [undefined, 'file_share', 'thread_broadcast'];

/**
 * A message in the bot's own chat, or one that mentions it elsewhere. Slack sends `message`, `app_mention` or both for it;
 * their common id makes them one turn. Outside the bot's own chat, and in a chat with an agent, the answer goes to the thread.
 * @param fetchFile downloads a private file from Slack
 */
export function readMessage(event: unknown, botUser: string, fetchFile: FetchFile): Reading {
  const edit = readEdit(event);
  const parsed = messageEvent.safeParse(edit?.message ?? event);
  if (!parsed.success) return { ignored: 'not written by a person' };
  const message = parsed.data;
  const text = message.text ?? '';
  if (!written.includes(message.subtype ?? undefined) || message.bot_id) return { ignored: 'not written by a person' };
  const own = message.channel_type === 'im' || message.channel.startsWith('D');
  if (!own && !mentions(text, botUser)) return { ignored: 'does not mention the bot' };
  // A chat with an agent is made of threads, each of which begins with a message of the person's.
  const threaded = !own || isRecord(message.app_context);
  const thread = message.thread_ts ?? (threaded ? message.ts : undefined);
  const said = readSaid(text, botUser, readFiles(message.files ?? [], fetchFile));
  return {
    action: {
      id: `${message.channel}:${message.ts}${edit ? `:${edit.at}` : ''}`,
      user: message.user,
      team: message.user_team ?? message.team ?? undefined,
      name: undefined,
      input: said,
      place: {
        kind: placeKind(message.channel, message.channel_type ?? undefined),
        id: message.channel,
        ...(thread ? { thread } : {}),
      },
      target: {
        kind: 'chat',
        channel: message.channel,
        open: !own,
        ...(thread ? { thread } : {}),
        ...(message.thread_ts ? { live: true } : {}),
      },
    },
  };
}

/** Seconds. Whoever mends a message at once wants the answer to what it says now; later ones were answered and acted on. */
const answeredAnewWithin = 60;

/** A message whose words were changed soon after they were sent, as if it were sent now. @returns with when it was changed */
function readEdit(event: unknown): { readonly message: unknown; readonly at: string } | undefined {
  const parsed = changedEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { channel, channel_type, message, previous_message: before } = parsed.data;
  const soon = Number(message.edited.ts) - Number(message.ts) <= answeredAnewWithin;
  if (!soon || message.text === before?.text) return undefined;
  return { message: { type: 'message', ...message, channel, channel_type }, at: message.edited.ts };
}

type Said = Extract<Input, { kind: 'said' }>;

function readSaid(typed: string, botUser: string, attached: ReturnType<typeof readFiles>): Said {
  const { text, mentioned } = readText(typed, botUser);
  const { files, unreadable } = attached;
  return {
    kind: 'said',
    text,
    ...(files.length > 0 ? { files } : {}),
    ...(unreadable.length > 0 ? { unreadable } : {}),
    ...(mentioned.length > 0 ? { mentioned } : {}),
  };
}

/** `/staffroom …` and its answer are visible only to the person, wherever it is typed. Typed in a channel it is about that channel. */
export function readCommand(body: unknown, botUser: string): Reading {
  const parsed = slashCommand.safeParse(body);
  if (!parsed.success) return { ignored: 'not a command' };
  const command = parsed.data;
  const said = readSaid(command.text ?? '', botUser, { files: [], unreadable: [] });
  return {
    action: {
      id: `command:${command.trigger_id}`,
      user: command.user_id,
      team: command.team_id || undefined,
      name: command.user_name ?? undefined,
      input: said.text === '' ? { kind: 'said', text: 'help' } : said,
      place: undefined,
      ...(command.channel_id?.startsWith('D') === false ? { typedIn: command.channel_id } : {}),
      target: { kind: 'ephemeral', responseUrl: command.response_url, used: false },
      responseUrl: command.response_url,
      trigger: command.trigger_id,
    },
  };
}

/** A global shortcut; its callback id is the verb. */
export function readShortcut(body: unknown): Reading {
  const parsed = globalShortcut.safeParse(body);
  if (!parsed.success) return { ignored: 'not a shortcut' };
  const { user, callback_id: verb, trigger_id: trigger } = parsed.data;
  return {
    action: {
      ...whoOf(user),
      id: `shortcut:${trigger}`,
      input: { kind: 'clicked', verb, data: {} },
      place: undefined,
      target: { kind: 'modal' },
      trigger,
    },
  };
}

/**
 * *Ask the team about this*, chosen for a message: the form opens with what the message says, to be changed before it is sent. Nothing
 * is kept of the message until then.
 */
export function readMessageShortcut(body: unknown, botUser: string): Reading {
  const parsed = messageShortcut.safeParse(body);
  if (!parsed.success) return { ignored: 'not a shortcut of a message' };
  const { user, callback_id: verb, trigger_id: trigger, response_url: responseUrl, message } = parsed.data;
  const question = readText(message.text ?? '', botUser).text.slice(0, longestQuestion);
  return {
    action: {
      ...whoOf(user),
      id: `shortcut:${trigger}`,
      input: { kind: 'clicked', verb, data: { question } },
      place: undefined,
      target: { kind: 'modal' },
      trigger,
      opensForm: true,
      ...(responseUrl ? { responseUrl } : {}),
    },
  };
}

/** A clicked button in a message, the Home tab or a modal. */
export function readClick(body: unknown): Reading {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return { ignored: 'not a button click' };
  const click = parsed.data;
  const [action] = click.actions;
  if (!action || LINK_ID.test(action.action_id)) return { ignored: 'a link' };
  const pressed = readButtonValue(action.value);
  if (!pressed) return { ignored: 'a button that is not one of ours' };
  const input: Input = { kind: 'clicked', verb: pressed.verb, data: pressed.data };
  const where = click.view ? whereInView(click.view) : whereInChat(click, pressed.keepsCard);
  if (!where) return { ignored: 'a button in an unknown place' };
  const { keepsCard, opensForm } = pressed;
  const trigger = click.trigger_id;
  const beside = click.response_url ? { responseUrl: click.response_url } : {};
  const did = { ...whoOf(click.user), ...where, ...beside, id: `click:${trigger}`, input };
  return { action: { ...did, trigger, keepsCard, opensForm } };
}

type Where = Pick<SlackInput, 'place' | 'target'>;

function whereInView(view: NonNullable<BlockActions['view']>): Where {
  // Answers to buttons on the Home tab are shown in a modal.
  if (view.type !== 'modal') return { place: undefined, target: { kind: 'modal' } };
  const { place } = decodeMetadata(readModalMetadata(view.private_metadata)?.carried ?? {});
  return { place, target: { kind: 'modal', view: view.id } };
}

/**
 * What somebody opens from a message that others see comes to them alone. The talk belongs to the thread of what was
 * pressed, or to the one that begins with it.
 */
function whereInChat(click: BlockActions, keepsCard: boolean): Where | undefined {
  const { channel, container, message, response_url: responseUrl } = click;
  if (!channel) return undefined;
  const live = message?.thread_ts ?? container?.thread_ts ?? undefined;
  const place = placeOf(channel);
  if (container?.is_ephemeral) {
    if (!responseUrl) return undefined;
    return {
      place: { ...place, ...(live ? { thread: live } : {}) },
      target: { kind: 'ephemeral', responseUrl, used: !keepsCard },
    };
  }
  const pressed = container?.message_ts ?? undefined;
  if (!channel.id.startsWith('D')) {
    const thread = live ?? pressed;
    const beside = { channel: channel.id, ...(live ? { thread: live } : {}) };
    return {
      place: { ...place, ...(thread ? { thread } : {}) },
      target: { kind: 'ephemeral', responseUrl: responseUrl ?? '', used: false, beside },
    };
  }
  const thread = live ? { thread: live } : {};
  const used = !keepsCard && pressed ? { used: pressed } : {};
  return {
    place: { ...place, ...thread },
    target: { kind: 'chat', channel: channel.id, open: false, ...thread, ...used },
  };
}

/** Slack names chats `directmessage`, `mpdm-…` and `privategroup`; those are not real names. */
function placeOf(channel: { readonly id: string; readonly name?: string | null | undefined }): Turn['place'] {
  const name = channel.name ?? '';
  if (channel.id.startsWith('D')) return { kind: 'personal', id: channel.id };
  if (name.startsWith('mpdm-')) return { kind: 'group', id: channel.id };
  return { kind: 'channel', id: channel.id, ...(name && name !== 'privategroup' ? { name } : {}) };
}

function placeKind(channel: string, type: string | undefined): Turn['place']['kind'] {
  if (channel.startsWith('D') || type === 'im') return 'personal';
  return type === 'mpim' ? 'group' : 'channel';
}

function whoOf(user: BlockActions['user']): Pick<SlackInput, 'user' | 'team' | 'name'> {
  return { user: user.id, team: user.team_id ?? undefined, name: user.name ?? user.username ?? undefined };
}
