import { createHash } from 'node:crypto';
import type pg from 'pg';
import pino from 'pino';
import { buildDemonstration } from '../../../prisma/demo/demonstration.js';
import { loadDemonstrationData } from '../../../prisma/demo/load.js';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import type { Clock } from '../../../src/domain/clock.js';
import { openServerDatabase, openTestDatabase } from './database.js';

const timeZone = 'Europe/London';

/**
 * A test database with the demonstration data of this moment. They are loaded once, which takes a second, and copied from
 * then on: in an embedded database from tables beside the real ones, on a server with the whole database.
 */
export async function openDemonstration(clock: Clock): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (server) return openServerDatabase(server, { name: nameOf(clock.now()), fill: (url) => fillServer(url, clock) });
  const database = await openTestDatabase();
  const kept = `${keptPrefix}${clock.now().getTime()}`;
  if (!(await giveBack(database.pool, kept))) {
    await loadDemonstrationData(database.prisma, clock, { timeZone });
    await keep(database.pool, kept);
  }
  return database;
}

/** How schemas begin that hold copies for later tests, and nothing of this one. */
export const keptPrefix = 'kept_';
/** Where the counters stood. */
const counters = 'counters_of_demonstration';

/** Another moment has other data, and so has another version of the demonstration. */
function nameOf(now: Date): string {
  const data = JSON.stringify(buildDemonstration(now, timeZone));
  // PostgreSQL takes no more than 63 letters for the whole name.
  return `demo_${createHash('sha256').update(data).digest('hex').slice(0, 8)}`;
}

async function fillServer(url: string, clock: Clock): Promise<void> {
  const connections = { kind: 'server' as const, pool: createServerPool(url), close: async () => {} };
  const database = createDatabase(connections, pino({ level: 'silent' }));
  await loadDemonstrationData(database.prisma, clock, { timeZone });
  await database.close();
}

async function keep(pool: pg.Pool, kept: string): Promise<void> {
  await pool.query(`DO $$
    DECLARE name text; filled boolean;
    BEGIN
      CREATE SCHEMA ${kept};
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN EXECUTE format('CREATE TABLE ${kept}.%1$I AS TABLE public.%1$I', name); END IF;
      END LOOP;
      CREATE TABLE ${kept}.${counters} AS
        SELECT sequencename AS name, last_value AS value FROM pg_sequences
         WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$`);
}

/** Without triggers and checks of keys, for what is copied passed them. @returns whether there was anything to give back */
async function giveBack(pool: pg.Pool, kept: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT FROM pg_namespace WHERE nspname = $1', [kept]);
  if (!rowCount) return false;
  await pool.query(`DO $$
    DECLARE name text;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '${kept}' AND tablename <> '${counters}' LOOP
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM ${kept}.%1$I', name);
      END LOOP;
      PERFORM setval(format('public.%I', c.name)::regclass, c.value) FROM ${kept}.${counters} c;
    END $$`);
  return true;
}
