import type { Card } from '../rendering/card.js';

/** Where a queued message goes: a stored conversation, or an account's personal chat (opened when there is none). */
export type Destination =
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'account'; readonly accountId: string };

/** The platform accepted the message under this id. */
interface Delivered {
  readonly messageId: string;
}

/** Not sent: the platform is rate limiting us or unreachable. Retry after this many milliseconds. */
export class RateLimited extends Error {
  constructor(
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(`The platform accepts nothing for ${retryAfterMs} ms: send again after that`, options);
  }
}

/** The platform will never take it (the bot was removed, the account is gone): do not retry. */
export class Undeliverable extends Error {}

/** `unseen`: the history cannot be read, so we do not know. */
export type FindResult =
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
  post(destination: Destination, card: Card<string>, key?: string): Promise<Delivered>;
  /** Replaces a message sent before. @throws as `post`. */
  update(destination: Destination, messageId: string, card: Card<string>): Promise<void>;
  /**
   * Whether a message with this key arrived, for sends with an unknown outcome. Left out where the platform
   * has no way to look.
   * @param since when it was sent
   * @throws RateLimited, or the transport's error
   */
  find?(destination: Destination, key: string, since: Date): Promise<FindResult>;
}
