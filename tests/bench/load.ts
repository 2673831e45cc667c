import autocannon from 'autocannon';
import type { Running } from '../support/service-process.js';
import { cpuMs } from './process-figures.js';

export interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Processor time of the bot for each request, in milliseconds. */
  readonly cpu: number;
}

export interface Load {
  readonly connections: number;
  /** Number of requests. */
  readonly amount: number;
  /** Returns the body of the next request. */
  readonly next: () => string;
  /** Text that a correct answer contains. */
  readonly holds?: string;
  /** Path of the requests; Teams' endpoint when left out. */
  readonly path?: string;
  /** Additional headers for a body, such as its signature. */
  readonly headersOf?: (body: string) => Readonly<Record<string, string>>;
}

/**
 * Sends activities to a bot, each as soon as the previous one on the same connection was answered.
 * @throws when any answer is wrong
 */
export async function sendLoad(bot: Running, load: Load): Promise<Figures> {
  const latencies: number[] = [];
  const before = cpuMs(bot.pid);
  const started = performance.now();
  // autocannon itself rounds its end to a whole second.
  let last = started;
  let wrong = '';
  const isRight = (body: unknown) => {
    const right = !load.holds || String(body).includes(load.holds);
    if (!right) wrong = String(body).slice(0, 300);
    return right;
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...optionsOf(bot, load), verifyBody: isRight }, (fault, done) =>
      fault ? reject(fault) : resolve(done),
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      last = performance.now();
    });
  });
  const seconds = (last - started) / 1_000;
  if (result.errors || result.non2xx || result.mismatches || latencies.length !== load.amount) {
    const { errors, timeouts, non2xx, mismatches } = result;
    throw new Error(
      `Of ${load.amount} requests ${latencies.length} were answered, with ${JSON.stringify({ errors, timeouts, non2xx, mismatches, wrong })}: look at the bot's log`,
    );
  }
  latencies.sort((a, b) => a - b);
  return {
    perSecond: load.amount / seconds,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    cpu: (cpuMs(bot.pid) - before) / load.amount,
  };
}

function optionsOf(bot: Running, load: Load): autocannon.Options {
  const headers = { 'content-type': 'application/json' };
  return {
    url: `http://127.0.0.1:${bot.port}`,
    connections: load.connections,
    amount: load.amount,
    timeout: 30,
    requests: [
      {
        method: 'POST',
        path: load.path ?? '/api/messages',
        headers,
        setupRequest: (request) => {
          const body = load.next();
          return { ...request, body, headers: { ...headers, ...load.headersOf?.(body) } };
        },
      },
    ],
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
