import type { Term } from '../../../src/domain/academic-year.js';
import { sayAcademicYear } from '../../../src/domain/academic-year.js';
import { academicYearOfDay, briefingDaysFrom, type Day, day, termOfDay } from './calendar.js';

/** A term of the academic year that starts in `year`. */
export interface TermOfYear {
  readonly year: number;
  readonly term: Term;
}

const order: readonly Term[] = ['autumn', 'spring', 'summer'];

/** Counts terms, so that two of them can be compared. */
export function termNumber({ year, term }: TermOfYear): number {
  return year * 3 + order.indexOf(term);
}

export function termNumbered(number: number): TermOfYear {
  return { year: Math.floor(number / 3), term: order[number % 3] ?? 'autumn' };
}

export function termAfter(current: TermOfYear): TermOfYear {
  return termNumbered(termNumber(current) + 1);
}

/** The days on which the partnership usually holds a term's round of briefings: October, March, June. */
export function roundDaysOf({ year, term }: TermOfYear): [Day, Day, Day] {
  if (term === 'autumn') return briefingDaysFrom(day(year, 10, 6));
  return term === 'spring' ? briefingDaysFrom(day(year + 1, 3, 1)) : briefingDaysFrom(day(year + 1, 6, 8));
}

/** `autumn term 2026/27` */
export function termTitle(date: Day): string {
  return `${termOfDay(date)} term ${sayAcademicYear(academicYearOfDay(date))}`;
}
