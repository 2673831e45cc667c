import type pg from 'pg';
import type { Log } from '../service/log.js';
import { startBoss } from './boss.js';
import type { JobName } from './jobs.js';

/** A job that is yet to be done. */
export interface WaitingJob {
  readonly id: string;
  readonly name: JobName;
  readonly data: object;
  readonly priority: number;
  /** Attempts that are left after the next. */
  readonly retryLimit: number;
  readonly startAfter: Date;
}

/**
 * Jobs that wait, are to be tried again, or were under way when the only process of the database ended; by pg-boss's own
 * table, because it lists none. Not the minute's tick, which every process adds.
 */
export async function readWaitingJobs(client: pg.ClientBase): Promise<readonly WaitingJob[]> {
  const queue = await client.query<{ there: boolean }>(`SELECT to_regclass('pgboss.job') IS NOT NULL AS there`);
  if (!queue.rows[0]?.there) return [];
  const { rows } = await client.query<WaitingJob>(
    `SELECT id, name, data, priority, greatest(retry_limit - retry_count, 0) AS "retryLimit", start_after AS "startAfter"
       FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name <> 'tick' ORDER BY created_on`,
  );
  return rows;
}

/**
 * Adds jobs to the queue of another database, which is created there. Those that are there already are left.
 * @throws when one of them is not there afterwards
 */
export async function addWaitingJobs(pool: pg.Pool, jobs: readonly WaitingJob[], log: Log): Promise<void> {
  const boss = await startBoss(pool, log);
  try {
    if (jobs.length === 0) return;
    await boss.insert(jobs.map((job) => ({ ...job })));
    const { rows } = await pool.query<{ there: number }>(
      'SELECT count(*)::int AS there FROM pgboss.job WHERE id = ANY ($1::uuid[])',
      [jobs.map(({ id }) => id)],
    );
    if (rows[0]?.there !== jobs.length)
      throw new Error(`Of ${jobs.length} jobs of the queue ${rows[0]?.there} are in the new database: move again`);
  } finally {
    await boss.stop({ graceful: false });
  }
}
