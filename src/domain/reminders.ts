import { hourOfSameDay, isWorkingTime, type WorkingCalendar, workingDayBefore } from './working-hours.js';

const reminderKinds = ['week', 'day', 'morning'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export interface Reminder {
  readonly kind: ReminderKind;
  /** Not before this instant. */
  readonly at: Date;
}

/** Hour of the local day: late enough to be read, early enough to plan the day. */
const reminderHour = 9;
/** A start this soon after the morning's reminder needs none. */
const shortestNoticeMs = 30 * 60_000;

/**
 * When to remind of something that starts then, earliest first: a week before, the day before (each on the last working
 * day when it is none), and on its morning when working hours begin. Two of one day are one: the later kind stays.
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
 * The reminder that is due now, if any: the latest whose time has come, so that after an outage nobody gets three. The
 * ones before the day itself wait for working hours.
 */
export function dueReminder(startsAt: Date, now: Date, calendar: WorkingCalendar): Reminder | undefined {
  if (startsAt <= now) return undefined;
  const latest = remindersFor(startsAt, calendar).findLast(({ at }) => at <= now);
  if (!latest || (latest.kind !== 'morning' && !isWorkingTime(now, calendar))) return undefined;
  return latest;
}
