import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import { areaGroupOf, type NamesOnRecord } from '../../app/figures/figure-names.js';
import { isOfComing } from '../../app/figures/pick-rounds.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { dayMs } from '../../domain/durations.js';
import type { FiguresQuery, Stretch, Times } from '../../domain/figures/figures-query.js';
import { yearsLater } from '../../domain/figures/years-later.js';
import { sayMonth } from '../../domain/when.js';
import { academicYear } from '../../understanding/figures/stretches.js';
import type { TurnContext } from '../talk/turn-context.js';
import { inCalendarYear } from './calendar-year.js';
import { composeFigures } from './compose-figures.js';
import { namesOfTurn } from './figures-asked.js';

/** What was counted, and by which query: it may tell apart more than was asked. */
export type Counted = Evaluated & { readonly query: FiguresQuery };

/** Counts; a comparison with only one side gets the same a year before, and a question of all events is told by series. */
export async function countQuery(context: TurnContext, asked: FiguresQuery): Promise<Counted> {
  const { core } = context.services;
  const query = prepared(asked, await namesOfTurn(context), context.zone, context.now);
  const evaluated = await evaluateFigures(core, query);
  if (query.operation === 'compare' && evaluated.sides.length === 1 && evaluated.groups.length === 0) {
    const against = latestTwo(evaluated, context.zone);
    if (against) return countQuery(context, { ...query, times: against });
  }
  if (query.operation === 'trend' && evaluated.events.length < 2 && query.times[0]?.kind === 'stretch') {
    const until: Stretch = { from: new Date(0), to: query.times[0].stretch.to, said: '' };
    if (until.to.getTime() > 0)
      return { ...(await evaluateFigures(core, { ...query, times: [{ kind: 'stretch', stretch: until }] })), query };
  }
  const series = new Set(evaluated.sides.flatMap(({ rounds }) => rounds.map(({ seriesSlug }) => seriesSlug)));
  const tellApart =
    !query.by &&
    query.subjects.length !== 1 &&
    series.size > 1 &&
    ['value', 'sum', 'compare'].includes(query.operation);
  if (tellApart) {
    const apart = { ...query, by: 'series' as const };
    return { ...(await evaluateFigures(core, apart)), query: apart };
  }
  return { ...evaluated, query };
}

/** In milliseconds: what is longer is years. */
const longestTerm = 200 * dayMs;

function prepared(query: FiguresQuery, names: NamesOnRecord, zone: string, now: Date): FiguresQuery {
  const { operation, times, places, areas, phases, subjects, by } = query;
  const [only, ...others] = times;
  const isAgainstLastYear =
    only?.kind === 'stretch' && others.length === 0 && only.stretch.orCalendarYear !== undefined;
  // How far bookings had come by a day is not kept: what is booked now stands beside what was.
  if (operation === 'trend' && isOfComing(query.measure) && isAgainstLastYear)
    return prepared({ ...query, operation: 'compare' }, names, zone, now);
  // One event of one series against one of another is no trend: a month or term is held against the same a year before, else years.
  if (operation === 'trend' && subjects.length !== 1 && !by && others.length === 0) {
    if (
      only?.kind === 'stretch' &&
      !isAgainstLastYear &&
      only.stretch.to.getTime() - only.stretch.from.getTime() < longestTerm
    )
      return prepared({ ...query, operation: 'compare' }, names, zone, now);
    const until = academicYear(academicYearOf(now, zone) - 1, zone).to;
    const ofYears: Stretch = { from: new Date(0), to: until, said: '' };
    if (only?.kind === 'any' || isAgainstLastYear)
      return { ...query, by: 'year', times: [{ kind: 'stretch', stretch: ofYears }] };
    if (only?.kind === 'stretch') return { ...query, by: 'year' };
  }
  if (
    operation === 'trend' &&
    only?.kind === 'stretch' &&
    others.length === 0 &&
    only.stretch.orCalendarYear !== undefined
  )
    return { ...query, times: [{ kind: 'any' }] };
  if (
    operation === 'compare' &&
    only?.kind === 'stretch' &&
    others.length === 0 &&
    only.stretch.orCalendarYear !== undefined
  ) {
    // "More than last year" holds the last one, or the bookings of the coming one, against the one before.
    // Of several series the last event is of another one than the next.
    const before: Times = subjects.length === 1 ? { kind: 'last', count: 1, skip: 0 } : only;
    const times: Times[] = isOfComing(query.measure) ? [{ kind: 'coming' }, before] : [{ kind: 'any' }];
    return { ...query, times };
  }
  if ((operation === 'value' || operation === 'mean') && !by) {
    if (places.length > 1) return { ...query, by: 'venue' };
    if (areas.length > 1) return { ...query, by: areaGroupOf(areas, names) };
    if (phases.length > 1) return { ...query, by: 'phase' };
  }
  if ((operation === 'most' || operation === 'least') && !by && areas.length > 1)
    return { ...query, by: areaGroupOf(areas, names) };
  if (operation !== 'compare' || by || others.length > 0) return query;
  if (places.length > 1) return { ...query, by: 'venue' };
  if (areas.length > 1) return { ...query, by: areaGroupOf(areas, names) };
  if (phases.length > 1) return { ...query, by: 'phase' };
  if (subjects.length > 1) return { ...query, by: 'series' };
  if (only?.kind === 'stretch')
    return { ...query, times: [only, { kind: 'stretch', stretch: yearsLater(only.stretch, -1, zone) }] };
  return query;
}

/** The last event and the one a year before it, else the one before it. */
function latestTwo({ events, all }: Evaluated, zone: string): Times[] | undefined {
  const last = events.at(-1)?.rounds[0] ?? all.at(-1);
  if (!last) return undefined;
  const earlier = all.filter(({ startsAt, seriesSlug }) => startsAt < last.startsAt && seriesSlug === last.seriesSlug);
  const yearBefore = earlier.find(
    ({ startsAt }) => Math.abs(last.startsAt.getTime() - startsAt.getTime() - 365 * dayMs) < 45 * dayMs,
  );
  const other = yearBefore ?? earlier.at(-1);
  if (!other) return undefined;
  const dayOf = (startsAt: Date): Times => ({
    kind: 'stretch',
    stretch: {
      from: new Date(startsAt.getTime() - dayMs),
      to: new Date(startsAt.getTime() + 7 * dayMs),
      said: `in ${sayMonth(startsAt, zone)}`,
    },
  });
  return [dayOf(last.startsAt), dayOf(other.startsAt)];
}

/** The series that most come to is likeliest meant. */
export function sizeOf({ sides }: Evaluated): number {
  return sides.reduce((total, { value, rounds }) => total + (value ?? 0) / Math.max(1, rounds.length), 0);
}

/** "Last year" in the autumn is the academic year before; the calendar year is told beside it. */
export async function calendarReading(context: TurnContext, query: FiguresQuery): Promise<string[]> {
  const calendar = inCalendarYear(query, context.zone);
  // Of bookings still to come there is no calendar year that is over.
  const ofBookings = isOfComing(query.measure) && query.operation !== 'value';
  const ofYears = query.operation === 'trend' && query.subjects.length !== 1;
  if (!calendar || ofBookings || ofYears) return [];
  const counted = await countQuery(context, calendar);
  const composed = composeFigures(counted.query, counted);
  return composed ? [`If you mean the calendar year: ${composed.lead}`] : [];
}
