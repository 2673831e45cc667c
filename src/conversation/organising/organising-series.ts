import {
  endSeries,
  findSeriesToRun,
  isAnothersSeries,
  mayMakeSeries,
  publishSeries,
  type SeriesOutcome,
  saveSeries,
  seriesToRun,
} from '../../app/organising/plan-series.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { PlanFault } from '../../domain/event-plan.js';
import { isPosition } from '../../domain/person.js';
import { pluralOf } from '../../domain/plural-of.js';
import { type SeriesPlan, seriesFaults } from '../../domain/series-plan.js';
import { unreachable } from '../../domain/unreachable.js';
import { chosen, fieldOf, readLines, readPounds } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise, plural } from '../talk/wording.js';
import { faultWords } from './event-forms.js';
import {
  organisedSeriesCard,
  organisedSeriesListCard,
  seriesForm,
  seriesPreviewCard,
  seriesValues,
} from './organised-series-cards.js';
import { askCard, organiserAct } from './organising-cards.js';
import type { ReadPlan } from './read-event-form.js';

/** The series that the user organises. */
export async function answerSeriesToRun(context: TurnContext): Promise<Answer> {
  const series = await seriesToRun(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: organisedSeriesListCard(series, mayMakeSeries(context.actor)) }] };
}

export async function openSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showSeries(context, request.data.series ?? '');
}

/** The series with all its actions. */
export async function showSeries(context: TurnContext, id: string, lead?: string): Promise<Answer> {
  const series = await findSeriesToRun(context.services.core, context.actor, id);
  return series
    ? { replies: [{ kind: 'card', card: organisedSeriesCard(series, lead) }] }
    : seriesNotFound(context, id);
}

/** The same answer whether a series does not exist or the user does not organise it; the second is recorded as a refusal. */
export async function seriesNotFound(context: TurnContext, id: string | undefined): Promise<Answer> {
  const list = await answerSeriesToRun(context);
  const refused = await isAnothersSeries(context.services.core, context.actor, id ?? '');
  return {
    ...list,
    ...(refused ? { refused: 'series-open' } : {}),
    replies: [text('You do not organise that series, or it has been removed. Here are yours.'), ...list.replies],
  };
}

export const wholeProgrammeOnly = 'Only organisers of the whole programme can create a series. Please ask one of them.';

/** "Create a series": the form. */
export async function newSeries(context: TurnContext): Promise<Answer> {
  if (!mayMakeSeries(context.actor)) return refuse('series-new', wholeProgrammeOnly);
  return { replies: [{ kind: 'form', form: seriesForm(undefined, {}) }] };
}

export async function editSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await findSeriesToRun(context.services.core, context.actor, request.data.series ?? '');
  if (!series) return seriesNotFound(context, request.data.series);
  return { replies: [{ kind: 'form', form: seriesForm(series, seriesValues(series)) }] };
}

/** Saves the submitted form, or shows it again with its faults. */
export async function saveSeriesForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.series;
  const series = id ? await findSeriesToRun(core, context.actor, id) : undefined;
  if (id && !series) return seriesNotFound(context, request.data.series);
  const { plan, faults } = readSeriesPlan(request);
  const wrong = { ...seriesFaults(plan), ...faults };
  const outcome: SeriesOutcome =
    Object.keys(wrong).length > 0
      ? { kind: 'faulty', faults: wrong }
      : await saveSeries(core, context.actor, plan, series?.id);
  if (outcome.kind === 'faulty') {
    return { replies: [{ kind: 'form', form: seriesForm(series, request.values, faultWords(outcome.faults)) }] };
  }
  return afterSeriesChange(context, 'series-save', outcome, series ? 'Saved.' : 'The draft has been created.');
}

function readSeriesPlan(request: TurnRequest): ReadPlan<SeriesPlan> {
  const faults: Record<string, PlanFault> = {};
  const costPence = readPounds(request, 'cost');
  if (costPence === undefined) faults.cost = 'not-a-number';
  return {
    plan: {
      name: fieldOf(request, 'name').replace(/\s+/g, ' '),
      summary: fieldOf(request, 'summary').replace(/\s+/g, ' '),
      description: fieldOf(request, 'description'),
      aliases: readLines(request, 'aliases'),
      audience: chosen(request, 'audience').filter(isPosition),
      costPence: costPence ?? 0,
    },
    faults,
  };
}

/** The series preview as members will see it. */
export async function previewSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await findSeriesToRun(context.services.core, context.actor, request.data.series ?? '');
  if (!series) return seriesNotFound(context, request.data.series);
  if (series.status !== 'draft') return showSeries(context, series.id);
  return {
    replies: [{ kind: 'card', card: seriesPreviewCard(series, (await readPartnership(context.services.core)).member) }],
  };
}

export async function publishSeriesNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const outcome = await publishSeries(core, context.actor, request.data.series ?? '');
  const members = capitalise(pluralOf((await readPartnership(core)).member));
  return afterSeriesChange(context, 'series-publish', outcome, `Published. ${members} can see it now.`);
}

/** Asks for confirmation before a series is retired or a draft deleted, and says what happens to its events. */
export async function askToEndSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await findSeriesToRun(context.services.core, context.actor, request.data.series ?? '');
  if (!series) return seriesNotFound(context, request.data.series);
  const data = { series: series.id };
  const keep = organiserAct('Keep it', 'series-open', data);
  if (series.status === 'draft') {
    const yes = organiserAct('Yes, delete it', 'series-end', data, { style: 'danger' });
    return { replies: [{ kind: 'card', card: askCard(`Delete the draft of ${series.name}?`, [], yes, keep) }] };
  }
  const lines = [
    'It can have no new events. Its history stays on record.',
    ...(series.coming > 0 ? [`${plural(series.coming, 'upcoming event')} will go ahead as planned.`] : []),
    ...(series.drafts > 0 ? [`${plural(series.drafts, 'draft')} can no longer be published.`] : []),
  ];
  const yes = organiserAct('Yes, retire it', 'series-end', data, { style: 'danger' });
  return { replies: [{ kind: 'card', card: askCard(`Retire ${series.name}?`, lines, yes, keep) }] };
}

export async function endSeriesNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await endSeries(context.services.core, context.actor, request.data.series ?? '');
  if (outcome.kind === 'gone') return answerSeriesToRun(context);
  return afterSeriesChange(context, 'series-end', outcome, 'It has been retired and will have no new events.');
}

/** The series after a change, or why there was none. */
export async function afterSeriesChange(
  context: TurnContext,
  act: string,
  outcome: SeriesOutcome,
  done: string,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved':
      return showSeries(context, outcome.seriesId, done);
    case 'gone':
      return answerSeriesToRun(context);
    case 'faulty':
      return { replies: [text('Something about it has changed. Please open it again.')] };
    case 'refused':
      if (outcome.reason === 'not-allowed') return refuse(act, 'Only the organisers of its series can do that.');
      if (outcome.reason === 'in-use') return { replies: [text('It has events. Discard its drafts first.')] };
      return seriesNotFound(context, undefined);
    default:
      return unreachable(outcome);
  }
}
