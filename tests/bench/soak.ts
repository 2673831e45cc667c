/**
 * `npm run soak [minutes]`: people go on asking, booking and cancelling for ten minutes, and memory and handles must be flat.
 * On a PostgreSQL server when DATABASE_URL names one, else on the embedded database.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';
import { type Running, startService } from '../support/service-process.js';
import { message, press } from './activities.js';
import { type BenchData, seedBench } from './bench-data.js';
import { withOwnDatabase } from './bench-database.js';
import { sendLoad } from './load.js';
import { residentMb } from './process-figures.js';
import { buildAll, startHelper } from './processes.js';
import { printColumns } from './table.js';

const minutes = Number(process.argv[2] ?? 10);
const token = 'a-token-of-the-soak';
const words = [
  'help',
  "what's on",
  'my bookings',
  'anything for governors in March?',
  'what do you hold about me',
  'xyzzy',
];
/** Requests between two looks. */
const amount = 600;
/** Growth over the second half, above which it is not flat. */
const limits = { residentMb: 15, heapMb: 5, handles: 3 };

interface Look {
  readonly second: number;
  readonly requests: number;
  readonly residentMb: number;
  /** What the collector of garbage left. */
  readonly heapMb: number;
  /** Files and sockets of the process. */
  readonly handles: number;
}

async function soak(databaseUrl: string | undefined): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-soak-'));
  const connector = await startHelper('connector');
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  const settings = { METRICS_TOKEN: token };
  await (await startService({ dataDir, databaseUrl, quiet: true, settings })).stop();
  const database = await openDatabase({ url: databaseUrl, dataDir, log: pino({ level: 'error' }) });
  const data = await seedBench(database.prisma, serviceUrl, { book: 2_000, cancel: 1 });
  await database.close();
  const service = await startService({ dataDir, databaseUrl, quiet: true, settings });
  const looks = await watch(service, data, serviceUrl);
  const apologies = Number(await (await fetch(`${serviceUrl}/apologies`)).text());
  await Promise.all([service.stop(), connector.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
  report(looks, apologies);
}

async function watch(service: Running, data: BenchData, serviceUrl: string): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const began = performance.now();
  let requests = 0;
  const body = () => {
    requests += 1;
    const user = (requests % 7 === 0 ? data.bookers : data.readers)[requests % data.readers.length];
    if (!user) throw new Error('Nobody to ask: seed some users');
    // Who has a place is told so: both answers are work.
    return requests % 7 === 0
      ? press(user, serviceUrl, 'book', { session: data.sessions[requests % data.sessions.length] ?? '' })
      : message(user, serviceUrl, words[requests % words.length] ?? 'help');
  };
  while (performance.now() - began < minutes * 60_000) {
    await sendLoad(service, { connections: 10, amount, next: body });
    looks.push({
      second: Math.round((performance.now() - began) / 1_000),
      requests,
      residentMb: residentMb(service.pid),
      heapMb: await heapMb(service),
      handles: readdirSync(`/proc/${service.pid}/fd`).length,
    });
    // As fast as the machine can it would only measure the machine.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  return looks;
}

async function heapMb({ port }: Running): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const found = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(await response.text());
  return Number(found?.[1]) / 2 ** 20;
}

/** Compares the least of the third quarter with the least of the last one: between two collections the heap grows in any case. */
function report(looks: readonly Look[], apologies: number): void {
  const shown = looks.filter((_, at) => at % Math.ceil(looks.length / 12) === 0 || at === looks.length - 1);
  printColumns([
    ['second', 'requests', 'resident MB', 'heap MB', 'handles'],
    ...shown.map((look) => [
      String(look.second),
      String(look.requests),
      look.residentMb.toFixed(0),
      look.heapMb.toFixed(0),
      String(look.handles),
    ]),
  ]);
  const [half, threeQuarters] = [Math.floor(looks.length / 2), Math.floor((looks.length * 3) / 4)];
  const least = (some: readonly Look[], key: keyof typeof limits) => Math.min(...some.map((look) => look[key]));
  const faults: string[] = (Object.keys(limits) as Array<keyof typeof limits>).flatMap((key) => {
    const grown = least(looks.slice(threeQuarters), key) - least(looks.slice(half, threeQuarters), key);
    console.log(
      `  ${key}: ${grown.toFixed(1)} more in the last quarter than in the one before (at most ${limits[key]})`,
    );
    return grown > limits[key] ? [key] : [];
  });
  if (apologies > 0) faults.push('answers');
  console.log(`  ${apologies} apologies. ${faults.length === 0 ? 'Flat.' : `NOT FLAT: ${faults.join(', ')}`}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await buildAll();
if (process.env.DATABASE_URL) await withOwnDatabase(process.env.DATABASE_URL, soak);
else await soak(undefined);
