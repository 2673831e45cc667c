import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { Sql, SqlTx } from '../db/fast/sql.js';
import { createStatementNames } from '../db/fast/statement-names.js';
import { withClient } from '../db/fast/with-client.js';
import type { Log } from '../service/log.js';
import { jobNames, queueSettings } from './jobs.js';

/** Starts pg-boss on the pool, in its own schema, which it creates at the first start. */
export async function startBoss(pool: pg.Pool, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    db: overPool(pool),
    // `keepTicking` adds the ticks: this saves a polling timer, and none are caught up after a pause.
    schedule: false,
    maintenanceIntervalSeconds: 60,
    // Finished jobs are deleted soon, because the embedded database has no autovacuum.
    archiveCompletedAfterSeconds: 60 * 60,
    archiveFailedAfterSeconds: 7 * 24 * 60 * 60,
    deleteAfterDays: 7,
  });
  boss.on('error', (error) => log.warn({ fault: error.message }, 'queue maintenance failed; it is tried again'));
  await boss.start();
  for (const name of jobNames) {
    const { concurrency: _, ...settings } = queueSettings[name];
    const options = { name, retryBackoff: settings.retryDelay > 0, ...settings };
    await boss.createQueue(name, options);
    await boss.updateQueue(name, options);
  }
  return boss;
}

/** Runs pg-boss's statements inside a transaction, so that they are rolled back with it. */
export function insideTransaction(tx: SqlTx): PgBoss.Db {
  return { executeSql: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) };
}

/** Returns a job to the queue after a delay: it is replaced by one with the same data and the attempts it had left. */
export async function putBack(
  boss: PgBoss,
  sql: Sql,
  { name, id, data, retryLimit, retryCount, priority }: PgBoss.JobWithMetadata<object>,
  milliseconds: number,
): Promise<void> {
  await sql.transaction(async (tx) => {
    const db = insideTransaction(tx);
    await boss.deleteJob(name, id, { db });
    const startAfter = new Date(Date.now() + milliseconds);
    await boss.send(name, data, { startAfter, retryLimit: retryLimit - retryCount, priority, db });
  });
}

/**
 * Restarts jobs that were running when the only process of the embedded database died, by writing to pg-boss's own table.
 * pg-boss cannot list such jobs. Without this they wait until they expire and the next maintenance finds them: for a message,
 * one to two minutes instead of none. This can go when pg-boss restarts the jobs of a dead worker by itself.
 */
export async function restartOrphanedJobs(pool: pg.Pool): Promise<void> {
  await pool.query(`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`);
}

function overPool(pool: pg.Pool): PgBoss.Db {
  // Each worker asks for jobs with the same statement all day long.
  const nameOf = createStatementNames('boss');
  return {
    // Some texts contain BEGIN, several statements and COMMIT, which takes a query without values on its own client.
    executeSql: (text, values) =>
      withClient(pool, (client) =>
        values && values.length > 0 ? client.query({ name: nameOf({ sql: text }), text, values }) : client.query(text),
      ),
  };
}
