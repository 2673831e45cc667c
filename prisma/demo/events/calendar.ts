import { TZDate } from '@date-fns/tz';
import { academicYearOf, type Term, termOf } from '../../../src/domain/academic-year.js';
import { dayMs } from '../../../src/domain/durations.js';

/** A day, as midnight UTC: what a date column stores. Never an instant. */
export type Day = Date;
export interface Holiday {
  readonly name: string;
  readonly startsOn: Day;
  /** Included. */
  readonly endsOn: Day;
}

/** The day, months counted from 1. */
export function day(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date));
}

export function addDays(from: Day, days: number): Day {
  return new Date(from.getTime() + days * dayMs);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: Day): number {
  return date.getUTCDay() || 7;
}

function mondayOfWeek(date: Day): Day {
  return addDays(date, 1 - weekdayOf(date));
}

/** The local date at `instant` in `timeZone`. */
export function dayAt(instant: Date, timeZone: string): Day {
  const local = new TZDate(instant.getTime(), timeZone);
  return day(local.getFullYear(), local.getMonth() + 1, local.getDate());
}

/** The instant of a wall-clock time such as `09:30` on a day in `timeZone`. */
export function instantAt(date: Day, time: string, timeZone: string): Date {
  const [hours, minutes] = time.split(':').map(Number);
  const local = new TZDate(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    hours ?? 0,
    minutes ?? 0,
    timeZone,
  );
  return new Date(local.getTime());
}

/** Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return day(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** The academic year that a day belongs to, named by the year it starts in. */
export function academicYearOfDay(date: Day): number {
  return academicYearOf(date, 'UTC');
}

export function termOfDay(date: Day): Term {
  return termOf(date, 'UTC');
}

function easterHoliday(year: number): Holiday {
  const sunday = easterSunday(year);
  const early = sunday.getTime() <= day(year, 4, 8).getTime();
  const startsOn = addDays(sunday, early ? -2 : -13);
  return { name: `Easter holiday ${year}`, startsOn, endsOn: addDays(sunday, early ? 14 : 1) };
}

function christmasHoliday(year: number): Holiday {
  const startsOn = mondayOfWeek(day(year, 12, 25));
  // When New Year's Day falls on a weekend, the bank holiday is the Monday after, which may lie beyond the two weeks.
  const usualEnd = addDays(startsOn, 13);
  const lateMonday = addDays(startsOn, 14);
  const endsOn = lateMonday.getTime() <= day(year + 1, 1, 3).getTime() ? lateMonday : usualEnd;
  return { name: `Christmas holiday ${year}`, startsOn, endsOn };
}

/** Cached, because searching for school days asks for the same years again and again. */
const knownHolidays = new Map<number, readonly Holiday[]>();

/**
 * School holidays and bank holidays of the academic year that starts in `year`, after the usual pattern of the county.
 */
export function holidaysOf(year: number): readonly Holiday[] {
  const known = knownHolidays.get(year) ?? workOutHolidays(year);
  knownHolidays.set(year, known);
  return known;
}

function workOutHolidays(year: number): Holiday[] {
  const week = (name: string, monday: Day): Holiday => ({ name, startsOn: monday, endsOn: addDays(monday, 4) });
  const next = year + 1;
  const maySecond = mondayOfWeek(day(next, 5, 7));
  return [
    week(`Autumn half-term ${year}`, mondayOfWeek(day(year, 10, 30))),
    christmasHoliday(year),
    week(`Spring half-term ${next}`, mondayOfWeek(day(next, 2, 21))),
    easterHoliday(next),
    { name: `Early May bank holiday ${next}`, startsOn: maySecond, endsOn: maySecond },
    week(`Summer half-term ${next}`, mondayOfWeek(day(next, 5, 31))),
    { name: `Summer holiday ${next}`, startsOn: day(next, 7, 23), endsOn: day(next, 9, 2) },
  ];
}

/** True on a weekday outside the holidays. */
export function isSchoolDay(date: Day): boolean {
  if (weekdayOf(date) > 5) return false;
  const year = academicYearOfDay(date);
  return ![...holidaysOf(year - 1), ...holidaysOf(year)].some(
    (holiday) => holiday.startsOn.getTime() <= date.getTime() && date.getTime() <= holiday.endsOn.getTime(),
  );
}

/** The first school day on or after `from`, among the ISO weekdays given. */
export function schoolDayFrom(from: Day, weekdays: readonly number[] = [1, 2, 3, 4, 5]): Day {
  let date = from;
  while (!isSchoolDay(date) || !weekdays.includes(weekdayOf(date))) date = addDays(date, 1);
  return date;
}

/** The school day that lies `count` school days before `date`. */
export function schoolDaysBefore(date: Day, count: number): Day {
  let found = date;
  for (let left = count; left > 0; ) {
    found = addDays(found, -1);
    if (isSchoolDay(found)) left -= 1;
  }
  return found;
}

/** The first week on or after `from` whose Tuesday, Wednesday and Thursday are all school days: those three days. */
export function briefingDaysFrom(from: Day): [Day, Day, Day] {
  let tuesday = schoolDayFrom(from, [2]);
  while (![1, 2].every((days) => isSchoolDay(addDays(tuesday, days)))) {
    tuesday = schoolDayFrom(addDays(tuesday, 1), [2]);
  }
  return [tuesday, addDays(tuesday, 1), addDays(tuesday, 2)];
}

/** The school day that lies `count` school days after `date`. */
export function schoolDaysAfter(date: Day, count: number): Day {
  let found = date;
  for (let left = count; left > 0; ) {
    found = addDays(found, 1);
    if (isSchoolDay(found)) left -= 1;
  }
  return found;
}
