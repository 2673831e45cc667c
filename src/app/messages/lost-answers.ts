import type { AccountKey } from '../../domain/account.js';
import { minuteMs } from '../../domain/durations.js';
import { commitPlaces } from '../commit.js';
import type { Core } from '../core.js';
import { scheduleDelivery } from './schedule-delivery.js';

/** What changed so long before was answered already. */
const recentlyMs = 5 * minuteMs;

/**
 * Somebody's answer could not be posted. If a place that is theirs, or that they booked for somebody, has just changed,
 * they must hear of it: a message in their own chat says how their bookings stand, and is tried for as long as every other message.
 * @param turnId of the turn, once for each
 * @returns whether there was something to tell
 */
export async function tellOfLostAnswer(core: Core, account: AccountKey, turnId: string): Promise<boolean> {
  const since = new Date(core.clock.now().getTime() - recentlyMs);
  return commitPlaces(core, async (tx) => {
    const [found] = await tx.$queryRaw<Array<{ personId: string }>>`
      SELECT a."personId" FROM "Account" a
       WHERE a.platform = ${account.platform}::"Platform" AND a.tenant = ${account.tenant} AND a."user" = ${account.user}
         AND EXISTS (
           SELECT 1 FROM "Registration" g
            WHERE (g."personId" = a."personId" OR g."bookedById" = a."personId")
              AND greatest(g."createdAt", g."confirmedAt", g."offeredAt", g."endedAt") >= ${since}::timestamptz)`;
    if (!found) return false;
    const key = `answer-lost:${account.platform}:${turnId}`;
    return scheduleDelivery(core, tx, { key, kind: 'answer-lost', to: { personId: found.personId }, payload: {} });
  });
}
