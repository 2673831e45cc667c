import { createHash } from 'node:crypto';
import type pg from 'pg';
import pino from 'pino';
import { findMigrationsDirectory, readMigrations } from '../../../src/db/migrations/migration-files.js';
import { migrateOver } from '../../../src/db/open-database.js';

/** Identifies the migrated state, so that a cached one is used until a migration changes. */
export async function nameOfMigrations(): Promise<string> {
  const migrations = await readMigrations(findMigrationsDirectory());
  const all = migrations.map((migration) => `${migration.name} ${migration.checksum}`).join('\n');
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}

export async function migrateForTests(pool: pg.Pool): Promise<void> {
  await migrateOver(pool, findMigrationsDirectory(), pino({ level: 'silent' }));
}
