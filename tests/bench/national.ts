/**
 * A national service after five years (`national-data.ts`), on a PostgreSQL server that DATABASE_URL names: what people wait
 * for, one at a time and twenty at once; and two copies of the service beside one. Run by `npm run bench:national`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { composeDigest } from '../../src/app/board/digest.js';
import { openDatabase } from '../../src/db/open-database.js';
import { defaultDigest } from '../../src/domain/digest.js';
import { runTick } from '../../src/jobs/tick.js';
import { idleQueue } from '../support/database/idle-queue.js';
import { type Running, startService } from '../support/service-process.js';
import { coreOf } from '../support/worlds/programme.js';
import { message, press } from './activities.js';
import { withOwnDatabase } from './bench-database.js';
import type { BenchUser } from './bench-user.js';
import { type Figures, sendLoad } from './load.js';
import { nationalSize, nationalUser, seedNational } from './national-data.js';
import { cpuMs, mostResidentMb } from './process-figures.js';
import { buildAll, startHelper } from './processes.js';
import { printColumns } from './table.js';

const log = pino({ level: 'error' });

interface Asked {
  readonly what: string;
  readonly amount: number;
  readonly body: (user: BenchUser, at: number) => string;
  /** Only one at a time. */
  readonly alone?: true;
}

/** @param serviceUrl of the connector, which answers for Teams */
function asked(serviceUrl: string, names: Names): readonly Asked[] {
  const say = (what: string, words: string, amount: number): Asked => ({
    what,
    amount,
    body: (user) => message(user, serviceUrl, words),
  });
  return [
    say('help', 'help', 1_000),
    say("what's on", "what's on", 300),
    say('my bookings', 'my bookings', 300),
    say('a figure', `how many came to the ${names.series} in ${names.month}?`, 100),
    say('a trend', `is attendance at the ${names.series} going up?`, 100),
    // All that was ever held: nobody asks that twenty times at once.
    { ...say('all schools that never came', 'how many schools have never sent anyone?', 15), alone: true },
    {
      what: 'book',
      amount: 300,
      body: (user, at) =>
        press(user, serviceUrl, 'book', { session: names.sessions[at % names.sessions.length] ?? '' }),
    },
  ];
}

interface Names {
  readonly series: string;
  /** Of a round that has been. */
  readonly month: string;
  /** Sessions that can be booked. */
  readonly sessions: readonly string[];
}

async function readNames(url: string): Promise<Names> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const round = await client.query<{ name: string; month: string }>(`
      SELECT r.name, to_char(s."startsAt", 'FMMonth YYYY') AS month FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
        JOIN "Series" r ON r.id = e."seriesId" WHERE e.slug = 'national-0-1'`);
    const coming = await client.query<{ id: string }>(
      'SELECT id FROM "Session" WHERE "startsAt" > now() + interval \'3 days\' ORDER BY id',
    );
    const [found] = round.rows;
    if (!found) throw new Error('There is no round that has been: look at the dates of the generator');
    return { series: found.name, month: found.month, sessions: coming.rows.map(({ id }) => id) };
  } finally {
    await client.end();
  }
}

function usersFrom(first: number, count: number): readonly BenchUser[] {
  return Array.from({ length: count }, (_, at): BenchUser => {
    const { user, personId } = nationalUser(first + at);
    return { name: 'National', aadObjectId: user, transportId: `29:${user}`, chat: `a:${user}`, personId, urn: null };
  });
}

async function benchNational(url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-national-'));
  const settings = { DEMO_DATA: 'false' };
  const start = () => startService({ dataDir: folder, databaseUrl: url, quiet: true, settings });
  await fill(url);
  const connector = await startHelper('connector');
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  const one = await start();
  console.log(`  Ready after ${(one.readyMs / 1_000).toFixed(1)} s.\n`);
  const all = asked(serviceUrl, await readNames(url));
  let first = 0;
  const next = (count: number) => {
    first += count;
    return usersFrom(first - count, count);
  };
  for (const connections of [1, 20]) {
    const rows: string[][] = [];
    for (const { what, amount, body } of all.filter(({ alone }) => connections === 1 || !alone)) {
      const count = connections === 1 ? Math.ceil(amount / 3) : amount;
      const figures = await load(one, { connections, amount: count, users: next(count), body });
      rows.push([what, ...cells(connections, figures)]);
    }
    printColumns([['', 'at once', 'a second', 'p50 ms', 'p95 ms', 'CPU ms each'], ...rows]);
  }
  await compareCopies(one, start, { serviceUrl, next });
  const apologies = Number(await (await fetch(`${serviceUrl}/apologies`)).text());
  if (apologies > 0) throw new Error(`${apologies} answers were apologies: look at the log of the service`);
  const memory = await mostResidentMb(one.pid, async () => undefined);
  console.log(`  Resident at the end: ${memory.toFixed(0)} MB.\n`);
  await Promise.all([one.stop(), connector.stop()]);
  await measureRounds(url);
  rmSync(folder, { recursive: true, force: true });
}

async function fill(url: string): Promise<void> {
  const empty = await openDatabase({ url, dataDir: '', log });
  await empty.close();
  const began = performance.now();
  const counts = await seedNational(url, new Date());
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  const list = [...counts].map(([table, count]) => `${table} ${count.toLocaleString('en-GB')}`).join(', ');
  console.log(`  Filled in ${seconds} s: ${list}.`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT pg_size_pretty(pg_database_size(current_database())) AS size');
  console.log(`  ${rows[0].size} on disk, ${nationalSize.areas} partnerships.`);
  await client.query(
    `INSERT INTO "Grant" (id, "accountId", role) SELECT gen_random_uuid(), id, 'board' FROM "Account"`,
  );
  await client.end();
}

interface LoadOf {
  readonly connections: number;
  readonly amount: number;
  readonly users: readonly BenchUser[];
  readonly body: Asked['body'];
}

async function load(bot: Running, { connections, amount, users, body }: LoadOf): Promise<Figures> {
  let at = 0;
  const next = () => {
    const user = users[at % users.length];
    if (!user) throw new Error('A load without users: seed some');
    at += 1;
    return body(user, at);
  };
  return sendLoad(bot, { connections, amount, next });
}

function cells(connections: number, { perSecond, p50, p95, cpu }: Figures): string[] {
  return [String(connections), perSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), cpu.toFixed(2)];
}

/** The same load to one copy, and half of it to each of two. Where processors are few, they share them with the database. */
async function compareCopies(
  one: Running,
  start: () => Promise<Running>,
  { serviceUrl, next }: { serviceUrl: string; next: (count: number) => readonly BenchUser[] },
): Promise<void> {
  const amount = 3_000;
  const body = (user: BenchUser) => message(user, serviceUrl, 'help');
  const users = next(200);
  const loadOn = (bot: Running, count: number) => load(bot, { connections: 20, amount: count, users, body });
  await loadOn(one, 500);
  const before = cpuMs(one.pid);
  const alone = await loadOn(one, amount);
  const two = await start();
  await loadOn(two, 1_000);
  const began = performance.now();
  const both = await Promise.all([loadOn(one, amount / 2), loadOn(two, amount / 2)]);
  const perSecond = amount / ((performance.now() - began) / 1_000);
  await two.stop();
  printColumns([
    ['help', 'a second', 'of one', 'p95 ms', 'CPU ms each'],
    ['one copy', alone.perSecond.toFixed(0), '', alone.p95.toFixed(1), ((cpuMs(one.pid) - before) / amount).toFixed(2)],
    [
      'two copies',
      perSecond.toFixed(0),
      (perSecond / alone.perSecond).toFixed(2),
      Math.max(...both.map(({ p95 }) => p95)).toFixed(1),
      ((both[0].cpu + both[1].cpu) / 2).toFixed(2),
    ],
  ]);
}

/** What the service does by itself: the digest, and each round of what is due. */
async function measureRounds(url: string): Promise<void> {
  const database = await openDatabase({ url, dataDir: '', log });
  const core = coreOf(database, idleQueue, { now: () => new Date() });
  const times = async (act: () => Promise<unknown>) => {
    const taken: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const began = performance.now();
      await act();
      taken.push(performance.now() - began);
    }
    return [taken[0] ?? 0, [...taken].sort((a, b) => a - b)[2] ?? 0].map((ms) => ms.toFixed(0));
  };
  const rows = [
    ['weekly digest', ...(await times(() => composeDigest(core, defaultDigest.sections, undefined)))],
    ['a round of what is due', ...(await times(() => runTick(core, log)))],
  ];
  printColumns([['', 'first ms', 'p50 ms'], ...rows]);
  await database.close();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await buildAll();
console.log('\nA national service after five years, PostgreSQL\n');
await withOwnDatabase(process.env.DATABASE_URL, benchNational);
