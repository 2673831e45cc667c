/** How fast somebody may go on, and how much at once. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

export type Taken =
  | { readonly kind: 'taken' }
  /** `first`: nothing was refused since it last took one. */
  | { readonly kind: 'refused'; readonly first: boolean; readonly retryAfterMs: number };

interface Bucket {
  tokens: number;
  filledAt: number;
  refusing: boolean;
}

/** Tokens come back in fractions, which do not add up to the last digit. */
const crumb = 1e-6;

/** Of keys that are remembered; beyond, the full buckets are dropped, which is what a new one is. */
const remembered = 10_000;

/**
 * A token bucket for each key, in the memory of this process: each act takes a token, and tokens come back evenly. Two
 * processes together permit twice the rate at most.
 */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rate: Rate;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** @param nowMs milliseconds of a clock that does not go back */
  take(key: string, nowMs: number): Taken {
    const bucket = this.#filled(key, nowMs);
    if (bucket.tokens >= 1 - crumb) {
      bucket.tokens = Math.max(0, bucket.tokens - 1);
      bucket.refusing = false;
      return { kind: 'taken' };
    }
    const first = !bucket.refusing;
    bucket.refusing = true;
    return { kind: 'refused', first, retryAfterMs: Math.ceil((1 - crumb - bucket.tokens) / this.#perMs) };
  }

  get #perMs(): number {
    return this.#rate.perMinute / 60_000;
  }

  #filled(key: string, nowMs: number): Bucket {
    const known = this.#buckets.get(key);
    if (known) {
      this.#fill(known, nowMs);
      return known;
    }
    if (this.#buckets.size >= remembered) this.#dropFull(nowMs);
    const fresh = { tokens: this.#rate.burst, filledAt: nowMs, refusing: false };
    this.#buckets.set(key, fresh);
    return fresh;
  }

  #fill(bucket: Bucket, nowMs: number): void {
    const since = Math.max(0, nowMs - bucket.filledAt);
    bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + since * this.#perMs);
    bucket.filledAt = nowMs;
  }

  #dropFull(nowMs: number): void {
    for (const [key, bucket] of this.#buckets) {
      this.#fill(bucket, nowMs);
      if (bucket.tokens >= this.#rate.burst) this.#buckets.delete(key);
    }
    // Everybody is at it: the longest known go first, for a map keeps the order of arrival.
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size < remembered) break;
      this.#buckets.delete(key);
    }
  }
}
