import { lastReminderOf } from '../../../domain/survey.js';
import { isWorkingTime, type WorkingCalendar } from '../../../domain/working-hours.js';
import { recordAct } from '../../audit/audit.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { scheduleDeliveries } from '../../messages/schedule-delivery.js';
import { readWorkingCalendar } from '../../programme/working-calendar.js';
import { deliveriesOf, readAsked } from './ask-survey.js';

/**
 * Reminds the schools that have not answered a survey, once shortly before its last day and in working hours, unless an organiser
 * wants no reminder. Runs every minute. @returns how many messages are new
 */
export async function remindBeforeLastDays(core: Core): Promise<number> {
  const now = core.clock.now();
  const open = await core.prisma.survey.findMany({ where: openSurveys(now), orderBy: { id: 'asc' } });
  if (open.length === 0) return 0;
  const calendar = await readWorkingCalendar(core.prisma, core.timeZone);
  if (!isWorkingTime(now, calendar)) return 0;
  let told = 0;
  for (const { id } of open.filter((survey) => isDue(survey, now, calendar))) told += await remindOnce(core, id);
  return told;
}

/** Asked, still open, of a year that goes on, and not reminded of its last day yet. */
function openSurveys(now: Date) {
  return {
    askedAt: { not: null },
    closesAt: { gt: now },
    lastReminder: true,
    lastRemindedAt: null,
    cohort: { status: 'published', project: { status: 'published' } },
  } as const;
}

function isDue(
  { askedAt, ...survey }: { askedAt: Date | null; remindedAt: Date | null; closesAt: Date },
  now: Date,
  calendar: WorkingCalendar,
): boolean {
  const at = askedAt && lastReminderOf({ ...survey, askedAt }, calendar);
  return at !== null && at <= now;
}

/** Whoever sets the time does it: another process waits for that, and then finds it set. */
async function remindOnce(core: Core, id: string): Promise<number> {
  return commit(core, async (tx) => {
    const now = core.clock.now();
    const { count } = await tx.survey.updateMany({ where: { id, ...openSurveys(now) }, data: { lastRemindedAt: now } });
    if (count === 0) return 0;
    const asked = await readAsked(core, tx, id, 'unanswered');
    const told = await scheduleDeliveries(core, tx, deliveriesOf('survey-reminder', id, asked, 'last'));
    const line = { act: 'remind-survey', subject: 'survey', subjectId: id, outcome: 'reminded' } as const;
    await recordAct(tx, undefined, { ...line, detail: { count: told } }, now);
    return told;
  });
}
