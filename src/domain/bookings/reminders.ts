import { minuteMs } from '../durations.js';
import { hourOfSameDay, isWorkingTime, type WorkingCalendar, workingDayBefore } from '../working-hours.js';

const reminderKinds = ['week', 'day', 'morning'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export interface Reminder {
  readonly kind: ReminderKind;
  /** Not before this instant. */
  readonly at: Date;
}

/** Local hour: not too early to be read, and early enough to plan the day. */
const reminderHour = 9;
/** No reminder when the session starts this soon after the morning's reminder time. */
const shortestNoticeMs = 30 * minuteMs;

/**
 * Reminders of a session, earliest first: a week before, the day before (each on the last working day before if that is
 * a day off), and on its morning when working hours begin. Of two on one day only the later kind stays.
 */
export function remindersFor(startsAt: Date, calendar: WorkingCalendar): Reminder[] {
  const week = workingDayBefore(startsAt, 7, reminderHour, calendar);
  const day = workingDayBefore(startsAt, 1, reminderHour, calendar);
  const morning = hourOfSameDay(startsAt, calendar.fromHour, calendar.zone);
  return [
    ...(week < day ? [{ kind: 'week', at: week } as const] : []),
    { kind: 'day', at: day },
    ...(morning.getTime() + shortestNoticeMs <= startsAt.getTime() ? [{ kind: 'morning', at: morning } as const] : []),
  ];
}

/**
 * The reminder due now, if any: the latest that is due, so that nobody gets three after an outage. Reminders before the
 * day itself wait for working hours.
 */
export function dueReminder(startsAt: Date, now: Date, calendar: WorkingCalendar): Reminder | undefined {
  if (startsAt <= now) return undefined;
  const latest = remindersFor(startsAt, calendar).findLast(({ at }) => at <= now);
  if (!latest || (latest.kind !== 'morning' && !isWorkingTime(now, calendar))) return undefined;
  return latest;
}
