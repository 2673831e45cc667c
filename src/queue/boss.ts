import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { Sql, SqlTx } from '../db/fast/sql.js';
import { withClient } from '../db/fast/with-client.js';
import type { Log } from '../service/log.js';
import { jobNames, queueSettings } from './jobs.js';

/** Opens pg-boss on the pool, in a schema of its own that it makes at the first start. */
export async function startBoss(pool: pg.Pool, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    db: overPool(pool),
    // Ticks are made by `keepTicking`: one timer less that polls, and none caught up after a pause.
    schedule: false,
    maintenanceIntervalSeconds: 60,
    // Finished jobs go soon, for the embedded database has nobody who tidies up behind deleted rows.
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

/** pg-boss's statements inside a transaction of ours: they are rolled back with it. */
export function insideTransaction(tx: SqlTx): PgBoss.Db {
  return { executeSql: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) };
}

/**
 * Puts a job back for after so many milliseconds: another one with its data takes its place, which has the tries left that it
 * had before this one.
 */
export async function putBack(
  boss: PgBoss,
  sql: Sql,
  { name, id, data, retryLimit, retryCount }: PgBoss.JobWithMetadata<object>,
  milliseconds: number,
): Promise<void> {
  await sql.transaction(async (tx) => {
    const db = insideTransaction(tx);
    await boss.deleteJob(name, id, { db });
    const startAfter = new Date(Date.now() + milliseconds);
    await boss.send(name, data, { startAfter, retryLimit: retryLimit - retryCount, db });
  });
}

/**
 * Takes up again what was under way when the embedded database's only process died: nobody else can be at it. pg-boss has no
 * way to name such jobs, and would wait until their time is up. May go when it has one.
 */
export async function takeUpAgain(pool: pg.Pool): Promise<void> {
  await pool.query(`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`);
}

function overPool(pool: pg.Pool): PgBoss.Db {
  return {
    // Some texts hold BEGIN, several statements and COMMIT: only without values may they, and only on a client of their own.
    executeSql: (text, values) =>
      withClient(pool, (client) => (values && values.length > 0 ? client.query(text, values) : client.query(text))),
  };
}
