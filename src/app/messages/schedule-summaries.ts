import type { Tx } from '../../db/database.js';
import { dayMs } from '../../domain/durations.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type NewDelivery, scheduleDeliveries } from './schedule-delivery.js';

/** Without an organiser's word, the summary goes out after this, marked provisional. */
const provisionalAfterMs = 2 * dayMs;
/** An event that ended longer ago is no news to a channel that is told today. */
const newsForMs = 14 * dayMs;

/**
 * Sends a summary of each event that is over to every channel that wants them, once a channel and event: when all its
 * lists are confirmed, or two days later. Looked at every minute. @returns how many were scheduled now
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

/** Has the summaries of an event that were sent already drawn up anew: its lists were confirmed. */
export async function refreshSummaries(core: Core, tx: Tx, eventId: string): Promise<void> {
  const sent = await tx.delivery.findMany({
    where: { kind: 'event-summary', key: { startsWith: `summary:${eventId}:` }, state: { in: ['sent', 'claimed'] } },
    select: { id: true },
  });
  for (const { id } of sent) await core.queue.enqueue(tx, { name: 'refresh', data: { deliveryId: id } });
}
