import type { Input, Turn } from '../../conversation/talk/turn.js';

/** An action of a Slack user, read from its payload. */
export interface SlackInput {
  /** Unique in the workspace, and the same for every delivery of one action. */
  readonly id: string;
  readonly user: string;
  /** The person's workspace, if the payload has it. */
  readonly team: string | undefined;
  /** The display name in the payload. */
  readonly name: string | undefined;
  readonly input: Input;
  /** Undefined: the person's own chat with the bot, wherever they did it. */
  readonly place: Turn['place'] | undefined;
  /** The channel that a command was typed in. It is about that channel where the bot is in it. */
  readonly typedIn?: string;
  readonly target: ReplyTarget;
  /** Where an answer can be shown to them alone whatever else fails, for half an hour and five times: it needs no token. */
  readonly responseUrl?: string;
  /** A `trigger_id`: opens one modal, within three seconds. */
  readonly trigger?: string;
  /** The answer is a new message; the clicked one stays. */
  readonly keepsCard?: boolean;
  /** Slack will retry it if we do not acknowledge it. */
  readonly comesAgain?: boolean;
  /** The answer is probably a form, so a modal must be open before the trigger expires. */
  readonly opensForm?: boolean;
}

/** Where the answer is shown. */
export type ReplyTarget =
  /** As messages in a channel or chat; `used` is the message that was clicked. */
  | {
      readonly kind: 'chat';
      readonly channel: string;
      readonly thread?: string;
      readonly used?: string;
      /** Other people can read it, so personal replies go to the person's own chat. */
      readonly open: boolean;
      /** Somebody has answered in the thread. Slack shows ephemeral messages in no other. */
      readonly live?: true;
    }
  | EphemeralTarget
  /** In a modal: the one of this id, or a new one. */
  | { readonly kind: 'modal'; readonly view?: string };

/** As ephemeral messages, which only the person sees. */
export interface EphemeralTarget {
  readonly kind: 'ephemeral';
  readonly responseUrl: string;
  /** They replace the clicked one, which was ephemeral too. */
  readonly used: boolean;
  /** The channel and the thread of a message for all whose button was pressed. Personal replies go to the own chat. */
  readonly beside?: { readonly channel: string; readonly thread?: string };
}

/** Whether the answer stands where only the person sees it, the personal part of it too. */
export function isSeenAlone(target: ReplyTarget): boolean {
  return target.kind === 'ephemeral' && !target.beside;
}

/** Encodes target and place for the metadata of a modal, with short keys because Slack allows 3,000 characters. */
export function encodeMetadata(place: Turn['place'], target: ReplyTarget): Record<string, string> {
  const where = {
    place: place.id,
    kind: place.kind,
    ...(place.name ? { name: place.name } : {}),
    ...(place.thread ? { talk: place.thread } : {}),
  };
  switch (target.kind) {
    case 'chat':
      return {
        ...where,
        at: 'chat',
        channel: target.channel,
        ...(target.thread ? { thread: target.thread } : {}),
        ...(target.used ? { used: target.used } : {}),
        ...(target.open ? { open: 'yes' } : {}),
        ...(target.live ? { live: 'yes' } : {}),
      };
    case 'ephemeral':
      return {
        ...where,
        at: 'ephemeral',
        url: target.responseUrl,
        ...(target.used ? { used: 'yes' } : {}),
        ...target.beside,
      };
    case 'modal':
      return { ...where, at: 'modal' };
  }
}

const kinds = ['personal', 'group', 'channel'] as const;

/** Reverses `encodeMetadata`. Without a valid place, it is the person's own chat. */
export function decodeMetadata(carried: Readonly<Record<string, string>>): {
  readonly place: Turn['place'] | undefined;
  readonly target: ReplyTarget;
} {
  const { place: id, kind, name, talk, at } = carried;
  const known: Turn['place']['kind'] | undefined = kinds.find((one) => one === kind);
  const named = { ...(name ? { name } : {}), ...(talk ? { thread: talk } : {}) };
  const place = id && known ? { id, kind: known, ...named } : undefined;
  return { place, target: decodeTarget(at, carried) };
}

function decodeTarget(at: string | undefined, carried: Readonly<Record<string, string>>): ReplyTarget {
  const { channel, thread, used, open, live, url } = carried;
  const where = channel ? { channel, ...(thread ? { thread } : {}) } : undefined;
  if (at === 'chat' && where) {
    return {
      kind: 'chat',
      ...where,
      open: open === 'yes',
      ...(used ? { used } : {}),
      ...(live ? { live: true } : {}),
    };
  }
  if (at === 'ephemeral' && (url || where))
    return { kind: 'ephemeral', responseUrl: url ?? '', used: used === 'yes', ...(where ? { beside: where } : {}) };
  return { kind: 'modal' };
}
