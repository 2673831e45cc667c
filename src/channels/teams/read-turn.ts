import type { Input, Turn } from '../../conversation/talk/turn.js';
import { type ActionData, readActionData } from '../../rendering/adaptive-card.js';
import { accountOf, type TeamsActivity } from './activity.js';
import { readFiles } from './files.js';
import type { FileStore } from './known-hosts.js';
import { isBotMentioned, readText } from './read-text.js';

/** The turn, or why it is ignored. */
export type Reading = { readonly turn: Turn; readonly keepsCard: boolean } | { readonly ignored: string };

/**
 * Reads an activity. Deletions, reactions, typing and membership are not turns. For an installation Teams and the
 * Playground send `installationUpdate` and then `conversationUpdate` with the bot in `membersAdded`. Only the former counts:
 * Microsoft recommends it for the introduction, and only it is sent after a reinstallation.
 */
export function readTurn(activity: TeamsActivity, store: FileStore): Reading {
  const account = accountOf(activity);
  if (!account) return { ignored: 'no account: an anonymous guest' };
  if (!activity.id) return { ignored: 'no id' };
  const place = readPlace(activity);
  const read = readInput(activity, place, store);
  if ('ignored' in read) return read;
  return {
    keepsCard: read.keepsCard ?? false,
    turn: {
      id: `${activity.conversation.id}:${activity.id}${activity.type === 'messageUpdate' ? `:${editedAt(activity)}` : ''}`,
      account,
      displayName: activity.from.name ?? '',
      transportId: activity.from.id,
      place,
      // The same for everybody in the conversation: it is stored once for all of them.
      reference: { serviceUrl: activity.serviceUrl, botId: activity.recipient.id },
      input: read.input,
    },
  };
}

function readPlace(activity: TeamsActivity): Turn['place'] {
  const { conversation, channelData } = activity;
  // In a channel the id carries the thread as `;messageid=…`.
  const [root = conversation.id, ...more] = conversation.id.split(';');
  const message = more.find((part) => part.startsWith('messageid='))?.slice('messageid='.length);
  const thread = message ? { thread: message } : {};
  if (conversation.conversationType === 'channel') {
    const { channel, team } = channelData ?? {};
    return {
      kind: 'channel',
      id: channel?.id ?? root,
      ...(team?.id ? { team: team.id } : {}),
      ...(channel?.name ? { name: channel.name } : {}),
      ...thread,
    };
  }
  if (isOwnChat(conversation)) return { kind: 'personal', id: root, ...thread };
  return { kind: 'group', id: root, ...(conversation.name ? { name: conversation.name } : {}), ...thread };
}

/** A chat of two people, neither of whom is the bot, is called personal, too; a card may have been put into it. */
function isOwnChat({ id, conversationType }: TeamsActivity['conversation']): boolean {
  return (conversationType ?? 'personal') === 'personal' && !id.endsWith('@unq.gbl.spaces');
}

type InputReading = { input: Input; keepsCard?: boolean } | { ignored: string };

function readInput(activity: TeamsActivity, place: Turn['place'], store: FileStore): InputReading {
  switch (activity.type) {
    case 'message':
      return readMessage(activity, place, store);
    case 'messageUpdate':
      return isMendedAtOnce(activity)
        ? readMessage(activity, place, store)
        : { ignored: 'an edit of what was answered long ago' };
    case 'invoke':
      return readInvoke(activity);
    case 'installationUpdate':
      return activity.action === 'add'
        ? { input: { kind: 'arrived' } }
        : { ignored: `installationUpdate ${activity.action}` };
    default:
      return { ignored: activity.type };
  }
}

/** Whoever mends a message at once wants the answer to what it says now; later ones were answered and acted on. */
const answeredAnewWithinMs = 60_000;

/** The id of a message is the millisecond when it was sent. */
function isMendedAtOnce(activity: TeamsActivity): boolean {
  if (activity.channelData?.eventType !== 'editMessage') return false;
  return editedAt(activity) - Number.parseInt(activity.id ?? '', 10) <= answeredAnewWithinMs;
}

function editedAt({ timestamp }: TeamsActivity): number {
  return Date.parse(timestamp ?? '');
}

function readMessage(activity: TeamsActivity, place: Turn['place'], store: FileStore): InputReading {
  // An `Action.Submit`, from a client that does not know `Action.Execute`.
  const pressed = readActionData(activity.value);
  if (pressed) return { input: inputOf(pressed), keepsCard: true };
  if (place.kind !== 'personal' && !isBotMentioned(activity)) return { ignored: 'does not mention the bot' };
  const { files, unreadable } = readFiles(activity, store);
  const { text, mentioned } = readText(activity);
  return {
    input: {
      kind: 'said',
      text,
      ...(files.length > 0 ? { files } : {}),
      ...(unreadable.length > 0 ? { unreadable } : {}),
      ...(mentioned.length > 0 ? { mentioned } : {}),
    },
  };
}

function readInvoke(activity: TeamsActivity): InputReading {
  if (activity.name !== 'adaptiveCard/action') return { ignored: `invoke ${activity.name}` };
  const { action } = (activity.value ?? {}) as { action?: { data?: unknown } };
  const pressed = readActionData(action?.data);
  return pressed
    ? { input: inputOf(pressed), keepsCard: pressed.keepsCard }
    : { ignored: 'a button that is not one of ours' };
}

function inputOf({ verb, data, values, people = [] }: ActionData): Input {
  if (!values) return { kind: 'clicked', verb, data };
  // Teams tells no names of those who were chosen.
  const mentioned = people.map((id) => ({ id, name: '' }));
  return { kind: 'submitted', verb, data, values, ...(mentioned.length > 0 ? { mentioned } : {}) };
}
