import { TZDate } from '@date-fns/tz';
import { addDays, addWeeks } from 'date-fns';
import { academicYearOf, type Term, termOf } from './academic-year.js';
import { dayMs } from './durations.js';
import type { DaysOff } from './working-hours.js';

const terms = ['autumn', 'spring', 'summer'] as const;
const weekMs = 7 * dayMs;
const following: Record<Term, Term> = { autumn: 'spring', spring: 'summer', summer: 'autumn' };
/** No term has more weeks, so no search goes further. */
const widestSearch = 12;

/**
 * By how many weeks an event moves to be "the same again next term": the same weekdays and times, in the same week of
 * the next term, or the nearest week outside school holidays. An event long past moves to the next such term still to
 * come.
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

/**
 * By how many weeks each event moves when a whole term or academic year is copied: all into the same later term or
 * year, the first in which none of them is past. Weekdays and weeks are kept, or the nearest week outside school
 * holidays is used.
 * @param events the starts of the sessions of each; none empty, all in the period to be copied
 * @returns weeks in the order of the events
 */
export function weeksToNextPeriod(
  events: ReadonlyArray<readonly Date[]>,
  by: 'term' | 'year',
  now: Date,
  holidays: readonly DaysOff[],
  zone: string,
): number[] {
  const own = events.map((starts) => {
    const first = new Date(Math.min(...starts.map((start) => start.getTime())));
    return { starts, first, year: academicYearOf(first, zone), place: terms.indexOf(termOf(first, zone)) };
  });
  for (let steps = 1; ; steps += 1) {
    const weeks = own.map(({ starts, first, year, place }) => {
      const later = by === 'year' ? place + 3 * steps : place + steps;
      const target = terms[later % 3] ?? 'autumn';
      const days = beginOf(year + Math.floor(later / 3), target, zone) - beginOf(year, terms[place] ?? 'autumn', zone);
      return nearestFree(starts, first, Math.round(days / weekMs), target, holidays, zone);
    });
    if (own.every(({ first }, index) => laterBy(first, weeks[index] ?? 0, zone) > now)) return weeks;
  }
}

/** The same local time, that many weeks later. */
export function laterBy(instant: Date, weeks: number, zone: string): Date {
  return new Date(addWeeks(new TZDate(instant, zone), weeks).getTime());
}

/** The same local time on that day or the nearest working day before, so that no deadline falls on a day off. */
export function workdayUntil(instant: Date, isDayOff: (day: Date) => boolean, zone: string): Date {
  for (let back = 0; back <= longestHoliday; back += 1) {
    const day = new Date(addDays(new TZDate(instant, zone), -back).getTime());
    if (!isDayOff(day)) return day;
  }
  return instant;
}

/** No holiday lasts longer, in days. */
const longestHoliday = 60;

/** Whether the local date is in a holiday. */
export function inHoliday(instant: Date, holidays: readonly DaysOff[], zone: string): boolean {
  const local = new TZDate(instant, zone);
  const date = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate());
  return holidays.some(({ startsOn, endsOn }) => startsOn.getTime() <= date && date <= endsOn.getTime());
}

/** First month of each term: September, January, April. */
const firstMonth: Record<Term, number> = { autumn: 8, spring: 0, summer: 3 };

/** @returns the first day of a term of an academic year, as an instant in milliseconds */
function beginOf(academicYear: number, term: Term, zone: string): number {
  return new TZDate(term === 'autumn' ? academicYear : academicYear + 1, firstMonth[term], 1, zone).getTime();
}

function nominalWeeks(from: Date, target: Term, zone: string): number {
  const local = new TZDate(from, zone);
  const own = new TZDate(local.getFullYear(), firstMonth[termOf(from, zone)], 1, zone);
  const year = target === 'spring' ? local.getFullYear() + 1 : local.getFullYear();
  const next = new TZDate(year, firstMonth[target], 1, zone);
  return Math.round((next.getTime() - own.getTime()) / weekMs);
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
