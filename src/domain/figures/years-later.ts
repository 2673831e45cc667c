import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns';
import { sayAcademicYear } from '../academic-year.js';
import { sayDay } from '../when.js';
import type { Stretch } from './figures-query.js';

/** The same stretch so many years later, and said so: a day falls on another weekday. */
export function yearsLater(stretch: Stretch, years: number, zone: string): Stretch {
  if (years === 0) return stretch;
  const shift = (date: Date) => new Date(addMonths(new TZDate(date, zone), 12 * years).getTime());
  const from = shift(stretch.from);
  const said = /^on /.test(stretch.said) ? `on ${sayDay(from, zone)}` : laterWords(stretch.said, years);
  return { from, to: shift(stretch.to), said };
}

function laterWords(said: string, years: number): string {
  return said
    .replace(/\b(20\d\d)\/\d\d\b/g, (_, year: string) => sayAcademicYear(Number(year) + years))
    .replace(/\b20\d\d\b(?!\/)/g, (year) => String(Number(year) + years));
}
