import type { AccountKey } from '../domain/account.js';
import type { Card } from '../rendering/card.js';
import type { Letter } from '../rendering/letter.js';

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
  /**
   * `recipient`: the bot was removed, or the account or address is gone. `message`: the platform refuses what it says.
   * `code`: of a mail server, its reply and enhanced status code (RFC 3463), such as `550 5.1.1`. `chat`: the platform itself
   * says that this chat or channel is closed to us, so nothing more is sent to it.
   */
  | {
      readonly kind: 'gone';
      readonly of: 'recipient' | 'message';
      readonly cause: unknown;
      readonly code?: string;
      readonly chat?: 'closed';
    };

/** The message did not arrive, and may be sent again. */
export interface NotTaken {
  readonly kind: 'not-taken';
  /**
   * `busy`: the platform asks to wait. `away`: it cannot be reached. `sign-in`: it does not accept our credentials.
   * `our-turn`: we keep to its rate ourselves, and have not asked it. `unexplained`: it refuses with a code that we do not know.
   */
  readonly why: 'busy' | 'away' | 'sign-in' | 'our-turn' | 'unexplained';
  /** How long to wait, in milliseconds, where that is known. */
  readonly retryAfterMs?: number;
  /** Of a mail server that takes nothing for this address now (`450 4.2.1`). */
  readonly code?: string;
  /**
   * Nothing else to this workspace or tenant would be taken either: the platform's code, such as `invalid_auth`. Everything to it
   * waits until it works again.
   */
  readonly trouble?: string;
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
  /**
   * Whether the platform takes our credentials for this workspace or tenant; asked once a minute while it did not. Left out
   * where only a message can tell.
   */
  works?(tenant: string): Promise<boolean>;
}

/** One e-mail, ready to be written. */
export interface OutgoingMail {
  /** Of its delivery. The Message-ID is made from it, so that a second copy is recognised as one. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly letter: Letter;
  /** An invitation, or the end of one. */
  readonly calendar?: MailCalendar;
  /** Where one POST unsubscribes (RFC 8058); left out of what is about the person's own places. */
  readonly unsubscribe?: string;
}

/** iCalendar as calendars take it from an e-mail (RFC 6047). */
export interface MailCalendar {
  readonly method: 'REQUEST' | 'CANCEL';
  /** Of the file, such as `annual-conference.ics`. */
  readonly name: string;
  readonly body: string;
}

/** Sends an e-mail once, never retries by itself: the job decides. */
export interface MailPort {
  send(mail: OutgoingMail): Promise<Sending>;
}
