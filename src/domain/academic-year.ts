import { TZDate } from '@date-fns/tz';

export type Term = 'autumn' | 'spring' | 'summer';

/**
 * The year in which the academic year starts: it runs from 1 September to 31 August in England
 * (Education Act 1996, section 579).
 */
export function academicYearOf(instant: Date, zone: string): number {
  const local = new TZDate(instant, zone);
  return local.getMonth() >= 8 ? local.getFullYear() : local.getFullYear() - 1;
}

/** Autumn term to December, spring term to March, summer term from April: how the partnership plans. */
export function termOf(instant: Date, zone: string): Term {
  const month = new TZDate(instant, zone).getMonth();
  if (month >= 8) return 'autumn';
  return month <= 2 ? 'spring' : 'summer';
}

/** `2026/27` for 2026. */
export function sayAcademicYear(startYear: number): string {
  return `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;
}
