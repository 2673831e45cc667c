import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { dayMs, hourMs } from './durations.js';

/** Days when nobody works, both included, as calendar dates (midnight UTC, as a `DATE` column is read). */
export interface DaysOff {
  readonly startsOn: Date;
  readonly endsOn: Date;
}

/** When people can be expected to read messages: certain hours of each working day, except in school holidays. */
export interface WorkingCalendar {
  /** IANA name of the zone of days and hours. */
  readonly zone: string;
  /** Hours of the day, 8 and 18 for 8am to 6pm. */
  readonly fromHour: number;
  readonly toHour: number;
  /** ISO weekdays, 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly holidays: readonly DaysOff[];
  /** Default number of working hours for which an offered place is held. */
  readonly holdHours: number;
}

/** The defaults. */
export const usualHours = { fromHour: 8, toHour: 18, weekdays: [1, 2, 3, 4, 5], holdHours: 24 } as const;

/** In whole hours; a longer hold would keep the place from others. */
export const longestHold = 200;

/** Ends the search in a calendar without any working day. */
const longestSearchDays = 400;

/**
 * The instant when a number of working hours have passed since `from`. Real hours count, so a day when the clocks
 * change is no exception.
 * @param hours may be fractional; 0 or less gives `from`
 */
export function afterWorkingHours(from: Date, hours: number, calendar: WorkingCalendar): Date {
  let left = hours * hourMs;
  if (left <= 0) return from;
  for (let ahead = 0; ahead < longestSearchDays; ahead += 1) {
    const span = workingSpan(dayOf(from, calendar, ahead), calendar);
    if (!span) continue;
    const start = Math.max(span.opens, from.getTime());
    const room = span.closes - start;
    if (room <= 0) continue;
    if (left <= room) return new Date(start + left);
    left -= room;
  }
  return new Date(from.getTime() + longestSearchDays * dayMs);
}

/** That instant, or the next when people work. */
export function workingMomentFrom(instant: Date, calendar: WorkingCalendar): Date {
  if (isWorkingTime(instant, calendar)) return instant;
  const aMinute = 1 / 60;
  return new Date(afterWorkingHours(instant, aMinute, calendar).getTime() - 60_000);
}

/** Whether it is working time, so that people may be disturbed. */
export function isWorkingTime(instant: Date, calendar: WorkingCalendar): boolean {
  const span = workingSpan(dayOf(instant, calendar, 0), calendar);
  return span !== undefined && instant.getTime() >= span.opens && instant.getTime() < span.closes;
}

/**
 * A certain hour on the date a number of days before `instant`, or on the last working day before it.
 * @param hour of the day, in the calendar's zone
 */
export function workingDayBefore(instant: Date, days: number, hour: number, calendar: WorkingCalendar): Date {
  for (let back = days; back < days + longestSearchDays; back += 1) {
    const day = dayOf(instant, calendar, -back);
    if (workingSpan(day, calendar)) return hourOf(day, hour, calendar.zone);
  }
  return hourOf(dayOf(instant, calendar, -days), hour, calendar.zone);
}

/** That hour of the local date of `instant`. */
export function hourOfSameDay(instant: Date, hour: number, zone: string): Date {
  return hourOf(new TZDate(instant, zone), hour, zone);
}

function dayOf(instant: Date, calendar: WorkingCalendar, offset: number): TZDate {
  return addDays(new TZDate(instant, calendar.zone), offset);
}

function hourOf(day: TZDate, hour: number, zone: string): Date {
  return new Date(new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour, 0, 0, zone).getTime());
}

function workingSpan(day: TZDate, calendar: WorkingCalendar): { opens: number; closes: number } | undefined {
  const weekday = day.getDay() === 0 ? 7 : day.getDay();
  if (!calendar.weekdays.includes(weekday)) return undefined;
  const date = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  const off = calendar.holidays.some(({ startsOn, endsOn }) => startsOn.getTime() <= date && date <= endsOn.getTime());
  if (off) return undefined;
  return {
    opens: hourOf(day, calendar.fromHour, calendar.zone).getTime(),
    closes: hourOf(day, calendar.toHour, calendar.zone).getTime(),
  };
}
