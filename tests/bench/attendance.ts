/**
 * Who was there, 50,000 rows, over 48,000 people on record: an attendance list, known by address, by name and school and not at
 * all, and the same as past attendance. On the embedded database, and on a PostgreSQL server when DATABASE_URL names one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { Core } from '../../src/app/core.js';
import { importFile } from '../../src/app/imports/import-file.js';
import type { Db } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open-database.js';
import { importAttendanceFile } from '../../src/importers/attendance/import-file.js';
import { readTableApart } from '../../src/importers/reading/reading-apart.js';
import { clockAt } from '../support/clock.js';
import { idleQueue } from '../support/database/idle-queue.js';
import { coreOf } from '../support/worlds/programme.js';
import { withOwnDatabase } from './bench-database.js';
import { printColumns } from './table.js';

const people = 48_000;
const listRows = 50_000;
const promisedMs = 5_000;

export async function benchAttendance(databaseUrl: string | undefined): Promise<void> {
  console.log(`\nAn attendance list of ${listRows.toLocaleString('en-GB')} rows\n`);
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-bench-attendance-'));
  try {
    await withOwnDatabase(databaseUrl, (url) => measure('PostgreSQL', { url, dataDir: '' }));
    await measure('embedded', { dataDir: join(folder, 'data') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, where: { readonly url?: string; readonly dataDir: string }): Promise<void> {
  const database = await openDatabase({ ...where, log: pino({ level: 'error' }) });
  try {
    await seed(database.prisma);
    const core = coreOf(database, idleQueue, clockAt('2026-11-23T09:00:00Z'));
    const lists = [
      ['by address', (at: number) => `Bench Person ${at},bench${at}@school.example,`],
      ['by name and school', (at: number) => `Bench Person ${at},,Bench School ${1 + (at % (people / 2))}`],
      ['unknown', (at: number) => `Newcomer Nobody${at},newcomer${at}@elsewhere.example,`],
    ] as const;
    const lines: string[][] = [];
    for (const [index, [what, row]] of lists.entries()) {
      const list = csvOf('Name,Email,School', row);
      const taken = await timed((apply) => importList(core, `list-${index}`, list, apply));
      lines.push(lineOf(`${name}: ${what}`, taken));
    }
    const history = csvOf('event,name,email', (at) => `list-3,Bench Person ${at},bench${at}@school.example`);
    const taken = await timed((apply) => importHistory(core, history, apply));
    printColumns([['', 'shown, s', 'applied, s', 'promised'], ...lines, lineOf(`${name}: past attendance`, taken)]);
  } finally {
    await database.close();
  }
}

function csvOf(head: string, row: (at: number) => string): Buffer {
  return Buffer.from([head, ...Array.from({ length: listRows }, (_, at) => row(at + 1))].join('\n'));
}

async function timed(act: (apply: boolean) => Promise<void>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (const apply of [false, true]) {
    const started = performance.now();
    await act(apply);
    taken.push(performance.now() - started);
  }
  return taken;
}

function lineOf(what: string, taken: readonly number[]): string[] {
  const seconds = taken.map((ms) => (ms / 1_000).toFixed(1));
  return [what, ...seconds, `5 s: ${taken.every((ms) => ms <= promisedMs) ? 'kept' : 'MISSED'}`];
}

async function importList(core: Core, event: string, list: Buffer, apply: boolean): Promise<void> {
  const outcome = await importAttendanceFile(
    core,
    { event, session: undefined, apply, anyDay: false },
    Buffer.from(list),
  );
  if (outcome.kind !== 'done') throw new Error(`The list was refused: ${outcome.words}`);
  if (outcome.report.rows.length !== listRows) throw new Error(`Reported were ${outcome.report.rows.length} rows`);
}

async function importHistory(core: Core, history: Buffer, apply: boolean): Promise<void> {
  const file = await readTableApart(Uint8Array.from(history), { kind: 'history', zone: core.timeZone });
  if (file.kind === 'unreadable') throw new Error(`Past attendance was refused: ${file.words}`);
  const report = await importFile(core, undefined, file, { apply });
  if (report.kind === 'refused' || report.counts.faulty > 0) throw new Error('Past attendance was refused');
}

/** Four rounds that are over; four in ten people have a place at each. */
async function seed(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "School" (urn, name, phase, type, district, locality, town, postcode, "updatedAt")
    SELECT 100000 + n, 'Bench School ' || n, 'primary', 'community', 'District ' || n % 7, 'Locality ' || n % 9, 'Town', 'LN1 1AA', now()
      FROM generate_series(1, ${people / 2}) n`;
  await db.$executeRaw`
    INSERT INTO "Person" (id, name, email)
    SELECT gen_random_uuid(), 'Bench Person ' || n, 'bench' || n || '@school.example' FROM generate_series(1, ${people}) n`;
  await db.$executeRaw`
    INSERT INTO "Post" (id, "personId", urn, position, proof, "provenAt")
    SELECT gen_random_uuid(), id, 100001 + substring(name FROM 14)::int % ${people / 2}, 'headteacher', 'file', now() FROM "Person"`;
  await db.$executeRaw`
    INSERT INTO "Series" (id, slug, name, summary, description) VALUES (gen_random_uuid(), 'bench', 'Bench series', '', '')`;
  await db.$executeRaw`
    INSERT INTO "Event" (id, slug, "seriesId", title, "academicYear", term, status, "updatedAt")
    SELECT gen_random_uuid(), 'list-' || n, r.id, 'Round ' || n, 2026, 'autumn', 'published', now() FROM "Series" r, generate_series(0, 3) n`;
  await db.$executeRaw`
    INSERT INTO "Session" (id, "eventId", "startsAt", "endsAt", capacity)
    SELECT gen_random_uuid(), id, '2026-11-12T09:30:00Z', '2026-11-12T11:30:00Z', 60000 FROM "Event"`;
  await db.$executeRaw`
    INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "createdAt", "confirmedAt")
    SELECT gen_random_uuid(), s.id, p."personId", p.urn, 'confirmed', s."startsAt", s."startsAt" FROM "Session" s, "Post" p
     WHERE abs(hashint8(hashtext(p.id::text || s.id))) % 100 < 40`;
  await db.$executeRawUnsafe('VACUUM (ANALYZE)');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchAttendance(process.env.DATABASE_URL);
