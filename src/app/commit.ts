import type { Tx } from '../db/database.js';
import type { SqlTx } from '../db/fast/sql.js';
import { inSpan } from '../telemetry/spans.js';
import type { Core } from './core.js';

/**
 * Runs a use case in one transaction. After the commit its jobs start at once, and cached data is checked for changes.
 * @param limits in milliseconds, for use cases that may take longer than a transaction usually may
 */
export async function commit<Outcome>(
  core: Core,
  act: (tx: Tx) => Promise<Outcome>,
  limits?: { readonly timeout?: number; readonly maxWait?: number },
): Promise<Outcome> {
  const [tx, outcome] = await inSpan('use case', {}, () =>
    core.prisma.$transaction(async (tx) => [tx, await act(tx)] as const, limits),
  );
  core.memory.of(noCommits).count += 1;
  core.queue.nudge(tx);
  return outcome;
}

/** The same on the driver, for bookings: they change nothing that is cached. */
export async function commitPlaces<Outcome>(core: Core, act: (tx: SqlTx) => Promise<Outcome>): Promise<Outcome> {
  const [tx, outcome] = await inSpan('use case', {}, () =>
    core.sql.transaction(async (tx) => [tx, await act(tx)] as const),
  );
  core.queue.nudge(tx);
  return outcome;
}

/** Number of commits by this process: when it has changed, cached data may be out of date. */
export function countCommits(core: Core): number {
  return core.memory.of(noCommits).count;
}

function noCommits(): { count: number } {
  return { count: 0 };
}
