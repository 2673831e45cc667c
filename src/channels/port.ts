import type { Card } from '../rendering/card.js';

/** Where a queued message goes: a stored conversation, or an account's personal chat (opened when there is none). */
export type Destination =
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'account'; readonly accountId: string };

/** The platform took the message and gave it this id. */
export interface Delivered {
  readonly messageId: string;
}

/** The platform asks to wait; try again after this many milliseconds. */
export class RateLimited extends Error {
  constructor(
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(`The platform asks to wait ${retryAfterMs} ms: send again after that`, options);
  }
}

/** The platform will never take it (the bot was removed, the account is gone): do not retry. */
export class Undeliverable extends Error {}

/** One per platform. Sends once, never retries by itself: the job decides. */
export interface PlatformPort {
  readonly platform: 'teams' | 'slack';
  /** @throws RateLimited, Undeliverable, or the transport's error (outcome unknown). */
  post(destination: Destination, card: Card): Promise<Delivered>;
  /** Replaces a message sent before. @throws as `post`. */
  update(destination: Destination, messageId: string, card: Card): Promise<void>;
}
