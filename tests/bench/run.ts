/**
 * `npm run bench`: compares the service with an echo bot on the same stack, in one run and under the same load. On the
 * embedded database, and on a PostgreSQL server when DATABASE_URL names one (in a database created for the bench and
 * dropped afterwards).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';
import { type Running, startService } from '../support/service-process.js';
import { message, press } from './activities.js';
import { printAnswers } from './answers.js';
import { benchAttendance } from './attendance.js';
import { type BenchData, seedBench } from './bench-data.js';
import { withOwnDatabase } from './bench-database.js';
import type { BenchUser } from './bench-user.js';
import { benchBoard } from './board.js';
import { benchFanOut } from './fan-out.js';
import { benchHostileFiles } from './hostile-files.js';
import { benchImports } from './imports.js';
import { type Load, sendLoad } from './load.js';
import { benchMailRate } from './mail-rate.js';
import { mostResidentMb } from './process-figures.js';
import { buildAll, startHelper } from './processes.js';
import { benchRush } from './rush.js';
import { benchSlack } from './slack-run.js';
import { better, printColumns, printTable, type Row, type Target } from './table.js';

const rounds = [
  { connections: 1, read: 2_000, write: 1_000 },
  { connections: 20, read: 4_000, write: 1_500 },
];
/** Both sides need a warm-up for the just-in-time compiler. */
const warmUp = { together: 1_000, alone: 500 };
const rush = 600;
const memoryLoad = 3_000;
const writes = rounds.reduce((total, round) => total + round.write, warmUp.together + warmUp.alone);
const log = pino({ level: 'warn' });

interface Bots {
  readonly echo: Running;
  readonly service: Running;
  readonly data: BenchData;
  readonly serviceUrl: string;
}

async function bench(name: string, databaseUrl: string | undefined): Promise<void> {
  console.log(`\n${name}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-bench-'));
  const dataDir = join(folder, 'data');
  const connector = await startHelper('connector');
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  const first = await startService({ dataDir, databaseUrl, quiet: true });
  await first.stop();
  const seeding = await openDatabase({ ...(databaseUrl ? { url: databaseUrl } : {}), dataDir, log });
  const data = await seedBench(seeding.prisma, serviceUrl, { book: writes + rush, cancel: writes });
  await seeding.close();
  const service = await startService({ dataDir, databaseUrl, quiet: true });
  const echo = await startHelper('echo-bot');
  const bots = { echo, service, data, serviceUrl };
  await measure(bots, databaseUrl !== undefined);
  const memory = await compareMemory(bots);
  await checkApologies(serviceUrl);
  const stopMs = await service.stop();
  await Promise.all([echo.stop(), connector.stop()]);
  printLife({ first, service, echo, stopMs, memory, onServer: databaseUrl !== undefined });
  const checking = await openDatabase({ ...(databaseUrl ? { url: databaseUrl } : {}), dataDir, log });
  await checkPlaces(checking.prisma.registration.count.bind(checking.prisma.registration), data);
  await checking.close();
  await rm(folder, { recursive: true });
}

async function measure(bots: Bots, onServer: boolean): Promise<void> {
  const { echo, service, data, serviceUrl } = bots;
  const say = (text: string) => cycle(data.readers, (user) => message(user, serviceUrl, text));
  const booking = cycle(data.bookers, (user, at) =>
    press(user, serviceUrl, 'book', { session: data.sessions[at % data.sessions.length] ?? '' }),
  );
  const cancelling = cycle(data.cancellers, (user) =>
    press(user, serviceUrl, 'cancel', { registration: user.registrationId ?? '' }),
  );
  const rushing = cycle(data.bookers.slice(-rush), (user) =>
    press(user, serviceUrl, 'book', { session: data.rushSession }),
  );
  const booked = { next: booking, holds: 'Your place is booked' };
  const cancelled = { next: cancelling, holds: 'ancelled' };
  await warm(echo, { next: say('hello') }, 2);
  for (const text of ['help', "what's on"]) await warm(service, { next: say(text) });
  for (const act of [booked, cancelled]) await warm(service, act);
  for (const { connections, read, write } of rounds) {
    const floor = () => sendLoad(echo, { connections, amount: read, next: say('hello') });
    const ours = async (what: string, load: Omit<Load, 'connections'>): Promise<Row> => ({
      what,
      connections,
      figures: await sendLoad(service, { connections, ...load }),
    });
    const before = await floor();
    const rows: Row[] = [
      await ours('help', { amount: read, next: say('help') }),
      await ours("what's on", { amount: read, next: say("what's on") }),
      await ours('book', { amount: write, ...booked }),
      await ours('cancel', { amount: write, ...cancelled }),
      ...(connections > 1
        ? [await ours('book, all the same', { amount: rush, next: rushing, holds: 'Your place is booked' })]
        : []),
    ];
    const figures = better(before, await floor());
    const reading: Target = { rate: connections > 1 ? 0.8 : 0.5 };
    const targets = { help: reading, "what's on": reading, ...(onServer ? { book: { rate: 0.4, p95: 2 } } : {}) };
    printTable({ what: 'echo', connections, figures }, rows, targets);
  }
}

async function warm(bot: Running, load: Pick<Load, 'next' | 'holds'>, times = 1): Promise<void> {
  await sendLoad(bot, { connections: 20, amount: times * warmUp.together, ...load });
  await sendLoad(bot, { connections: 1, amount: times * warmUp.alone, ...load });
}

/** Cycles through the users, one for each call. */
function cycle(users: readonly BenchUser[], make: (user: BenchUser, at: number) => string): () => string {
  let at = 0;
  return () => {
    const user = users[at % users.length];
    if (!user) throw new Error('A load without users: seed some');
    at += 1;
    return make(user, at);
  };
}

/** Sends the same messages to both bots, with the same concurrency. */
async function compareMemory({ echo, service, data, serviceUrl }: Bots): Promise<{ echo: number; service: number }> {
  const load = (bot: Running) =>
    mostResidentMb(bot.pid, () =>
      sendLoad(bot, {
        connections: 20,
        amount: memoryLoad,
        next: cycle(data.readers, (user) => message(user, serviceUrl, "what's on")),
      }),
    );
  return { echo: await load(echo), service: await load(service) };
}

interface Life {
  readonly first: Running;
  readonly service: Running;
  readonly echo: Running;
  readonly stopMs: number;
  readonly memory: { readonly echo: number; readonly service: number };
  readonly onServer: boolean;
}

function printLife({ first, service, echo, stopMs, memory, onServer }: Life): void {
  const seconds = (ms: number) => (ms / 1_000).toFixed(2);
  const ratio = memory.service / memory.echo;
  const kept = (is: boolean) => (is ? 'kept' : 'MISSED');
  printColumns([
    ['', 'service', 'echo', 'ratio', 'promised'],
    ['first start until ready, s', seconds(first.readyMs), '', '', ''],
    [
      'second start until ready, s',
      seconds(service.readyMs),
      seconds(echo.readyMs),
      '',
      `3 s: ${kept(service.readyMs <= 3_000)}`,
    ],
    ['stop, s', seconds(stopMs), '', '', `5 s: ${kept(stopMs <= 5_000)}`],
    [
      'most resident memory, MB',
      memory.service.toFixed(0),
      memory.echo.toFixed(0),
      ratio.toFixed(2),
      onServer ? `1.4: ${kept(ratio <= 1.4)}` : '',
    ],
  ]);
}

/** @throws when the service sent error messages instead of answers */
async function checkApologies(serviceUrl: string): Promise<void> {
  const apologies = Number(await (await fetch(`${serviceUrl}/apologies`)).text());
  if (apologies > 0)
    throw new Error(`${apologies} answers were apologies: look at the log of the service (leave "quiet" out)`);
}

type Count = (query: { where: object }) => Promise<number>;

/** Checks that what was answered is stored, because speed without that is worthless. */
async function checkPlaces(count: Count, data: BenchData): Promise<void> {
  const held = await count({ where: { sessionId: { in: [...data.sessions] }, state: 'confirmed' } });
  const given = await count({ where: { sessionId: { in: [...data.sessions] }, state: 'cancelled' } });
  const rushed = await count({ where: { sessionId: data.rushSession, state: 'confirmed' } });
  const expected = [writes, writes, rush].join(', ');
  if ([held, given, rushed].join(', ') !== expected) {
    throw new Error(`Stored are ${held}, ${given}, ${rushed} places; answered were ${expected}: bookings were lost`);
  }
  console.log('  Every place that was answered for is in the database.');
}

// A signal alone would not run the exit handlers that end the bots.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await buildAll();
await bench('Embedded database', undefined);
await withOwnDatabase(process.env.DATABASE_URL, (url) => bench('PostgreSQL', url));
await benchSlack('embedded database', undefined);
await withOwnDatabase(process.env.DATABASE_URL, (url) => benchSlack('PostgreSQL', url));
await printAnswers();
await benchRush(process.env.DATABASE_URL);
await benchFanOut(process.env.DATABASE_URL);
await benchMailRate(process.env.DATABASE_URL);
await benchImports(process.env.DATABASE_URL);
await benchAttendance(process.env.DATABASE_URL);
await benchHostileFiles(process.env.DATABASE_URL);
await benchBoard(process.env.DATABASE_URL);
