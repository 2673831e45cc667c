import type { SqlTx } from '../db/fast/sql.js';

/** How much there is to do in one queue. */
export interface QueueDepth {
  readonly queue: string;
  /** Jobs that could be begun now. */
  readonly due: number;
  /** Jobs that are put off until later. */
  readonly later: number;
  readonly running: number;
  /** Jobs that were given up in the last day. */
  readonly failed: number;
  /** For how long the oldest of those that are due has been due, in seconds; 0 when none is. */
  readonly oldestDueSeconds: number;
}

/**
 * Reads pg-boss's own table, because its own counts mix what is due with what is put off. By the database's clock.
 * @returns one for each queue that has a job
 */
export async function readQueueDepths(sql: Pick<SqlTx, '$queryRaw'>): Promise<QueueDepth[]> {
  return sql.$queryRaw<QueueDepth[]>`
    SELECT name AS queue,
           (count(*) FILTER (WHERE state < 'active' AND start_after <= now()))::int AS due,
           (count(*) FILTER (WHERE state < 'active' AND start_after > now()))::int AS later,
           (count(*) FILTER (WHERE state = 'active'))::int AS running,
           (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
           COALESCE(extract(epoch FROM now() - min(start_after) FILTER (WHERE state < 'active' AND start_after <= now())), 0)::float8
             AS "oldestDueSeconds"
      FROM pgboss.job
     WHERE state < 'completed' OR (state = 'failed' AND completed_on > now() - interval '1 day')
     GROUP BY name ORDER BY name`;
}
