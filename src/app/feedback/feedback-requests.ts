import { TZDate } from '@date-fns/tz';
import type { Tx } from '../../db/database.js';
import { dayMs, hourMs } from '../../domain/durations.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';

/** Attendance recorded later than this is not followed up: nobody remembers. */
const askWithinMs = 14 * dayMs;
const openForMs = 14 * dayMs;
const remindAfterMs = 5 * dayMs;

/**
 * Asks attendees for feedback once per event, two hours after it ended and only in the daytime. Runs every minute, so
 * people recorded later are asked later. The questions besides how it was stay with the request as they are now.
 * @returns how many were asked
 */
export async function askForFeedback(core: Core): Promise<number> {
  if (!isDaytime(core)) return 0;
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const created = await tx.$queryRaw<Array<{ id: string; personId: string }>>`
      INSERT INTO "FeedbackRequest" (id, "eventId", "personId", "askedAt", "closesAt", questions)
      SELECT gen_random_uuid(), t."eventId", t."personId", ${now}, ${new Date(now.getTime() + openForMs)}, t.questions
        FROM (SELECT DISTINCT s."eventId", a."personId",
                     COALESCE(CASE WHEN e."ownFeedbackQuestions" THEN e."feedbackQuestions" ELSE sr."feedbackQuestions" END,
                              ARRAY[]::text[]) AS questions
                FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
                JOIN "Event" e ON e.id = s."eventId" AND e.status IN ('published', 'retired')
                JOIN "Series" sr ON sr.id = e."seriesId"
                JOIN "Person" p ON p.id = a."personId" AND p."erasedAt" IS NULL
               WHERE a.present AND s."endsAt" BETWEEN ${new Date(now.getTime() - askWithinMs)}
                     AND ${new Date(now.getTime() - 2 * hourMs)}) t
      ON CONFLICT ("eventId", "personId") DO NOTHING
      RETURNING id, "personId"`;
    await sendAll(core, tx, 'feedback-request', created);
    return created.length;
  });
}

/** Reminds those who have not answered once, unless they muted reminders. @returns how many were reminded */
export async function remindOfFeedback(core: Core): Promise<number> {
  if (!isDaytime(core)) return 0;
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string; personId: string }>>`
      UPDATE "FeedbackRequest" r SET "remindedAt" = ${now}
        FROM "Person" p
       WHERE p.id = r."personId" AND r."remindedAt" IS NULL AND r."askedAt" < ${new Date(now.getTime() - remindAfterMs)}
         AND r."closesAt" > ${now} AND NOT p."remindersMuted" AND p."erasedAt" IS NULL
         AND NOT EXISTS (SELECT 1 FROM "FeedbackResponse" f WHERE f."requestId" = r.id)
      RETURNING r.id, r."personId"`;
    await sendAll(core, tx, 'feedback-reminder', due);
    return due.length;
  });
}

async function sendAll(
  core: Core,
  tx: Tx,
  kind: 'feedback-request' | 'feedback-reminder',
  requests: ReadonlyArray<{ readonly id: string; readonly personId: string }>,
): Promise<void> {
  await scheduleDeliveries(
    core,
    tx,
    requests.map(
      ({ id, personId }): NewDelivery => ({
        key: `${kind}:${id}`,
        kind,
        to: { personId },
        payload: { requestId: id },
      }),
    ),
  );
}

/** Messages are sent only between 8 am and 8 pm. */
function isDaytime(core: Core): boolean {
  const hours = new TZDate(core.clock.now(), core.timeZone).getHours();
  return hours >= 8 && hours < 20;
}
