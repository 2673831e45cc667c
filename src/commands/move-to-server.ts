import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.js';
import { noteMove } from '../db/embedded/moved-note.js';
import { beginEmbedded, EmbeddedFault } from '../db/embedded/open.js';
import { findMigrationsDirectory } from '../db/migrations/migration-files.js';
import { type MovedTable, moveTables } from '../db/move/move-tables.js';
import { MoveFault, releaseTarget, takeTarget } from '../db/move/target.js';
import { migrateOver, openDatabase } from '../db/open-database.js';
import { connectToServer } from '../db/server.js';
import { withPatientClient } from '../db/timed-client.js';
import { systemClock } from '../domain/clock.js';
import { addWaitingJobs, readWaitingJobs } from '../queue/waiting-jobs.js';
import type { Log } from '../service/log.js';
import type { Config } from '../settings/config.js';
import type { Say } from './say.js';

/**
 * Moves the embedded database to an empty one on a server. Interrupted, it goes on where it was when it is run again;
 * until it has ended the service starts with neither.
 * @param to postgresql://…
 * @throws FolderLockFault while the service runs, EmbeddedFault without a database, ServerFault when the server cannot be
 * used, MoveFault when the target is not empty or a table differs
 */
export async function moveToServer({ dataDir }: Config, log: Log, to: string, say: Say): Promise<void> {
  const name = nameOf(to);
  if (!existsSync(join(dataDir, 'pg')))
    throw new EmbeddedFault(`There is no database in ${dataDir} to be moved: name its folder in DATA_DIR`);
  const embedded = await beginEmbedded(dataDir, log, { forMove: true });
  const source = await openDatabase({ dataDir, log, embedded });
  try {
    await move(source, { url: to, name }, { dataDir, log, say });
  } finally {
    await source.close();
  }
}

interface Target {
  readonly url: string;
  readonly name: string;
}

interface Surroundings {
  readonly dataDir: string;
  readonly log: Log;
  readonly say: Say;
}

async function move(source: Database, target: Target, { dataDir, log, say }: Surroundings): Promise<void> {
  const { pool } = await connectToServer(target.url);
  try {
    await withPatientClient(source.pool, async (from) => {
      const how = await withPatientClient(pool, async (client) => takeTarget(client, await identityOf(from)));
      say(how === 'begun' ? `Moving to ${target.name}.` : `Going on with the move to ${target.name}.`);
      await noteMove(dataDir, target.name, systemClock.now());
      await migrateOver(pool, findMigrationsDirectory(), log);
      const rows = await withPatientClient(pool, (client) => moveAll(from, client, say));
      const jobs = await readWaitingJobs(from);
      await addWaitingJobs(pool, jobs, log);
      await withPatientClient(pool, releaseTarget);
      say(`All ${rows} rows are in ${target.name}, and ${jobs.length} jobs of the queue.`);
      say(
        `Set DATABASE_URL to it and start the service. ${dataDir} is as it was; delete it when you no longer need it.`,
      );
    });
  } finally {
    await pool.end();
  }
}

async function moveAll(
  from: Parameters<typeof moveTables>[0],
  to: Parameters<typeof moveTables>[1],
  say: Say,
): Promise<number> {
  let sum = 0;
  await moveTables(from, to, ({ name, rows, before }: MovedTable) => {
    sum += rows;
    if (rows > 0) say(`  ${name}: ${rows} rows ${before ? 'were there' : 'copied'}, count and checksum are the same`);
  });
  return sum;
}

/** Of a database and its copies. */
async function identityOf(client: Parameters<typeof takeTarget>[0]): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT system_identifier::text AS id FROM pg_control_system()');
  return rows[0]?.id ?? '';
}

/** Host and database, without user and password. */
function nameOf(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new MoveFault('--to must be the address of a database, for example postgresql://user@host:5432/staffroom');
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
