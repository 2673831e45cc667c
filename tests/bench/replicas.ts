/**
 * Two copies of the service beside one, on the PostgreSQL server that DATABASE_URL names, with the processor time that each copy, the
 * server and what sends the load took meanwhile: so one sees what ran out. Most of what is sent are questions to a knowledge base of
 * 10,000 articles, whose cost is in the copy and not in the database. Twice: with both processors for whoever wants them, and with
 * each copy held to a quarter of a processor, as a small machine of its own would be. `tsx tests/bench/replicas.ts`, the second as root.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';
import { readQuestions } from '../knowledge/questions.js';
import { type Running, startService } from '../support/service-process.js';
import { message, press } from './activities.js';
import { padArticles } from './answers.js';
import { seedBench } from './bench-data.js';
import { withOwnDatabase } from './bench-database.js';
import type { BenchUser } from './bench-user.js';
import { sendLoad } from './load.js';
import { cpuMs, familyCpuMs, limitProcessor, parentOf } from './process-figures.js';
import { buildAll, startHelper } from './processes.js';
import { printColumns } from './table.js';

const partOfProcessor = 0.25;
const articles = 10_000;
const wanted = 1.6;

/** What takes processor time besides the copies. */
interface Others {
  /** The first process of the database server. */
  readonly server: number | undefined;
  /** Stands in for Teams. */
  readonly connector: number;
}

interface Act {
  readonly what: string;
  readonly amount: number;
  readonly next: () => string;
}

export async function benchReplicas(url: string): Promise<void> {
  console.log(`\nTwo copies beside one, PostgreSQL, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-replicas-'));
  const start = () => startService({ dataDir: folder, databaseUrl: url, quiet: true });
  const connector = await startHelper('connector');
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  await (await start()).stop();
  const acts = await seed(url, serviceUrl);
  const others = { server: await findServer(url), connector: connector.pid };
  const [one, two] = [await start(), await start()];
  // Both alike, because code that has run often is faster.
  for (const act of acts) for (const bot of [one, two]) await send([bot], { ...act, amount: act.amount / 2 });
  await table('Both processors for whoever wants them', [one, two], acts, others);
  const lifts = [one, two].map(({ pid }) => limitProcessor(pid, partOfProcessor));
  if (lifts.includes(undefined)) console.log('No share of a processor could be set: run this as root on Linux.\n');
  else await table(`Each copy held to ${partOfProcessor} of a processor`, [one, two], acts, others);
  for (const bot of [one, two, connector]) await bot.kill();
  for (const lift of lifts) lift?.();
  await rm(folder, { recursive: true, force: true });
}

async function seed(url: string, serviceUrl: string): Promise<readonly Act[]> {
  const { prisma, close } = await openDatabase({ url, dataDir: '', log: pino({ level: 'warn' }) });
  const { readers, bookers, sessions } = await seedBench(prisma, serviceUrl, { book: 3_000, cancel: 1 });
  await padArticles(prisma, articles);
  await close();
  const questions = readQuestions('tuning').map(({ question }) => question);
  const asked = (user: BenchUser, at: number) => message(user, serviceUrl, questions[at % questions.length] ?? 'help');
  const booked = (user: BenchUser, at: number) =>
    press(user, serviceUrl, 'book', { session: sessions[at % sessions.length] ?? '' });
  return [
    { what: `a question, ${articles} articles`, amount: 400, next: turnsOf(readers, asked) },
    { what: 'help', amount: 1_200, next: turnsOf(readers, (user) => message(user, serviceUrl, 'help')) },
    { what: 'book', amount: 600, next: turnsOf(bookers, booked) },
  ];
}

/** @returns the first process of the server; undefined where it runs on another machine */
async function findServer(url: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const first = parentOf(rows[0]?.pid ?? 0);
  await client.end();
  return first;
}

async function table(title: string, bots: readonly [Running, Running], acts: readonly Act[], others: Others) {
  console.log(`${title}. Processor time is in processors: the copies, the server, what sends.\n`);
  const rows: string[][] = [];
  for (const act of acts) {
    const alone = await measure([bots[0]], act, others);
    const both = await measure(bots, act, others);
    const ratio = both.perSecond / alone.perSecond;
    const rates = [alone.perSecond.toFixed(0), both.perSecond.toFixed(0), ratio.toFixed(2)];
    rows.push([act.what, ...rates, alone.used, both.used, ratio >= wanted ? 'kept' : 'MISSED']);
  }
  printColumns([['', 'one, a second', 'two, a second', 'of one', 'one took', 'two took', 'promised'], ...rows]);
  console.log('');
}

async function measure(bots: readonly Running[], act: Act, { server, connector }: Others) {
  const take = () => [
    ...bots.map(({ pid }) => cpuMs(pid)),
    server === undefined ? 0 : familyCpuMs(server),
    cpuMs(connector) + cpuMs(process.pid),
  ];
  const before = take();
  const tookMs = await send(bots, act);
  const used = take().map((after, index) => ((after - (before[index] ?? 0)) / tookMs).toFixed(2));
  return { perSecond: act.amount / (tookMs / 1_000), used: used.join(', ') };
}

/** An equal part to each copy, as what balances load does. @returns how long the slowest took, in milliseconds */
async function send(bots: readonly Running[], { amount, next }: Act): Promise<number> {
  const part = amount / bots.length;
  const sent = await Promise.all(bots.map((bot) => sendLoad(bot, { connections: 20, amount: part, next })));
  return Math.max(...sent.map(({ perSecond }) => (part / perSecond) * 1_000));
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
