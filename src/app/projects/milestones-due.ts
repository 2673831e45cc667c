import { TZDate } from '@date-fns/tz';
import { Prisma } from '../../db/generated/client.js';
import { dayMs } from '../../domain/durations.js';
import { isWorkingTime, workingDayBefore } from '../../domain/working-hours.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';
import { toldAtSchool } from './told-at-school.js';

/** A school is told so many days before a milestone is due, on the last working day before. */
const daysBefore = 14;
/** The longest holiday that a working day is looked for before. */
const longestHolidayDays = 60;
const hour = 9;
/** Told in one round; the rest follow a minute later. */
const atOnce = 500;

/**
 * Tells the lead of each school that takes part in a project what it must still do: once for each day on which something is due,
 * in working hours, and nothing where all of it is ticked off. Where no lead is reached it is the contact, else the head.
 * @returns how many are new
 */
export async function tellOfMilestonesDue(core: Core): Promise<number> {
  const now = core.clock.now();
  const calendar = await readWorkingCalendar(core.prisma, core.timeZone);
  if (!isWorkingTime(now, calendar)) return 0;
  const days = (await daysAhead(core, now)).filter(
    (day) => workingDayBefore(startOf(day, core.timeZone), daysBefore, hour, calendar) <= now,
  );
  if (days.length === 0) return 0;
  return commit(core, async (tx) => {
    const due = await tx.$queryRaw<Array<{ enrolmentId: string; dueOn: string; personId: string }>>`
      SELECT n.id AS "enrolmentId", d.day::text AS "dueOn", who."personId"
        FROM unnest(${days}::date[]) AS d(day)
        JOIN "Cohort" c ON c.status = 'published'
        JOIN "Project" p ON p.id = c."projectId" AND p.status = 'published'
        JOIN "Enrolment" n ON n."cohortId" = c.id AND n.state = 'registered'
        CROSS JOIN LATERAL (${toldAtSchool(core, Prisma.sql`p."remindersMuted"`)}) who
       WHERE EXISTS (SELECT 1 FROM "Milestone" m WHERE m."cohortId" = c.id AND m."dueOn" = d.day
                        AND NOT EXISTS (SELECT 1 FROM "MilestoneTick" k WHERE k."milestoneId" = m.id AND k."enrolmentId" = n.id))
         AND NOT EXISTS (SELECT 1 FROM "Delivery" l WHERE l.key = 'milestones-due:' || n.id::text || ':' || d.day::text)
       ORDER BY d.day, n.id LIMIT ${atOnce}`;
    const deliveries = due.map(
      ({ enrolmentId, dueOn, personId }): NewDelivery => ({
        key: `milestones-due:${enrolmentId}:${dueOn}`,
        kind: 'milestones-due',
        to: { personId },
        payload: { enrolmentId, dueOn },
      }),
    );
    return scheduleDeliveries(core, tx, deliveries);
  });
}

/** Days to come on which something is due, as dates. */
async function daysAhead({ prisma, timeZone }: Core, now: Date): Promise<string[]> {
  const local = new TZDate(now, timeZone);
  const today = new Date(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()));
  const until = new Date(today.getTime() + (daysBefore + longestHolidayDays) * dayMs);
  const rows = await prisma.$queryRaw<Array<{ day: string }>>`
    SELECT DISTINCT "dueOn"::text AS day FROM "Milestone" WHERE "dueOn" >= ${today}::date AND "dueOn" <= ${until}::date ORDER BY 1`;
  return rows.map(({ day }) => day);
}

function startOf(day: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, zone).getTime());
}
