import type { Tx } from '../../db/database.js';
import { dayMs } from '../../domain/durations.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { MessageKind } from './message-kinds.js';
import { type NewDelivery, scheduleDeliveries } from './schedule-delivery.js';

/** If nobody confirms attendance, a provisional summary goes out after this. */
const provisionalAfterMs = 2 * dayMs;
/** Events that ended longer ago are not reported to a new channel. */
const newsForMs = 14 * dayMs;

/**
 * Schedules a summary of each past event for every subscribed channel, once per channel and event: when all its
 * attendance lists are confirmed, or two days later. Runs every minute. @returns how many were scheduled
 */
export async function sendSummaries(core: Core): Promise<number> {
  const now = core.clock.now().getTime();
  return commit(core, async (tx) => {
    const due = await tx.$queryRaw<Array<{ eventId: string; conversationId: string }>>`
      SELECT e.id AS "eventId", c."conversationId"
        FROM "Event" e JOIN "Session" s ON s."eventId" = e.id AND s.status <> 'cancelled'
        CROSS JOIN "Subscription" c JOIN "Conversation" v ON v.id = c."conversationId" AND v."goneAt" IS NULL
       WHERE e.status IN ('published', 'retired') AND c.kind = 'summaries' AND c."removedAt" IS NULL
       GROUP BY e.id, c.id
      HAVING max(s."endsAt") BETWEEN ${new Date(now - newsForMs)} AND ${new Date(now)}
         AND max(s."endsAt") > c."addedAt" - interval '2 days'
         AND (bool_and(s."attendanceConfirmedAt" IS NOT NULL) OR max(s."endsAt") <= ${new Date(now - provisionalAfterMs)})`;
    return scheduleDeliveries(
      core,
      tx,
      due.map(
        ({ eventId, conversationId }): NewDelivery => ({
          key: `summary:${eventId}:${conversationId}`,
          kind: 'event-summary',
          to: { conversationId },
          payload: { eventId },
        }),
      ),
    );
  });
}

/** Renders the summaries of an event that were already sent again, because its attendance was confirmed or changed. */
export async function refreshSummaries(core: Core, tx: Tx, eventId: string): Promise<void> {
  const sent = await tx.delivery.findMany({
    where: {
      kind: 'event-summary' satisfies MessageKind,
      key: { startsWith: `summary:${eventId}:` },
      state: { in: ['sent', 'claimed'] },
    },
    select: { id: true },
  });
  for (const { id } of sent) await core.queue.enqueue(tx, { name: 'refresh', data: { deliveryId: id } });
}
