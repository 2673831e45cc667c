import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { type Actor, organisesSomething } from '../../domain/actor.js';
import { hourOfSameDay, isWorkingTime } from '../../domain/working-hours.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** Whether somebody has asked for the morning message. */
export async function wantsMornings(core: Core, personId: string | null): Promise<boolean> {
  if (personId === null) return false;
  const person = await core.prisma.person.findUnique({ where: { id: personId }, select: { mornings: true } });
  return person?.mornings ?? false;
}

/** Switches an organiser's morning message on or off. @returns false for anyone who organises nothing */
export async function setMornings(core: Core, actor: Actor, on: boolean): Promise<boolean> {
  const { personId } = actor;
  if (personId === null || !organisesSomething(actor)) return false;
  await commit(core, async (tx) => {
    await tx.person.update({ where: { id: personId }, data: { mornings: on }, select: { id: true } });
    const line = { act: 'set-mornings', subject: 'person', subjectId: personId, outcome: on ? 'on' : 'off' } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return true;
}

/** Hours from the beginning of the working day that are still its morning. */
const morningHours = 4;

/**
 * Sends the morning message to every organiser who wants it: once a working day, in its morning, so that whoever asks for it in the
 * afternoon has the first one the next day. Its day is in its key, so that two processes send one. What it says is read when it is sent; on a day without anything to do, nothing is. Runs every minute.
 * @returns how many are sent now
 */
export async function sendMornings(core: Core): Promise<number> {
  const now = core.clock.now();
  const calendar = await readWorkingCalendar(core.prisma, core.timeZone);
  const morningEnds = hourOfSameDay(now, calendar.fromHour + morningHours, calendar.zone);
  if (!isWorkingTime(now, calendar) || now >= morningEnds) return 0;
  const day = format(new TZDate(now, core.timeZone), 'yyyy-MM-dd');
  return commit(core, async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string }>>`
      SELECT p.id FROM "Person" p
       WHERE p.mornings AND p."erasedAt" IS NULL
         AND EXISTS (SELECT 1 FROM "Account" a JOIN "Grant" g ON g."accountId" = a.id
                      WHERE a."personId" = p.id AND g.role IN ('organiser', 'administrator') AND g."revokedAt" IS NULL)
         AND NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d.key = 'morning:' || ${day}::text || ':' || p.id::text)`;
    return scheduleDeliveries(
      core,
      tx,
      due.map(
        ({ id }): NewDelivery => ({ key: `morning:${day}:${id}`, kind: 'morning', to: { personId: id }, payload: {} }),
      ),
    );
  });
}
