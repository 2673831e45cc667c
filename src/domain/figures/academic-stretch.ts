import { TZDate } from '@date-fns/tz';
import { sayAcademicYear } from '../academic-year.js';
import type { Stretch } from './figures-query.js';

/** An academic year, from 1 September to 31 August of the zone. @param year in which it starts */
export function academicStretch(year: number, zone: string): Stretch {
  const september = (of: number) => new Date(new TZDate(of, 8, 1, zone).getTime());
  return { from: september(year), to: september(year + 1), said: `in ${sayAcademicYear(year)}` };
}
