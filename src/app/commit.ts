import type { Tx } from '../db/database.js';
import type { SqlTx } from '../db/fast/sql.js';
import type { Core } from './core.js';

/**
 * Runs a use case: everything that it does, or nothing. Once it is committed the jobs that it added begin at once, and
 * whoever keeps something of the records looks whether it changed.
 * @param limits in milliseconds, for what may take longer than a transaction usually may
 */
export async function commit<Outcome>(
  core: Core,
  act: (tx: Tx) => Promise<Outcome>,
  limits?: { readonly timeout?: number; readonly maxWait?: number },
): Promise<Outcome> {
  const outcome = await core.prisma.$transaction(act, limits);
  core.memory.of(noCommits).count += 1;
  core.queue.nudge();
  return outcome;
}

/** The same straight to the driver, for giving places up: nothing that is kept of the records changes by it. */
export async function commitPlaces<Outcome>(core: Core, act: (tx: SqlTx) => Promise<Outcome>): Promise<Outcome> {
  const outcome = await core.sql.transaction(act);
  core.queue.nudge();
  return outcome;
}

/** How many changes this process has made to the records: when it is another number, what is kept may be out of date. */
export function countCommits(core: Core): number {
  return core.memory.of(noCommits).count;
}

function noCommits(): { count: number } {
  return { count: 0 };
}
