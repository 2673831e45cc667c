import { TZDate } from '@date-fns/tz';
import { addDays, addWeeks } from 'date-fns';
import { type Term, termOf } from './academic-year.js';
import type { DaysOff } from './working-hours.js';

const following: Record<Term, Term> = { autumn: 'spring', spring: 'summer', summer: 'autumn' };
/** A term has at most this many weeks; no search goes further. */
const widestSearch = 12;

/**
 * By how many weeks an event moves to be "the same again next term": the same weekdays and times of day, as many weeks
 * into the next term as it was into its own, and outside school holidays where there is such a week (the nearest one).
 * From an event long past it is the next such term that is still to come.
 * @param starts of its sessions, in any order; not empty
 * @param holidays both days included, as calendar dates (midnight UTC)
 */
export function weeksToNextTerm(
  starts: readonly Date[],
  now: Date,
  holidays: readonly DaysOff[],
  zone: string,
): number {
  const first = new Date(Math.min(...starts.map((start) => start.getTime())));
  let from = first;
  let weeks = 0;
  do {
    const target = following[termOf(from, zone)];
    const wanted = weeks + nominalWeeks(from, target, zone);
    weeks = nearestFree(starts, first, wanted, target, holidays, zone);
    from = laterBy(first, weeks, zone);
  } while (from <= now);
  return weeks;
}

/** So many weeks later, at the same time of day. */
export function laterBy(instant: Date, weeks: number, zone: string): Date {
  return new Date(addWeeks(new TZDate(instant, zone), weeks).getTime());
}

/**
 * The same time of day on the day itself, or on the nearest day before it that is none off: what has to be done by then is
 * not left to a day when nobody is there.
 */
export function workdayUntil(instant: Date, isDayOff: (day: Date) => boolean, zone: string): Date {
  for (let back = 0; back <= longestHoliday; back += 1) {
    const day = new Date(addDays(new TZDate(instant, zone), -back).getTime());
    if (!isDayOff(day)) return day;
  }
  return instant;
}

/** No holiday lasts longer, in days. */
const longestHoliday = 60;

/** Whether a day of the zone lies in a holiday. */
export function inHoliday(instant: Date, holidays: readonly DaysOff[], zone: string): boolean {
  const local = new TZDate(instant, zone);
  const date = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate());
  return holidays.some(({ startsOn, endsOn }) => startsOn.getTime() <= date && date <= endsOn.getTime());
}

/** First day of each term as the partnership plans: September, January, April. */
const firstMonth: Record<Term, number> = { autumn: 8, spring: 0, summer: 3 };

function nominalWeeks(from: Date, target: Term, zone: string): number {
  const local = new TZDate(from, zone);
  const own = new TZDate(local.getFullYear(), firstMonth[termOf(from, zone)], 1, zone);
  const year = target === 'spring' ? local.getFullYear() + 1 : local.getFullYear();
  const next = new TZDate(year, firstMonth[target], 1, zone);
  return Math.round((next.getTime() - own.getTime()) / (7 * 86_400_000));
}

function nearestFree(
  starts: readonly Date[],
  first: Date,
  wanted: number,
  target: Term,
  holidays: readonly DaysOff[],
  zone: string,
): number {
  for (let off = 0; off <= widestSearch; off += 1) {
    for (const weeks of off === 0 ? [wanted] : [wanted + off, wanted - off]) {
      const inTerm = termOf(laterBy(first, weeks, zone), zone) === target && weeks > 0;
      if (inTerm && starts.every((start) => !inHoliday(laterBy(start, weeks, zone), holidays, zone))) return weeks;
    }
  }
  return wanted;
}
