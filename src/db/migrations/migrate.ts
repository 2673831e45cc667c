import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { Log } from '../../service/log.js';
import type { Migration } from './migration-files.js';

/** Prisma's own advisory lock, so that its command line and this service never migrate at once. */
const MIGRATION_LOCK = 72_707_369;

/** The table as Prisma 7 creates it. */
const CREATE_HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface HistoryRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The database's history and the migration files do not match; `message` says what to do. */
export class MigrationFault extends Error {}

/**
 * Applies pending migrations, each in its own transaction, and records them as Prisma does. Processes that start at
 * once wait for each other, and later ones find nothing to do.
 * @param client not used by anyone else until this returns
 * @param migrations in order of application
 * @returns the names applied now
 * @throws MigrationFault when an applied migration was edited or is incomplete, when the database is too new for this
 * version, or when one fails: no further ones are applied
 */
export async function migrate(
  client: ClientBase,
  migrations: readonly Migration[],
  log: Log,
): Promise<readonly string[]> {
  await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    await ensureHistory(client);
    const { pending, newer } = compare(migrations, await readHistory(client));
    if (newer.length > 0)
      log.warn({ newer }, 'a newer version has migrated the database; this one can go on beside it');
    for (const migration of pending) {
      await applyMigration(client, migration);
      log.info({ migration: migration.name }, 'migration applied');
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  }
}

/**
 * Reads only.
 * @throws MigrationFault when these migrations cannot be applied to the database, or it is too new for them
 */
export async function checkHistory(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
  const found = await client.query<{ history: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS history`,
  );
  if (!found.rows[0]?.history) throw new MigrationFault('This is no database of Staffroom: it has no migrations');
  compare(migrations, await readHistory(client));
}

async function readHistory(client: ClientBase): Promise<readonly HistoryRow[]> {
  const history = await client.query<HistoryRow>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name',
  );
  return history.rows;
}

async function ensureHistory(client: ClientBase): Promise<void> {
  const found = await client.query<{ history: boolean; tables: number }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS history,
       (SELECT count(*)::int FROM pg_tables WHERE schemaname = current_schema()) AS tables`,
  );
  const state = found.rows[0];
  if (state?.history) return;
  if (state && state.tables > 0) {
    throw new MigrationFault(
      'The database holds tables that are not Staffroom’s: give Staffroom an empty database of its own, and name it in DATABASE_URL',
    );
  }
  await client.query(CREATE_HISTORY);
}

interface Comparison {
  /** To be applied. */
  readonly pending: readonly Migration[];
  /** Names of those that a newer version applied. */
  readonly newer: readonly string[];
}

function compare(migrations: readonly Migration[], history: readonly HistoryRow[]): Comparison {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer: string[] = [];
  for (const row of history) {
    const migration = known.get(row.migration_name);
    if (row.finished_at === null) {
      throw new MigrationFault(
        `Migration ${row.migration_name} was begun and never finished: go back to the backup from before it, or finish it by hand and set finished_at in _prisma_migrations`,
      );
    }
    if (!migration) {
      if (!suits(row.migration_name, migrations)) throw tooNew(row.migration_name);
      newer.push(row.migration_name);
    } else if (!migration.checksums.includes(row.checksum)) {
      throw new MigrationFault(
        `Migration ${row.migration_name} was edited after it was applied: put the file back as it was, and write the change as a new migration`,
      );
    }
  }
  const applied = new Set(history.map((row) => row.migration_name));
  const pending = migrations.filter((migration) => !applied.has(migration.name));
  // Neither version has all of the other's: what they make of the database together was never tried.
  if (newer[0] && pending.length > 0) throw tooNew(newer[0]);
  return { pending, newer };
}

/**
 * Whether code with these migrations works on a database that has the unknown one too. A migration only adds, unless its
 * name ends in `_needs_` and the number of another: then it takes away what code that knows that other does without.
 * See prisma/README.md.
 */
function suits(unknown: string, migrations: readonly Migration[]): boolean {
  const needed = /_needs_(\d{14})$/.exec(unknown)?.[1];
  return needed === undefined || migrations.some(({ name }) => name.startsWith(needed));
}

function tooNew(name: string): MigrationFault {
  return new MigrationFault(
    `The database has migration ${name}, with which this version does not work: it was used by a newer version of Staffroom. Start that version, or go back to a backup from before it`,
  );
}

/** Tries of a migration that another copy of the service holds up, and the pause between two in milliseconds. */
const tries = 100;
const pauseMs = 300;
/** PostgreSQL's SQLSTATEs deadlock_detected and lock_not_available: what was asked for can be had a moment later. */
const heldUp = new Set<unknown>(['40P01', '55P03']);

async function applyMigration(client: ClientBase, migration: Migration): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await tryMigration(client, migration);
    } catch (cause) {
      const { code } = cause as { code?: unknown };
      if (heldUp.has(code) && nth < tries) {
        await delay(pauseMs);
        continue;
      }
      throw new MigrationFault(
        `Migration ${migration.name} failed and changed nothing: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
  }
}

async function tryMigration(client: ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    // Shorter than the server waits before it looks for a deadlock: the migration gives way, never what somebody waits for.
    await client.query("SET LOCAL lock_timeout = '500ms'");
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      'UPDATE "_prisma_migrations" SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL',
      [migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw cause;
  }
}
