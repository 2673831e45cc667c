import { openAsBlob } from 'node:fs';
import { access, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { Connections } from '../../../src/db/database.js';
import { connectToEmbedded } from '../../../src/db/embedded/client.js';
import { embeddedOptions, openSession } from '../../../src/db/embedded/session.js';
import { migrateForTests, nameOfMigrations } from './migrated.js';

const cache = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'staffroom');
/** Instances closed by earlier tests of this file. Opening one takes half a second, emptying it a tenth of that. */
const idle: PGlite[] = [];

/**
 * Connects to an empty, migrated PGlite in memory; `close` keeps it for the next test.
 * @param altered its tables are changed, so that no other test can have it
 */
export async function takeEmbedded(altered: boolean): Promise<Connections> {
  const used = idle.pop();
  const lite = used ?? (await openMigrated());
  const session = openSession(lite);
  const connections = connectToEmbedded({
    serve: session.serve,
    close: async () => {
      await session.left();
      if (altered) await lite.close();
      else idle.push(lite);
    },
  });
  if (used) await empty(connections.pool);
  return connections;
}

async function openMigrated(): Promise<PGlite> {
  const file = join(cache, `migrated-${await nameOfMigrations()}.tar`);
  const kept = await access(file).then(
    () => true,
    () => false,
  );
  if (!kept) await keepMigrated(file);
  return PGlite.create({ loadDataDir: await openAsBlob(file), ...embeddedOptions });
}

async function keepMigrated(file: string): Promise<void> {
  const lite = await PGlite.create(embeddedOptions);
  const session = openSession(lite);
  const { pool, close } = connectToEmbedded({ serve: session.serve, close: session.left });
  await migrateForTests(pool);
  await pool.end();
  await close();
  const dump = await lite.dumpDataDir('none');
  await lite.close();
  await mkdir(cache, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  // The first stays: another process may be reading it, and cannot go on reading one that is replaced.
  await link(unfinished, file).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  await rm(unfinished);
}

/**
 * Triggers that refuse TRUNCATE do not run in a replica's session, which takes a superuser. The queue's tables stay, as they do
 * when a service starts again: making them takes longer than all the rest.
 */
async function empty(pool: pg.Pool): Promise<void> {
  await pool.query(`DO $$
    DECLARE tables text;
    BEGIN
      SELECT string_agg(format('%I', tablename), ', ') INTO tables FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations';
      SET LOCAL session_replication_role = replica;
      EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY';
      IF to_regclass('pgboss.job') IS NOT NULL THEN
        TRUNCATE pgboss.job, pgboss.archive;
        UPDATE pgboss.version SET maintained_on = NULL, monitored_on = NULL, cron_on = NULL;
      END IF;
    END $$`);
}
