import type { Input, Turn } from '../../conversation/talk/turn.js';

/** Something that somebody did in Slack, read from its payload. */
export interface SlackInput {
  /** Unique in the workspace: a redelivery, and a message told twice, has the same. */
  readonly id: string;
  readonly user: string;
  /** The workspace that the person belongs to, as the payload tells; undefined when it does not. */
  readonly team: string | undefined;
  /** The name that came along. */
  readonly name: string | undefined;
  readonly input: Input;
  /** Undefined: the person's own chat with the bot, wherever they did it. */
  readonly place: Turn['place'] | undefined;
  readonly spot: ReplyTarget;
  /** Good for opening one modal, within three seconds. */
  readonly trigger?: string;
  /** The answer is a new message and leaves the clicked one alone. */
  readonly keepsCard?: boolean;
  /** Slack sends it once more when we ask for that. */
  readonly comesAgain?: boolean;
  /** The answer is likely a form: a modal must stand open before the trigger lapses. */
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
      /** Others read there: what is personal goes to the person's own chat. */
      readonly open: boolean;
    }
  /** As messages that only this person sees, where they are; `used`: in place of the clicked one. */
  | { readonly kind: 'whisper'; readonly responseUrl: string; readonly used: boolean }
  /** In a modal: the one of this id, or a new one. */
  | { readonly kind: 'modal'; readonly view?: string };

/** How a spot and a place travel in the metadata of a modal: short keys, for Slack keeps 3,000 characters. */
export function encodeMetadata(place: Turn['place'], spot: ReplyTarget): Record<string, string> {
  const where = { place: place.id, kind: place.kind, ...(place.name ? { name: place.name } : {}) };
  switch (spot.kind) {
    case 'chat':
      return {
        ...where,
        at: 'chat',
        channel: spot.channel,
        ...(spot.thread ? { thread: spot.thread } : {}),
        ...(spot.used ? { used: spot.used } : {}),
        ...(spot.open ? { open: 'yes' } : {}),
      };
    case 'whisper':
      return { ...where, at: 'whisper', url: spot.responseUrl, ...(spot.used ? { used: 'yes' } : {}) };
    case 'modal':
      return { ...where, at: 'modal' };
  }
}

const kinds = ['personal', 'group', 'channel'] as const;

/** Reads back what `carry` wrote. Without a place, or with one that is none, it is the person's own chat. */
export function decodeMetadata(carried: Readonly<Record<string, string>>): {
  readonly place: Turn['place'] | undefined;
  readonly spot: ReplyTarget;
} {
  const { place: id, kind, name, at, channel, thread, used, open, url } = carried;
  const known: Turn['place']['kind'] | undefined = kinds.find((one) => one === kind);
  const place = id && known ? { id, kind: known, ...(name ? { name } : {}) } : undefined;
  if (at === 'chat' && channel) {
    const beside = { ...(thread ? { thread } : {}), ...(used ? { used } : {}) };
    return { place, spot: { kind: 'chat', channel, open: open === 'yes', ...beside } };
  }
  if (at === 'whisper' && url) return { place, spot: { kind: 'whisper', responseUrl: url, used: used === 'yes' } };
  return { place, spot: { kind: 'modal' } };
}
