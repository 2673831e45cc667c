import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { Tx } from '../db/database.js';
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

/** pg-boss's statements inside a Prisma transaction: they are rolled back with it. */
export function insideTransaction(tx: Tx): PgBoss.Db {
  return { executeSql: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) };
}

function overPool(pool: pg.Pool): PgBoss.Db {
  return {
    // Some texts hold BEGIN, several statements and COMMIT: only without values may they, and only on a client of their own.
    executeSql: (text, values) =>
      withClient(pool, (client) => (values && values.length > 0 ? client.query(text, values) : client.query(text))),
  };
}
