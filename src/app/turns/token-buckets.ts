import { TokenBucket } from 'limiter';
import { LRUCache } from 'lru-cache';

/** The permitted rate and burst. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

export type Taken =
  | { readonly kind: 'taken' }
  /** `first`: the first refusal since a token was last taken. */
  | { readonly kind: 'refused'; readonly first: boolean; readonly retryAfterMs: number };

/** Keys that are remembered; a forgotten key starts with a full bucket. */
const remembered = 10_000;

/**
 * A token bucket for each key, in this process's memory: each act takes a token, and tokens are refilled evenly. Two
 * processes together allow at most twice the rate.
 */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, TokenBucket>({ max: remembered });
  readonly #refusing = new WeakSet<TokenBucket>();
  readonly #rate: Rate;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(key: string): Taken {
    const bucket = this.#buckets.get(key) ?? this.#open(key);
    if (bucket.tryRemoveTokens(1)) {
      this.#refusing.delete(bucket);
      return { kind: 'taken' };
    }
    const first = !this.#refusing.has(bucket);
    this.#refusing.add(bucket);
    return { kind: 'refused', first, retryAfterMs: bucket.getWaitTime(1) };
  }

  #open(key: string): TokenBucket {
    const { perMinute, burst } = this.#rate;
    const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perMinute, interval: 'minute' });
    bucket.content = burst;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
