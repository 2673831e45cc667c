import { type Rate, TokenBuckets } from './token-buckets.js';

/** Pages without a login, by address: a whole school at the door shares one, and a door list asks every few seconds. */
const pageRate: Rate = { perMinute: 600, burst: 300 };
/** Files with people in them, by the account whose link it is. */
const exportRate: Rate = { perMinute: 1, burst: 5 };

/** What may be asked how often over HTTP. Times in milliseconds of this process's own clock. */
export interface HttpRates {
  /** @returns undefined when it may; else whole seconds to wait */
  page(address: string): number | undefined;
  /** The same for a file with people in it. */
  file(accountId: string): number | undefined;
}

export function createHttpRates(): HttpRates {
  const pages = new TokenBuckets(pageRate);
  const files = new TokenBuckets(exportRate);
  const ask = (buckets: TokenBuckets) => (key: string) => {
    const taken = buckets.take(key);
    return taken.kind === 'taken' ? undefined : Math.ceil(taken.retryAfterMs / 1_000);
  };
  return { page: ask(pages), file: ask(files) };
}
