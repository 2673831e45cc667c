/**
 * Reports for the board over five years of history: digest and event summary at 362 and 24,000 schools, and one chart. Uses
 * its own database on a PostgreSQL server.
 */
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { composeDigest } from '../../src/app/board/digest.js';
import { summariseEvent } from '../../src/app/board/event-summary.js';
import { openDatabase } from '../../src/db/open-database.js';
import { defaultDigest } from '../../src/domain/digest.js';
import { drawBars } from '../../src/reports/charts.js';
import { clockAt } from '../support/clock.js';
import { idleQueue } from '../support/database/idle-queue.js';
import { coreOf } from '../support/worlds/programme.js';
import { withOwnDatabase } from './bench-database.js';
import { benchNow, seedBoardHistory } from './board-data.js';
import { printColumns } from './table.js';

const sizes = [
  { schools: 362, promisedMs: 50 },
  { schools: 24_000, promisedMs: 500 },
];
const times = 21;

export async function benchBoard(databaseUrl: string | undefined): Promise<void> {
  console.log('\nWhat the board is told, PostgreSQL\n');
  const lines: string[][] = [];
  for (const { schools, promisedMs } of sizes) {
    await withOwnDatabase(databaseUrl, async (url) => {
      lines.push(...(await measure(url, schools, promisedMs)));
    });
  }
  const chart = await timesOf(() =>
    drawBars({
      title: 'Leadership briefing: how many came',
      counts: 'people',
      labels: ['Oct 2024', 'Mar 2025', 'Jun 2025', 'Oct 2025', 'Mar 2026', 'Jun 2026'],
      series: [{ name: 'Came', values: [278, 268, 273, 270, 271, 280] }],
    }),
  );
  lines.push(rowOf('a chart', '', chart));
  printColumns([['', 'attendances', 'p50 ms', 'worst ms', 'promised'], ...lines]);
}

async function measure(url: string, schools: number, promisedMs: number): Promise<string[][]> {
  const database = await openDatabase({ url, dataDir: '', log: pino({ level: 'error' }) });
  try {
    const history = await seedBoardHistory(database.prisma, schools);
    const core = coreOf(database, idleQueue, clockAt(benchNow));
    const digest = await timesOf(async () => {
      const told = await composeDigest(core, defaultDigest.sections, undefined);
      if (told.happened.length === 0 || told.coverage.schools < schools * 0.9)
        throw new Error('An empty digest was timed');
    });
    const summary = await timesOf(async () => {
      const told = await summariseEvent(core, history.eventId, undefined);
      if (!told || told.attended < schools * 0.2) throw new Error('An empty summary was timed');
    });
    const rows = String(history.attendances);
    return [
      rowOf(`digest, ${schools} schools`, rows, digest, promisedMs),
      rowOf(`summary, ${schools} schools`, rows, summary, promisedMs),
    ];
  } finally {
    await database.close();
  }
}

async function timesOf(act: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  await act();
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    await act();
    taken.push(performance.now() - started);
  }
  return taken.sort((a, b) => a - b);
}

function rowOf(what: string, rows: string, taken: readonly number[], promisedMs?: number): string[] {
  const median = taken[Math.floor(taken.length / 2)] ?? 0;
  const promised = promisedMs ? `${promisedMs} ms: ${median <= promisedMs ? 'kept' : 'MISSED'}` : '';
  return [what, rows, median.toFixed(0), (taken.at(-1) ?? 0).toFixed(0), promised];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchBoard(process.env.DATABASE_URL);
