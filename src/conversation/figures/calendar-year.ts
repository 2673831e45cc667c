import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { calendarYear } from '../../understanding/figures/stretches.js';

/**
 * "Last year" and "this year", said in the autumn, are academic years: the same question of the calendar year.
 * @returns undefined where the two are the same, or another time was named
 */
export function inCalendarYear(query: FiguresQuery, zone: string): FiguresQuery | undefined {
  const [only, ...others] = query.times;
  if (only?.kind !== 'stretch' || others.length > 0 || only.stretch.orCalendarYear === undefined) return undefined;
  const year = only.stretch.orCalendarYear;
  const stretch = { ...calendarYear(year, zone), said: `in the calendar year ${year}` };
  return { ...query, times: [{ kind: 'stretch', stretch }] };
}
