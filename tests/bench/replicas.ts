/**
 * Two copies of the service beside one, on the PostgreSQL server that DATABASE_URL names. Each copy is held to a fifth of a processor,
 * as a small machine of its own would be, so that neither the database nor what sends the load is what runs out: on a machine with
 * two processors that cannot be shown otherwise. `tsx tests/bench/replicas.ts`, as root.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';
import { type Running, startService } from '../support/service-process.js';
import { message, press } from './activities.js';
import { seedBench } from './bench-data.js';
import { withOwnDatabase } from './bench-database.js';
import type { BenchUser } from './bench-user.js';
import { sendLoad } from './load.js';
import { cpuMs, limitProcessor } from './process-figures.js';
import { buildAll, startHelper } from './processes.js';
import { printColumns } from './table.js';

const partOfProcessor = 0.2;
const batchSize = 60;
const wanted = 1.6;
const amount = 1_200;
const bookings = 600;

export async function benchReplicas(url: string): Promise<void> {
  console.log('\nTwo copies beside one, PostgreSQL\n');
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-replicas-'));
  const start = () => startService({ dataDir: folder, databaseUrl: url, quiet: true });
  const connector = await startHelper('connector');
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  await (await start()).stop();
  const seeding = await openDatabase({ url, dataDir: '', log: pino({ level: 'warn' }) });
  const data = await seedBench(seeding.prisma, serviceUrl, { book: 4 * bookings, cancel: 1 });
  await seeding.close();
  const [one, two] = [await start(), await start()];
  const acts = [
    ['help', amount, turnsOf(data.readers, (user) => message(user, serviceUrl, 'help'))],
    ["what's on", amount, turnsOf(data.readers, (user) => message(user, serviceUrl, "what's on"))],
    [
      'book',
      bookings,
      turnsOf(data.bookers, (user, at) =>
        press(user, serviceUrl, 'book', { session: data.sessions[at % data.sessions.length] ?? '' }),
      ),
    ],
  ] as const;
  // Both alike, because code that has run often is faster.
  for (const [, count, next] of acts)
    for (const bot of [one, two]) await sendLoad(bot, { connections: 20, amount: count, next });
  const lifts = [one, two].map(({ pid }) => limitProcessor(pid, partOfProcessor));
  if (lifts.includes(undefined)) console.log('  No share of a processor could be set: run this as root on Linux.\n');
  const rows: string[][] = [];
  for (const [what, count, next] of acts) rows.push([what, ...(await compare([one, two], count, next))]);
  printColumns([['', 'one, a second', 'two, a second', 'of one', 'busy meanwhile', 'promised'], ...rows]);
  for (const bot of [one, two, connector]) await bot.kill();
  for (const lift of lifts) lift?.();
  await rm(folder, { recursive: true, force: true });
}

async function compare(bots: readonly [Running, Running], count: number, next: () => string): Promise<string[]> {
  const [one] = bots;
  const alone = await share(count, [one], next);
  const before = bots.map(({ pid }) => cpuMs(pid));
  const both = await share(count, bots, next);
  const used = bots.map(({ pid }, index) => (cpuMs(pid) - (before[index] ?? 0)) / both);
  const ratio = alone / both;
  return [
    (count / (alone / 1_000)).toFixed(0),
    (count / (both / 1_000)).toFixed(0),
    ratio.toFixed(2),
    used.map((part) => `${(part * 100).toFixed(0)}%`).join(' and '),
    ratio >= wanted ? 'kept' : 'MISSED',
  ];
}

/**
 * Deals requests out a batch at a time to whichever copy is free, as what balances load does. @returns how long all took, in
 * milliseconds
 */
async function share(count: number, bots: readonly Running[], next: () => string): Promise<number> {
  let left = count;
  const began = performance.now();
  const drain = async (bot: Running) => {
    while (left > 0) {
      const batch = Math.min(batchSize, left);
      left -= batch;
      await sendLoad(bot, { connections: 20, amount: batch, next });
    }
  };
  await Promise.all(bots.map(drain));
  return performance.now() - began;
}

function turnsOf(users: readonly BenchUser[], make: (user: BenchUser, at: number) => string): () => string {
  let at = 0;
  return () => {
    const user = users[at % users.length];
    if (!user) throw new Error('A load without users: seed some');
    at += 1;
    return make(user, at);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll();
  await withOwnDatabase(process.env.DATABASE_URL, benchReplicas);
}
