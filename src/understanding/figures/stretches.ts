import { TZDate } from '@date-fns/tz';
import { addMonths, format } from 'date-fns';
import { academicYearOf, sayAcademicYear, type Term, termOf } from '../../domain/academic-year.js';
import type { Stretch } from '../../domain/figures/figures-query.js';

/** @param month from 0 for January; before it and after December it counts on into other years */
export function monthStretch(year: number, month: number, zone: string): Stretch {
  const from = new TZDate(year, month, 1, zone);
  return { from: instant(from), to: instant(addMonths(from, 1)), said: `in ${format(from, 'MMMM yyyy')}` };
}

/** In the order of an academic year. */
export const terms: readonly Term[] = ['autumn', 'spring', 'summer'];

/** Terms in a row: the academic year times three, plus 0 for autumn, 1 for spring, 2 for summer. */
export function presentTerm(now: Date, zone: string): number {
  return academicYearOf(now, zone) * 3 + terms.indexOf(termOf(now, zone));
}

/** The days of a term. @param number as `presentTerm` counts them */
export function termDays(number: number, zone: string): Stretch {
  const year = Math.floor(number / 3);
  const [name, first, length] = (
    [
      ['autumn', 8, 4],
      ['spring', 12, 3],
      ['summer', 15, 5],
    ] as const
  )[number % 3] ?? ['autumn', 8, 4];
  const from = new TZDate(year, first, 1, zone);
  const said = `in the ${name} term of ${sayAcademicYear(year)}`;
  return { from: instant(from), to: instant(addMonths(from, length)), said };
}

/** The days of an academic year. @param year in which it begins */
export function academicYear(year: number, zone: string): Stretch {
  const from = new TZDate(year, 8, 1, zone);
  return { from: instant(from), to: instant(new TZDate(year + 1, 8, 1, zone)), said: `in ${sayAcademicYear(year)}` };
}

/** The days of a calendar year. */
export function calendarYear(year: number, zone: string): Stretch {
  return {
    from: instant(new TZDate(year, 0, 1, zone)),
    to: instant(new TZDate(year + 1, 0, 1, zone)),
    said: `in ${year}`,
  };
}

/** The same moment as a plain `Date`. */
export function instant(date: Date): Date {
  return new Date(date.getTime());
}

/** `June 2026` of `in June 2026`, to stand in a range. */
export function bare(said: string): string {
  return said.replace(/^(?:in|on|since) (?:the )?/, '');
}

/** In milliseconds. */
export function lengthOf({ from, to }: Stretch): number {
  return to.getTime() - from.getTime();
}
