import type { Core } from '../../app/core.js';
import { mayMakeSeries, seriesToRun } from '../../app/organising/plan-series.js';
import type { Actor } from '../../domain/actor.js';
import type { Field, Option } from '../../rendering/card.js';
import { fieldOf } from '../talk/read-form.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';

/** The series that something can be saved for. */
export interface SeriesChoice {
  readonly series: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** It may be saved for none, and so for organisers of everything. */
  readonly none: boolean;
}

/** In the form: of no series. */
const noSeries = 'none';

/** What the actor may save something for. */
export async function seriesChoice(context: TurnContext): Promise<SeriesChoice> {
  return findSeriesChoice(context.services.core, context.actor, '');
}

/** The same, of those with these words in their name. */
export async function findSeriesChoice(core: Core, actor: Actor, words: string): Promise<SeriesChoice> {
  const series = await seriesToRun(core, actor, words);
  return { series: series.filter(({ status }) => status !== 'cancelled'), none: mayMakeSeries(actor) };
}

/** The series, and none where that is allowed, to choose from. */
export function savedSeriesOptions({ series, none }: SeriesChoice): Option[] {
  return [
    ...(none ? [{ value: noSeries, label: 'Any series: only for organisers of everything' }] : []),
    ...series.slice(0, 90).map(({ id, name }) => ({ value: id, label: name.slice(0, 75) })),
  ];
}

/** Which one it is for; no field where there is no choice. */
export function seriesField({ series, none }: SeriesChoice): Field[] {
  if (series.length + (none ? 1 : 0) < 2) return [];
  return [
    {
      id: 'series',
      kind: 'choice',
      label: 'For which series',
      hint: 'Its organisers can use it.',
      required: true,
      options: savedSeriesOptions({ series, none }),
      lookup: 'seriesOrNone',
    },
  ];
}

/** The value of the field for what is saved. */
export function seriesValue(seriesId: string | null): string {
  return seriesId ?? noSeries;
}

/** What the field starts with. */
export function firstSeries({ series, none }: SeriesChoice): string {
  return none ? noSeries : (series[0]?.id ?? noSeries);
}

/** The series that was chosen; the use case checks whether the actor may. */
export function readSeries(request: TurnRequest, choice: SeriesChoice): string | null {
  const typed = fieldOf(request, 'series') || firstSeries(choice);
  return typed === noSeries ? null : typed;
}
