import { TZDate } from '@date-fns/tz';
import { placesOnDay } from '../../app/figures/count-rounds.js';
import { evaluateFigures } from '../../app/figures/evaluate-figures.js';
import { isOneDay } from '../../app/figures/pick-rounds.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import type { TurnContext } from '../talk/turn-context.js';

/**
 * Of one day of an event that is held on several days in several places: what was there on that day.
 * @returns the question as it is where it is of no such day
 */
export async function onDayAlone(context: TurnContext, query: FiguresQuery): Promise<FiguresQuery> {
  const [only, ...others] = query.times;
  const isOfDay = only?.kind === 'stretch' && others.length === 0 && isOneDay(only.stretch);
  if (!isOfDay || query.places.length > 0 || query.without) return query;
  const { core } = context.services;
  const { sides, later } = await evaluateFigures(core, query);
  const [round, ...more] = [...(sides[0]?.rounds ?? []), ...later];
  if (!round || more.length > 0 || round.sessions < 2) return query;
  // Without a year the day may have been found in another.
  const dayOf = (date: Date) =>
    `${new TZDate(date, context.zone).getMonth()} ${new TZDate(date, context.zone).getDate()}`;
  const places = await placesOnDay(core, round.slug, (startsAt) => dayOf(startsAt) === dayOf(only.stretch.from));
  if (!places || places.length === 0) return query;
  const measure = round.held ? query.measure : 'booked';
  const times = [{ kind: 'any' } as const];
  return { ...query, subjects: [{ kind: 'event', slug: round.slug }], unsure: false, measure, places, times };
}
