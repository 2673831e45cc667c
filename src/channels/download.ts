import { setTimeout as delay } from 'node:timers/promises';

/** Of all tries together, in milliseconds. */
const withinMs = 30_000;
/** Before the second try and the third, in milliseconds. */
const pausesMs = [300, 1_000] as const;
/** A longer pause is asked of whoever waits: not in a talk. In milliseconds. */
const longestPauseMs = 5_000;

interface DownloadOptions {
  /** For the words of a fault. */
  readonly platform: 'Slack' | 'Teams';
  readonly limitBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirect?: 'error';
  /** Whether an answer of status 200 is the file, and no page of the platform's. */
  readonly isFile?: (response: Response) => boolean;
}

/** Worth another try: the platform was busy, or the connection broke. */
class Hitch extends Error {
  constructor(
    message: string,
    readonly pauseMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Reads an attached file, in up to three tries.
 * @returns at most `limitBytes` bytes
 * @throws when it is larger, is not there, or cannot be had in half a minute
 */
export async function download(address: URL, options: DownloadOptions): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(withinMs);
  for (let tries = 0; ; tries += 1) {
    try {
      return await downloadOnce(address, options, signal);
    } catch (fault) {
      const pauseMs = fault instanceof Hitch ? (fault.pauseMs ?? pausesMs[tries]) : undefined;
      if (pausesMs[tries] === undefined || pauseMs === undefined || pauseMs > longestPauseMs) throw fault;
      await delay(pauseMs, undefined, { signal });
    }
  }
}

async function downloadOnce(address: URL, options: DownloadOptions, signal: AbortSignal): Promise<Uint8Array> {
  const { platform, limitBytes, headers = {}, redirect = 'follow', isFile = () => true } = options;
  const response = await fetch(address, { headers, redirect, signal }).catch((cause) => fail(platform, signal, cause));
  const { status } = response;
  const again = `${platform} answered ${status} for the attached file: ask for it to be sent again`;
  if (status === 408 || status === 429 || status >= 500) {
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new Hitch(again, Number.isNaN(seconds) ? undefined : seconds * 1_000);
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

function fail(platform: DownloadOptions['platform'], signal: AbortSignal, cause: unknown): never {
  if (signal.aborted)
    throw new Error(`${platform} took too long over the attached file: ask for it to be sent again`, { cause });
  throw new Hitch(`${platform} broke off the attached file: ask for it to be sent again`, undefined, { cause });
}
