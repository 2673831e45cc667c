import { dayMs, hourMs } from '../../../domain/durations.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { tellAdministrators } from '../tell-people.js';

/** So many failures within an hour are more than a few accounts that are gone. */
const manyFailures = 5;
/** After so long without a failure, the next one begins another spell. */
const gapMs = 3 * hourMs;

/**
 * Tells administrators, once for each spell, that messages do not arrive. Runs every minute.
 * @returns whether they were told now
 */
export async function tellOfFailingMessages(core: Core): Promise<boolean> {
  const now = core.clock.now().getTime();
  const recent = await core.prisma.delivery.count({
    where: { state: 'failed', claimedAt: { gt: new Date(now - hourMs) } },
  });
  if (recent < manyFailures) return false;
  return commit(core, async (tx) => {
    const failures = await tx.delivery.findMany({
      where: { state: 'failed', claimedAt: { gt: new Date(now - dayMs) } },
      orderBy: { claimedAt: 'desc' },
      select: { claimedAt: true },
    });
    const since = new Date(startOfSpell(failures.flatMap(({ claimedAt }) => (claimedAt ? [claimedAt.getTime()] : []))));
    const told = await tx.delivery.count({ where: { kind: 'messages-failing', createdAt: { gte: since } } });
    if (told > 0) return false;
    const key = `messages-failing:${since.toISOString()}`;
    await tellAdministrators(core, tx, { key, kind: 'messages-failing', payload: { since: since.toISOString() } });
    return true;
  });
}

/** @param times of failures, the latest first; at least one */
function startOfSpell(times: readonly number[]): number {
  let start = times[0] ?? 0;
  for (const time of times) {
    if (start - time > gapMs) break;
    start = time;
  }
  return start;
}

/** How many messages have failed since, by kind, the most first. */
export async function countFailures(core: Core, since: Date): Promise<ReadonlyArray<{ kind: string; count: number }>> {
  const rows = await core.prisma.delivery.groupBy({
    by: ['kind'],
    where: { state: 'failed', claimedAt: { gte: since } },
    _count: true,
  });
  return rows.map(({ kind, _count }) => ({ kind, count: _count })).sort((a, b) => b.count - a.count);
}
