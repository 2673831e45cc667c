import { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { dueReminder, type ReminderKind } from '../../domain/bookings/reminders.js';
import { dayMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { MessageKind } from '../messages/message-kinds.js';
import { addMailCopies } from '../messages/schedule-delivery.js';
import { isReached } from '../messages/ways.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** The earliest reminder: a week before the session plus the longest holiday. */
const furthestMs = 70 * dayMs;
/** Jobs queued in one statement. */
const batch = 1_000;

/**
 * Queues every reminder that is due, once each: the ledger key contains registration, kind and start, so moving a
 * session reminds people again. Bookings made after the reminder's time and people who muted reminders are skipped.
 * @returns how many are new
 */
export async function scheduleReminders(core: Core): Promise<number> {
  const now = core.clock.now();
  const sessions = await core.prisma.session.findMany({
    where: {
      status: 'published',
      event: { status: 'published' },
      startsAt: { gt: now, lt: new Date(now.getTime() + furthestMs) },
    },
    select: { id: true, startsAt: true },
  });
  if (sessions.length === 0) return 0;
  const calendar = await readWorkingCalendar(core.prisma, core.timeZone);
  let scheduled = 0;
  for (const session of sessions) {
    const due = dueReminder(session.startsAt, now, calendar);
    if (due) scheduled += await remindOf(core, session, due);
  }
  return scheduled;
}

async function remindOf(
  core: Core,
  session: { readonly id: string; readonly startsAt: Date },
  due: { readonly kind: ReminderKind; readonly at: Date },
): Promise<number> {
  const now = core.clock.now();
  const ending = `:${due.kind}:${session.startsAt.toISOString()}`;
  return commit(core, async (tx) => {
    const made = await tx.$queryRaw<Array<{ id: string }>>`
      INSERT INTO "Delivery" (id, key, kind, "personId", payload, "dueAt", "createdAt")
      SELECT gen_random_uuid(), 'reminder:' || g.id::text || ${ending}, ${'reminder' satisfies MessageKind}::text, t.recipient,
             jsonb_build_object('registrationId', g.id, 'reminder', ${due.kind}::text,
                                'startsAt', ${session.startsAt.toISOString()}::text), ${now}, ${now}
        FROM "Registration" g
        JOIN "Person" p ON p.id = g."personId" AND NOT p."remindersMuted"
        CROSS JOIN LATERAL (SELECT CASE WHEN ${isReached(core, Prisma.sql`g."personId"`)}
                                        THEN g."personId" ELSE COALESCE(g."bookedById", g."personId") END AS recipient) t
       WHERE g."sessionId" = ${session.id}::uuid AND g.state = 'confirmed'
         AND COALESCE(g."confirmedAt", g."createdAt") < ${due.at}
         AND NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d.key = 'reminder:' || g.id::text || ${ending})
      ON CONFLICT (key) DO NOTHING
      RETURNING id`;
    const copies = await addMailCopies(
      core,
      tx,
      made.map(({ id }) => ({ id, kind: 'reminder' })),
    );
    const all = [...made, ...copies];
    for (let at = 0; at < all.length; at += batch) {
      await core.queue.enqueueAll(
        tx,
        all.slice(at, at + batch).map(({ id }) => ({ name: 'deliver', data: { deliveryId: id } })),
      );
    }
    return made.length;
  });
}

/** Turns a person's reminders off or on. @returns false for an account without a person */
export async function muteReminders(core: Core, actor: Actor, muted: boolean): Promise<boolean> {
  const { personId } = actor;
  if (personId === null) return false;
  await commit(core, async (tx) => {
    await tx.person.update({ where: { id: personId }, data: { remindersMuted: muted }, select: { id: true } });
    const line = {
      act: 'mute-reminders',
      subject: 'person',
      subjectId: personId,
      outcome: muted ? 'muted' : 'unmuted',
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return true;
}
