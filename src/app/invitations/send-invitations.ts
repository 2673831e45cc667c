import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { dayMs, hourMs } from '../../domain/durations.js';
import { invitationReminderDays, invitationReminderEndsHours } from '../../domain/invitations/invitations.js';
import { isWorkingTime } from '../../domain/working-hours.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** Invitations sent by one statement; the rest follow a minute later. */
const atOnce = 2_000;

/** Who still wants to hear of it: they have not booked meanwhile, said no, or asked for no more invitations. */
const stillWanted = Prisma.sql`
  p."erasedAt" IS NULL AND NOT p."invitationsStopped" AND i."declinedAt" IS NULL AND NOT EXISTS (
    SELECT 1 FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE s."eventId" = i."eventId" AND g."personId" = i."personId" AND g.state IN ('confirmed', 'offered', 'waiting'))`;

/** Events that can still be booked, and until when: by their date, or when their last session starts. */
const openEvents = (now: Date) => Prisma.sql`
  SELECT e.id, LEAST(e."closesAt", max(s."startsAt")) AS ends
    FROM "Event" e JOIN "Session" s ON s."eventId" = e.id AND s.status = 'published' AND s."startsAt" > ${now}
   WHERE e.status = 'published' GROUP BY e.id HAVING LEAST(e."closesAt", max(s."startsAt")) > ${now}`;

/**
 * Sends the invitations that waited for working hours, and reminds once, in working hours too, whoever has not answered. Runs
 * every minute. @returns how many messages are new
 */
export async function sendInvitations(core: Core): Promise<number> {
  const now = core.clock.now();
  const [waiting] = await core.prisma.$queryRaw<[{ readonly some: boolean }]>`
    WITH open AS (${openEvents(now)})
    SELECT EXISTS (SELECT 1 FROM "Invitation" i WHERE i."sentAt" IS NULL) OR EXISTS (
             SELECT 1 FROM open o JOIN "Invitation" i ON i."eventId" = o.id AND i."remindedAt" IS NULL) AS some`;
  if (!waiting.some || !isWorkingTime(now, await readWorkingCalendar(core.prisma, core.timeZone))) return 0;
  const sent = await commit(core, (tx) => sendInvitationsOf(core, tx, null));
  return sent + (await commit(core, (tx) => remindInvited(core, tx)));
}

/** Sends what waits of one event, or of all. Whoever does not want it any more is struck off. @returns how many are new */
export async function sendInvitationsOf(core: Core, tx: Tx, eventId: string | null, hold?: Hold): Promise<number> {
  const now = core.clock.now();
  const ofEvent = eventId === null ? Prisma.sql`TRUE` : Prisma.sql`i."eventId" = ${eventId}::uuid`;
  await tx.$executeRaw`
    WITH open AS (${openEvents(now)})
    DELETE FROM "Invitation" i USING "Person" p
     WHERE p.id = i."personId" AND i."sentAt" IS NULL AND ${ofEvent}
       AND (NOT (${stillWanted}) OR i."eventId" NOT IN (SELECT id FROM open))`;
  const sent = await tx.$queryRaw<Invited[]>`
    UPDATE "Invitation" SET "sentAt" = ${now}
     WHERE id IN (SELECT i.id FROM "Invitation" i WHERE i."sentAt" IS NULL AND ${ofEvent}
                   ORDER BY i.id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, "personId"`;
  return schedule(core, tx, 'invitation', sent, hold);
}

async function remindInvited(core: Core, tx: Tx): Promise<number> {
  const now = core.clock.now();
  const days = invitationReminderDays * dayMs;
  const ends = new Date(now.getTime() + invitationReminderEndsHours * hourMs);
  const due = await tx.$queryRaw<Invited[]>`
    WITH open AS (${openEvents(now)})
    UPDATE "Invitation" r SET "remindedAt" = ${now}
      FROM (SELECT i.id FROM "Invitation" i
              JOIN open o ON o.id = i."eventId" AND o.ends > ${ends}
              JOIN "Person" p ON p.id = i."personId" AND NOT p."remindersMuted"
             WHERE i."remindedAt" IS NULL AND ${stillWanted}
               AND i."sentAt" + LEAST(make_interval(secs => ${days / 1000}::double precision), (o.ends - i."sentAt") / 2) <= ${now}) t
     WHERE r.id = t.id AND r."remindedAt" IS NULL
    RETURNING r.id, r."personId"`;
  return schedule(core, tx, 'invitation-reminder', due);
}

interface Invited {
  readonly id: string;
  readonly personId: string;
}

function schedule(
  core: Core,
  tx: Tx,
  kind: 'invitation' | 'invitation-reminder',
  invited: readonly Invited[],
  hold?: Hold,
): Promise<number> {
  return scheduleDeliveries(
    core,
    tx,
    invited.map(
      ({ id, personId }): NewDelivery => ({
        key: `${kind}:${id}`,
        kind,
        to: { personId },
        payload: { invitationId: id },
      }),
    ),
    hold,
  );
}
