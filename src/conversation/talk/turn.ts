import type { ReceivedTurn } from '../../app/turns/open-turn.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';

export type Input =
  | { readonly kind: 'said'; readonly text: string; readonly files?: readonly AttachedFile[] }
  | { readonly kind: 'clicked'; readonly verb: string; readonly data: Readonly<Record<string, string>> }
  | {
      readonly kind: 'submitted';
      readonly verb: string;
      readonly data: Readonly<Record<string, string>>;
      readonly values: FormValues;
    }
  /** The bot was installed for, or added by, this account or channel. */
  | { readonly kind: 'arrived' };

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
}

/**
 * What to say. For a click or a submitted form, the first card or form replaces the one that was used, unless the
 * action `keepsCard`. `nothing` answers a redelivery.
 */
export type Reply =
  /** `unopened`: the database did not take the turn and nothing was done; a platform that sends again may do so. */
  | { readonly kind: 'text'; readonly text: string; readonly unopened?: true }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  /**
   * Personal matters asked for where others read: `replies` go to the asker's own chat, and `notice` says so here.
   * Where no chat can be opened, `notice` gives way to `unreachable`.
   */
  | {
      readonly kind: 'aside';
      readonly replies: readonly PlainReply[];
      readonly notice: string;
      readonly unreachable: string;
    }
  | { readonly kind: 'nothing' };

export type PlainReply = Extract<Reply, { kind: 'text' | 'card' | 'form' }>;

/** The conversation as a channel sees it. Never throws: a fault is a reply with a reference that is also in the log. */
export type Respond = (turn: Turn) => Promise<readonly Reply[]>;
