import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { moveToServer } from '../../src/commands/move-to-server.js';
import type { Say } from '../../src/commands/say.js';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open-database.js';
import { startQueue } from '../../src/queue/queue.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt } from '../support/clock.js';
import { createEmptyDatabase } from '../support/database/server-database.js';

const server = process.env.TEST_DATABASE_URL ?? '';
const log = pino({ level: 'silent' });
const deliveryId = randomUUID();
const later = new Date('2099-01-01T00:00:00Z');
let dataDir: string;
let target: Awaited<ReturnType<typeof createEmptyDatabase>>;
let lines: string[];

const move = (to = target.url, hear: Say = (line) => void lines.push(line)) =>
  moveToServer(readConfig({ DATA_DIR: dataDir }), log, to, hear);
const openSource = () => openDatabase({ dataDir, log });
const openTarget = () => openDatabase({ url: target.url, dataDir: '/nowhere', log });

async function ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

/** Rows of every table, but those that each server notes of itself. */
async function countAll({ pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
      AND tablename NOT IN ('ProgrammeChange', 'SpeakerChange') ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
    counts[name] = counted[0]?.n ?? -1;
  }
  return counts;
}

// Where no PostgreSQL is at hand, this runs where one is.
describe.runIf(server)('moving to a server', () => {
  let counts: Record<string, number>;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'staffroom-move-'));
    const source = await openSource();
    await loadDemonstrationData(source.prisma, clockAt('2026-11-22T10:00:00Z'), { timeZone: 'Europe/London' });
    // What other characters, empty lists and JSON look like must not matter.
    await source.prisma.setting.create({
      data: { key: 'odd', value: { text: 'tab\t, "quotes" \\N \u2028 𝕎', none: null } },
    });
    const queue = await startQueue(source, log);
    await source.sql.transaction((tx) =>
      queue.enqueue(tx, { name: 'deliver', data: { deliveryId } }, { startAfter: later }),
    );
    await queue.stop();
    counts = await countAll(source);
    await source.close();
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  beforeEach(async () => {
    lines = [];
    target = await createEmptyDatabase(server, `staffroom_move_${randomUUID()}`);
  });
  afterEach(async () => {
    await target.drop();
    await rm(join(dataDir, 'moved.json'), { force: true });
  });

  it('brings every row and every waiting job over, and numbers go on where they were', async () => {
    await move();
    expect(lines.at(-2)).toMatch(/^All \d+ rows are in .*, and 1 jobs of the queue\.$/);
    const moved = await openTarget();
    expect(await countAll(moved)).toEqual(counts);
    expect((await moved.prisma.setting.findUnique({ where: { key: 'odd' } }))?.value).toEqual({
      text: 'tab\t, "quotes" \\N \u2028 𝕎',
      none: null,
    });
    const entry = { act: 'book', subject: 'session', outcome: 'confirmed' };
    const highest = await moved.prisma.auditEntry.aggregate({ _max: { id: true } });
    const added = await moved.prisma.auditEntry.create({ data: entry });
    expect(added.id).toBeGreaterThan(highest._max.id ?? 0n);
    await moved.close();
    expect(await ask('SELECT name, data, start_after FROM pgboss.job')).toEqual([
      { name: 'deliver', data: { deliveryId }, start_after: later },
    ]);
    await expect(openSource()).rejects.toThrow(/were moved to .*set DATABASE_URL to that database/);
  });

  it('goes on after an interruption, and until it has ended nothing starts on either side', async () => {
    const interrupted = (line: string) => {
      if (line.includes('School: ')) throw new Error('the power is gone');
    };
    await expect(move(target.url, interrupted)).rejects.toThrow('the power is gone');
    await expect(openTarget()).rejects.toThrow(/run “staffroom move” again/);
    await expect(openSource()).rejects.toThrow(/if the move did not end, run it again/);
    await move();
    expect(lines.filter((line) => line.includes('were there')).length).toBeGreaterThan(0);
    const moved = await openTarget();
    expect(await countAll(moved)).toEqual(counts);
    await moved.close();
  });

  it('refuses to go on when the folder was used in between', async () => {
    const interrupted = (line: string) => {
      if (line.includes('School: ')) throw new Error('the power is gone');
    };
    await expect(move(target.url, interrupted)).rejects.toThrow('the power is gone');
    await rm(join(dataDir, 'moved.json'));
    const source = await openSource();
    const { id } = await source.prisma.trust.create({ data: { name: 'Wash Learning Trust' } });
    await source.close();
    await expect(move()).rejects.toThrow(/“Trust” has changed since the move began/);
    await rm(join(dataDir, 'moved.json'));
    const again = await openSource();
    await again.prisma.trust.delete({ where: { id } });
    await again.close();
  });

  it('refuses a database with something in it, and leaves both sides as they were', async () => {
    await ask('CREATE SCHEMA theirs; CREATE TABLE theirs.payroll (id int)');
    await expect(move()).rejects.toThrow(/is not empty: make a new one/);
    expect(await readdir(dataDir)).toEqual(['pg']);
    expect(await ask(`SELECT to_regclass('"Person"') AS found`)).toEqual([{ found: null }]);
    await (await openSource()).close();
  });

  it('refuses another folder’s unfinished target', async () => {
    await ask(`CREATE SCHEMA staffroom_move; CREATE TABLE staffroom_move.source AS SELECT 'another' AS id`);
    await expect(move()).rejects.toThrow(/unfinished target of another move/);
    expect(await readdir(dataDir)).toEqual(['pg']);
  });

  it('says what is wrong with an address, without its password', async () => {
    await expect(move('http://example.org')).rejects.toThrow(/--to must be the address of a database/);
    const wrong = move('postgresql://someone:secret-word@127.0.0.1:9/staffroom');
    await expect(wrong).rejects.toThrow(/The database server cannot be used/);
    await expect(wrong).rejects.not.toThrow(/secret-word/);
    expect(await readdir(dataDir)).toEqual(['pg']);
  });
});
