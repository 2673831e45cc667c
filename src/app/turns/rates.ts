import { type Rate, TokenBuckets } from './token-buckets.js';

/** Pages without login, by address: a whole school at the door shares one, and a door list polls every few seconds. */
const pageRate: Rate = { perMinute: 600, burst: 300 };
/** Files with personal data, by the account of the link. */
const exportRate: Rate = { perMinute: 1, burst: 5 };

/** Rate limits of HTTP requests. Times in milliseconds of this process's clock. */
export interface HttpRates {
  /** @returns undefined when the request is allowed; otherwise whole seconds to wait */
  page(address: string): number | undefined;
  /** The same for a file with personal data. */
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
