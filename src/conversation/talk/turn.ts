import type { ReceivedTurn } from '../../app/turns/open-turn.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';

export type Input =
  | {
      readonly kind: 'said';
      /** Where somebody is mentioned, it has `markOf` their place in `mentioned`. */
      readonly text: string;
      readonly files?: readonly AttachedFile[];
      /** What was attached besides, and cannot be read. */
      readonly unreadable?: readonly UnreadableKind[];
      readonly mentioned?: readonly MentionedPerson[];
    }
  | { readonly kind: 'clicked'; readonly verb: string; readonly data: Readonly<Record<string, string>> }
  | {
      readonly kind: 'submitted';
      readonly verb: string;
      readonly data: Readonly<Record<string, string>>;
      readonly values: FormValues;
      /** Who was chosen in fields for people. */
      readonly mentioned?: readonly MentionedPerson[];
    }
  /** The bot was installed for this account or added to this channel. */
  | { readonly kind: 'arrived' };

/** A picture, or a file that is kept where only its owners can read it: in a drive, or in another organisation. */
export type UnreadableKind = 'picture' | 'elsewhere';

/** Somebody whom the message mentions, or who was chosen in a form, by the platform. */
export interface MentionedPerson {
  /** Of their account: the user id, or what the platform mentions people by where that is another one. */
  readonly id: string;
  /** As the platform shows it; never logged. Empty where it does not say. */
  readonly name: string;
}

/** Stands for a mention in what was said: names may hold anything, and mean an event or a place. @param at from 0 */
export function markOf(at: number): string {
  return `@somebody${at + 1}`;
}

/** A file the user attached; `read` fetches its bytes and throws when it is larger than `limitBytes`. */
export interface AttachedFile {
  readonly name: string;
  readonly read: (limitBytes: number) => Promise<Uint8Array>;
}

/** One thing a person did, on either platform. */
export interface Turn extends ReceivedTurn {
  /** Asks the platform for the account's verified address, in lower case; only when it is needed. */
  readonly vouchedEmail?: () => Promise<string | undefined>;
  readonly input: Input;
  /** Wherever it was asked, only this person sees the answer: it is shown to them alone. */
  readonly alone?: true;
}

/** Whether nobody else reads the answer, so that it may say what is personal. */
export function isPrivate({ place, alone }: Turn): boolean {
  return place.kind === 'personal' || alone === true;
}

/**
 * A reply. After a click or a submitted form, the first card or form replaces the one that was used, unless the action has
 * `keepsCard` or others see that card: what somebody opens there is shown to them alone. `nothing` answers a redelivery.
 */
export type Reply =
  /** `unopened`: the database was unavailable and nothing was done, so the platform may deliver the turn again. */
  | { readonly kind: 'text'; readonly text: string; readonly unopened?: true }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  /**
   * A private answer to a question in a channel: `replies` go to the user's own chat, and `notice` says so in the channel.
   * If no chat can be opened, `unreachable` is shown instead of `notice`.
   */
  | {
      readonly kind: 'aside';
      readonly replies: readonly PlainReply[];
      readonly notice: string;
      readonly unreachable: string;
    }
  | { readonly kind: 'nothing' };

export type PlainReply = Extract<Reply, { kind: 'text' | 'card' | 'form' }>;

/** The conversation, as channels call it. Never throws: a fault becomes a reply with a reference that is also in the log. */
export type Respond = (turn: Turn) => Promise<readonly Reply[]>;
