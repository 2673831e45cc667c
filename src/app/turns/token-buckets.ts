import { TokenBucket } from 'limiter';
import { LRUCache } from 'lru-cache';

/** How fast somebody may go on, and how much at once. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

export type Taken =
  | { readonly kind: 'taken' }
  /** `first`: nothing was refused since it last took one. */
  | { readonly kind: 'refused'; readonly first: boolean; readonly retryAfterMs: number };

/** Of keys that are remembered; one that is forgotten begins with a full bucket. */
const remembered = 10_000;

/**
 * A token bucket for each key, in the memory of this process: each act takes a token, and tokens come back evenly. Two
 * processes together permit twice the rate at most.
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
