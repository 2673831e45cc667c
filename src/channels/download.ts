import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
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
  readonly isFile?: (headers: IncomingHttpHeaders) => boolean;
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
  const answer = await followTo(address, options, (place) =>
    getWithinReach(place, { headers, signal, reach }).catch((cause) => fail(platform, signal, cause)),
  );
  const status = answer.statusCode ?? 502;
  const again = `${platform} answered ${status} for the attached file: ask for it to be sent again`;
  if (status === 408 || status === 429 || status >= 500) {
    answer.destroy();
    const seconds = Number(answer.headers['retry-after'] ?? Number.NaN);
    throw new RetryableFault(again, Number.isNaN(seconds) ? undefined : seconds * 1_000);
  }
  if (status !== 200 || !isFile(answer.headers)) {
    answer.destroy();
    throw new Error(again);
  }
  const bytes = await takeIn(answer, limitBytes).catch((cause) => fail(platform, signal, cause));
  if (!bytes) throw new Error(`The attached file is larger than ${limitBytes} bytes: ask for a smaller one`);
  return bytes;
}

const firstBytes = 64 * 1024;

/**
 * Takes a body in, in memory as large as it says that it is, so that it is there once.
 * @returns undefined when it is longer than `limitBytes` @throws when it breaks off
 */
async function takeIn(answer: IncomingMessage, limitBytes: number): Promise<Uint8Array | undefined> {
  const stated = Number(answer.headers['content-length'] ?? Number.NaN);
  if (stated > limitBytes) {
    answer.destroy();
    return undefined;
  }
  let bytes = new Uint8Array(stated > 0 ? stated : firstBytes);
  let size = 0;
  // Leaving the loop destroys the answer.
  for await (const piece of answer as AsyncIterable<Buffer>) {
    if (size + piece.length > limitBytes) return undefined;
    if (size + piece.length > bytes.length) {
      const longer = new Uint8Array(Math.min(limitBytes, Math.max(2 * bytes.length, size + piece.length)));
      longer.set(bytes);
      bytes = longer;
    }
    bytes.set(piece, size);
    size += piece.length;
  }
  return bytes.subarray(0, size);
}

/** Follows redirects that lead where a file may be fetched from, and no other. */
async function followTo(
  address: URL,
  { platform, mayFetch = () => false }: DownloadOptions,
  get: (address: URL) => Promise<IncomingMessage>,
): Promise<IncomingMessage> {
  let place = address;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await get(place);
    const { statusCode: status = 502, headers } = answer;
    const target = status >= 300 && status < 400 ? headers.location : undefined;
    if (target === undefined) return answer;
    answer.destroy();
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
