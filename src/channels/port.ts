import type { Card } from '../rendering/card.js';

/** Where a queued message goes: a stored conversation, or an account's personal chat (opened when there is none). */
export type Destination =
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'account'; readonly accountId: string };

/** The platform took the message and gave it this id. */
interface Delivered {
  readonly messageId: string;
}

/** It was not sent: the platform asks to wait, or cannot be reached. Try again after this many milliseconds. */
export class RateLimited extends Error {
  constructor(
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(`The platform takes nothing for ${retryAfterMs} ms: send again after that`, options);
  }
}

/** The platform will never take it (the bot was removed, the account is gone): do not retry. */
export class Undeliverable extends Error {}

/** What looking found: the message is there, it is not, or it cannot be seen from here. */
export type Look =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unseen' };

/** One per platform. Sends once, never retries by itself: the job decides. */
export interface PlatformPort {
  readonly platform: 'teams' | 'slack';
  /**
   * @param key names the message, so that `find` can recognise it
   * @throws RateLimited, Undeliverable, or the transport's error (outcome unknown).
   */
  post(destination: Destination, card: Card, key?: string): Promise<Delivered>;
  /** Replaces a message sent before. @throws as `post`. */
  update(destination: Destination, messageId: string, card: Card): Promise<void>;
  /**
   * Looks whether a message of this key arrived, when sending it ended in doubt. Left out by a platform where that
   * cannot be seen.
   * @param since when it was sent
   * @throws RateLimited, or the transport's error
   */
  find?(destination: Destination, key: string, since: Date): Promise<Look>;
}
