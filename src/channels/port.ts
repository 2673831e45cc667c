import type { AccountKey } from '../domain/account.js';
import type { Card } from '../rendering/card.js';

/** Where a queued message goes: a stored conversation, or an account's personal chat (opened when there is none). */
export type Destination =
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'account'; readonly accountId: string };

/**
 * What became of a message that was sent. Every channel tells these four apart, because each asks for something else:
 * nothing more, another try, a look, an end.
 */
export type Sending =
  /** The platform has it, under this id. */
  | { readonly kind: 'taken'; readonly messageId: string }
  | NotTaken
  /** Cut off, or a fault over there, after the message had left: it may have arrived. */
  | { readonly kind: 'unknown'; readonly cause: unknown }
  /** `recipient`: the bot was removed, or the account is gone. `message`: the platform refuses what it says. */
  | { readonly kind: 'gone'; readonly of: 'recipient' | 'message'; readonly cause: unknown };

/** The message did not arrive, and may be sent again. */
export interface NotTaken {
  readonly kind: 'not-taken';
  /**
   * `busy`: the platform asks to wait. `away`: it cannot be reached. `sign-in`: it does not accept our credentials.
   * `our-turn`: we keep to its rate ourselves, and have not asked it.
   */
  readonly why: 'busy' | 'away' | 'sign-in' | 'our-turn';
  /** How long to wait, in milliseconds, where that is known. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Called when an answer to somebody could not be posted. */
export type AnswerLost = (account: AccountKey, turnId: string) => Promise<void>;

/** `unseen`: the history cannot be read, so we do not know. */
export type FindResult =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unseen' }
  /** The platform could not be asked: ask again. */
  | NotTaken;

/** One per platform. Sends once, never retries by itself: the job decides. */
export interface PlatformPort {
  readonly platform: 'teams' | 'slack';
  /** @param key names the message, so that `find` can recognise it */
  post(destination: Destination, card: Card<string>, key?: string): Promise<Sending>;
  /** Replaces a message sent before. */
  update(destination: Destination, messageId: string, card: Card<string>): Promise<Sending>;
  /**
   * Whether a message with this key arrived, for sends with an unknown outcome. Left out where the platform
   * has no way to look.
   * @param since when it was sent
   */
  find?(destination: Destination, key: string, since: Date): Promise<FindResult>;
}
