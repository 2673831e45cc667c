import { setTimeout as delay } from 'node:timers/promises';
import { getWithinReach } from './get-within-reach.js';
import { OutOfReachError, type Reach } from './public-addresses.js';

/** Timeout for all attempts together, in milliseconds. */
const withinMs = 30_000;
/** Delays before the second and third attempt, in milliseconds. */
const pausesMs = [300, 1_000] as const;
/** Somebody is waiting for an answer, so longer delays are a failure. In milliseconds. */
const longestPauseMs = 5_000;
const mostRedirects = 3;

interface DownloadOptions {
  /** Named in error messages. */
  readonly platform: 'Slack' | 'Teams';
  readonly limitBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly reach: Reach;
  /** Where a redirect may lead; left out, nowhere. */
  readonly mayFetch?: (address: URL) => boolean;
  /** Whether an answer of status 200 is the file, and no page of the platform's. */
  readonly isFile?: (response: Response) => boolean;
}

/** Worth retrying: the platform was busy, or the connection broke. */
class RetryableFault extends Error {
  constructor(
    message: string,
    readonly pauseMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Downloads an attached file, in up to three attempts.
 * @returns at most `limitBytes` bytes
 * @throws when it is larger, is not there, or cannot be had in half a minute
 */
export async function download(address: URL, options: DownloadOptions): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(withinMs);
  for (let tries = 0; ; tries += 1) {
    try {
      return await downloadOnce(address, options, signal);
    } catch (fault) {
      const pauseMs = fault instanceof RetryableFault ? (fault.pauseMs ?? pausesMs[tries]) : undefined;
      if (pausesMs[tries] === undefined || pauseMs === undefined || pauseMs > longestPauseMs) throw fault;
      await delay(pauseMs, undefined, { signal });
    }
  }
}

async function downloadOnce(address: URL, options: DownloadOptions, signal: AbortSignal): Promise<Uint8Array> {
  const { platform, limitBytes, reach, headers = {}, isFile = () => true } = options;
  const response = await followTo(address, options, (place) =>
    getWithinReach(place, { headers, signal, reach }).catch((cause) => fail(platform, signal, cause)),
  );
  const { status } = response;
  const again = `${platform} answered ${status} for the attached file: ask for it to be sent again`;
  if (status === 408 || status === 429 || status >= 500) {
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new RetryableFault(again, Number.isNaN(seconds) ? undefined : seconds * 1_000);
  }
  if (!response.ok || !response.body || !isFile(response)) {
    await response.body?.cancel();
    throw new Error(again);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => fail(platform, signal, cause));
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      throw new Error(`The attached file is larger than ${limitBytes} bytes: ask for a smaller one`);
    }
    chunks.push(value);
  }
}

/** Follows redirects that lead where a file may be fetched from, and no other. */
async function followTo(
  address: URL,
  { platform, mayFetch = () => false }: DownloadOptions,
  get: (address: URL) => Promise<Response>,
): Promise<Response> {
  let place = address;
  for (let redirects = 0; ; redirects += 1) {
    const response = await get(place);
    const target = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (target === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(target, place.href) ? new URL(target, place) : undefined;
    if (!next || !mayFetch(next) || redirects >= mostRedirects) {
      throw new Error(
        `${platform} sends us elsewhere for the attached file, where we do not follow: ask for it to be sent again`,
      );
    }
    place = next;
  }
}

function fail(platform: DownloadOptions['platform'], signal: AbortSignal, cause: unknown): never {
  if (signal.aborted)
    throw new Error(`${platform} took too long over the attached file: ask for it to be sent again`, { cause });
  if (cause instanceof OutOfReachError)
    throw new Error(`${platform} keeps the attached file where we do not ask: ask for it to be sent again`, { cause });
  throw new RetryableFault(
    `${platform} broke off the download of the attached file: ask for it to be sent again`,
    undefined,
    { cause },
  );
}
