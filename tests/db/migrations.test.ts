import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { MigrationFault, migrate } from '../../src/db/migrations/migrate.js';
import { findMigrationsDirectory, type Migration, readMigrations } from '../../src/db/migrations/migration-files.js';
import { openDatabase } from '../../src/db/open-database.js';
import { openTestDatabase } from '../support/database/database.js';

const silent = pino({ level: 'silent' });
let database: Database;
let client: pg.PoolClient;
let migrations: readonly Migration[];

beforeEach(async () => {
  database = await openTestDatabase();
  client = await database.pool.connect();
  migrations = await readMigrations(findMigrationsDirectory());
});
afterEach(async () => {
  // The embedded database is reused, so tests must not leave changes to its schema.
  client.release();
  await database.close();
});

function written(name: string, sql: string): Migration {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { name, sql, checksum, checksums: [checksum] };
}

async function history(): Promise<Record<string, unknown>[]> {
  const found = await client.query('SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
  return found.rows;
}

test('every migration is recorded as Prisma records it, and none is left to apply', async () => {
  const rows = await history();
  expect(rows.map((row) => row.migration_name)).toEqual(migrations.map((migration) => migration.name));
  for (const [index, row] of rows.entries()) {
    expect(row).toMatchObject({
      checksum: migrations[index]?.checksum,
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      finished_at: expect.any(Date),
      started_at: expect.any(Date),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  }
  expect(await migrate(client, migrations, silent)).toEqual([]);
});

test('a new migration is applied once, and one that fails changes nothing', async () => {
  const good = written('99990101000000_good', 'CREATE TABLE good (id int); INSERT INTO good VALUES (1);');
  const bad = written('99990102000000_bad', 'INSERT INTO good VALUES (2); SELECT 1/0;');
  const attempt = migrate(client, [...migrations, good, bad], silent);
  await expect(attempt).rejects.toThrow(
    new MigrationFault('Migration 99990102000000_bad failed and changed nothing: division by zero'),
  );
  expect((await client.query('SELECT id FROM good')).rows).toEqual([{ id: 1 }]);
  expect((await history()).at(-1)).toMatchObject({ migration_name: good.name });
  const mended = written(bad.name, 'INSERT INTO good VALUES (3);');
  expect(await migrate(client, [...migrations, good, mended], silent)).toEqual([mended.name]);
  await client.query(`DROP TABLE good; DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '9999%'`);
});

test('a migration that was edited after it was applied is refused', async () => {
  const [first, ...rest] = migrations;
  const edited = written(first?.name ?? '', `${first?.sql} `);
  await expect(migrate(client, [edited, ...rest], silent)).rejects.toThrow(
    /was edited after it was applied: put the file back/,
  );
});

test('other line endings do not count as an edit', async () => {
  const [first, ...rest] = migrations;
  const asWindows = createHash('sha256')
    .update((first?.sql ?? '').replaceAll('\n', '\r\n'))
    .digest('hex');
  await client.query('UPDATE "_prisma_migrations" SET checksum = $1 WHERE migration_name = $2', [
    asWindows,
    first?.name,
  ]);
  expect(await migrate(client, migrations, silent)).toEqual([]);
  await client.query('UPDATE "_prisma_migrations" SET checksum = $1 WHERE migration_name = $2', [
    first?.checksum,
    first?.name,
  ]);
  expect(rest.length).toBeGreaterThan(0);
});

test('an incomplete migration is refused', async () => {
  const last = migrations.at(-1)?.name;
  await client.query('UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = $1', [last]);
  await expect(migrate(client, migrations, silent)).rejects.toThrow(/was begun and never finished/);
  await client.query('UPDATE "_prisma_migrations" SET finished_at = now() WHERE migration_name = $1', [last]);
});

/** Applies migrations of a newer version, and puts the database back afterwards. */
async function withNewer(newer: Migration, act: () => Promise<void>): Promise<void> {
  await migrate(client, [...migrations, newer], silent);
  try {
    await act();
  } finally {
    await client.query(`DROP TABLE newer; DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '9999%'`);
  }
}

test('a database to which a newer version has only added can be used, and the log says so', async () => {
  await withNewer(written('99990101000000_newer', 'CREATE TABLE newer (id int);'), async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
    expect(await migrate(client, migrations, log)).toEqual([]);
    expect(lines.join()).toContain('99990101000000_newer');
  });
});

test('a database from which a newer version took something away is refused by whoever may still use that', async () => {
  const last = migrations.at(-1)?.name ?? '';
  const taken = `99990101000000_newer_needs_${last.slice(0, 14)}`;
  await withNewer(written(taken, 'CREATE TABLE newer (id int);'), async () => {
    expect(await migrate(client, migrations, silent)).toEqual([]);
    await expect(migrate(client, migrations.slice(0, -1), silent)).rejects.toThrow(
      /used by a newer version of Staffroom. Start that version/,
    );
  });
});

test('nothing is applied to a database of another branch', async () => {
  await withNewer(written('99990101000000_newer', 'CREATE TABLE newer (id int);'), async () => {
    const ours = written('99990101000001_ours', 'CREATE TABLE ours (id int);');
    await expect(migrate(client, [...migrations, ours], silent)).rejects.toThrow(/used by a newer version/);
    expect((await client.query(`SELECT to_regclass('ours') AS found`)).rows).toEqual([{ found: null }]);
  });
});

test('a database with somebody else’s tables is refused', async () => {
  await client.query('CREATE TABLE foreign_history AS TABLE "_prisma_migrations"; DROP TABLE "_prisma_migrations"');
  await expect(migrate(client, migrations, silent)).rejects.toThrow(/tables that are not Staffroom’s/);
  await client.query('ALTER TABLE foreign_history RENAME TO "_prisma_migrations"');
});

test.runIf(process.env.TEST_DATABASE_URL)('processes that start together take turns to migrate', async () => {
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  const name = `staffroom_test_${randomUUID()}`;
  await client.query(`CREATE DATABASE "${name}"`);
  url.pathname = `/${name}`;
  const open = () => openDatabase({ url: url.href, dataDir: '/nowhere', log: silent });
  const opened = await Promise.all([open(), open(), open()]);
  expect(await opened[2]?.prisma.person.count()).toBe(0);
  const applied = await opened[0]?.pool.query('SELECT migration_name FROM "_prisma_migrations"');
  expect(applied?.rowCount).toBe(migrations.length);
  await Promise.all(opened.map((each) => each.close()));
  await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
});
