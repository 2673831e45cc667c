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
import type { PlanFault } from '../../domain/event-plan.js';
import { isPosition } from '../../domain/person.js';
import { type SeriesPlan, seriesFaults } from '../../domain/series-plan.js';
import { unreachable } from '../../domain/unreachable.js';
import { forgetLibrary } from '../knowledge/library.js';
import { type Answer, type Ask, refuse, type Talk, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { faultWords } from './event-forms.js';
import {
  organisedSeriesCard,
  organisedSeriesListCard,
  seriesForm,
  seriesPreviewCard,
  seriesValues,
} from './organised-series-cards.js';
import { askCard, organiserAct } from './organising-cards.js';
import { chosen, type ReadPlan, readLines, readPounds, typed } from './read-event-form.js';

/** Series to run. */
export async function answerSeriesToRun(talk: Talk): Promise<Answer> {
  const series = await seriesToRun(talk.desk.core, talk.actor);
  return { replies: [{ kind: 'card', card: organisedSeriesListCard(series, mayMakeSeries(talk.actor)) }] };
}

export async function openSeries(talk: Talk, ask: Ask): Promise<Answer> {
  return showSeries(talk, ask.data.series ?? '');
}

/** The series with all that can be done to it. */
export async function showSeries(talk: Talk, id: string, lead?: string): Promise<Answer> {
  const series = await findSeriesToRun(talk.desk.core, talk.actor, id);
  return series ? { replies: [{ kind: 'card', card: organisedSeriesCard(series, lead) }] } : goneSeries(talk, id);
}

/** Not there, or other organisers see to it: both look the same from outside. The second is noted. */
export async function goneSeries(talk: Talk, id: string | undefined): Promise<Answer> {
  const list = await answerSeriesToRun(talk);
  const refused = await isAnothersSeries(talk.desk.core, talk.actor, id ?? '');
  return {
    ...list,
    ...(refused ? { refused: 'series-open' } : {}),
    replies: [text('You do not organise that series, or it is gone. Here are yours.'), ...list.replies],
  };
}

export const notForOne = 'A new series is made by the organisers of the whole programme. Ask one of them.';

/** "Create a series": the form. */
export async function newSeries(talk: Talk): Promise<Answer> {
  if (!mayMakeSeries(talk.actor)) return refuse('series-new', notForOne);
  return { replies: [{ kind: 'form', form: seriesForm(undefined, {}) }] };
}

export async function editSeries(talk: Talk, ask: Ask): Promise<Answer> {
  const series = await findSeriesToRun(talk.desk.core, talk.actor, ask.data.series ?? '');
  if (!series) return goneSeries(talk, ask.data.series);
  return { replies: [{ kind: 'form', form: seriesForm(series, seriesValues(series)) }] };
}

/** The form came back: a draft is made, or the series changed; or the form again with what is wrong. */
export async function saveSeriesForm(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const id = ask.data.series;
  const series = id ? await findSeriesToRun(core, talk.actor, id) : undefined;
  if (id && !series) return goneSeries(talk, ask.data.series);
  const { plan, faults } = readSeriesPlan(ask);
  const wrong = { ...seriesFaults(plan), ...faults };
  const outcome: SeriesOutcome =
    Object.keys(wrong).length > 0
      ? { kind: 'faulty', faults: wrong }
      : await saveSeries(core, talk.actor, plan, series?.id);
  if (outcome.kind === 'faulty') {
    return { replies: [{ kind: 'form', form: seriesForm(series, ask.values, faultWords(outcome.faults)) }] };
  }
  return afterSeriesChange(talk, 'series-save', outcome, series ? 'Saved.' : 'The draft is made.');
}

function readSeriesPlan(ask: Ask): ReadPlan<SeriesPlan> {
  const faults: Record<string, PlanFault> = {};
  const costPence = readPounds(ask, 'cost');
  if (costPence === undefined) faults.cost = 'not-a-number';
  return {
    plan: {
      name: typed(ask, 'name').replace(/\s+/g, ' '),
      summary: typed(ask, 'summary').replace(/\s+/g, ' '),
      description: typed(ask, 'description'),
      aliases: readLines(ask, 'aliases'),
      audience: chosen(ask, 'audience').filter(isPosition),
      costPence: costPence ?? 0,
    },
    faults,
  };
}

/** The series as members will see it, before they do. */
export async function previewSeries(talk: Talk, ask: Ask): Promise<Answer> {
  const series = await findSeriesToRun(talk.desk.core, talk.actor, ask.data.series ?? '');
  if (!series) return goneSeries(talk, ask.data.series);
  if (series.status !== 'draft') return showSeries(talk, series.id);
  return { replies: [{ kind: 'card', card: seriesPreviewCard(series) }] };
}

export async function publishSeriesNow(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await publishSeries(talk.desk.core, talk.actor, ask.data.series ?? '');
  return afterSeriesChange(talk, 'series-publish', outcome, 'It is published: members see it now.');
}

/** Asks before a series is retired, or a draft thrown away; says what becomes of its events. */
export async function askToEndSeries(talk: Talk, ask: Ask): Promise<Answer> {
  const series = await findSeriesToRun(talk.desk.core, talk.actor, ask.data.series ?? '');
  if (!series) return goneSeries(talk, ask.data.series);
  const data = { series: series.id };
  const keep = organiserAct('Keep it', 'series-open', data);
  if (series.status === 'draft') {
    const yes = organiserAct('Yes, throw it away', 'series-end', data, { style: 'danger' });
    return { replies: [{ kind: 'card', card: askCard(`Throw the draft of ${series.name} away?`, [], yes, keep) }] };
  }
  const lines = [
    'No new event can be made in it. What was stays on record.',
    ...(series.coming > 0 ? [`${plural(series.coming, 'event')} to come: booked and held as planned.`] : []),
    ...(series.drafts > 0 ? [`${plural(series.drafts, 'draft')} can no longer be published.`] : []),
  ];
  const yes = organiserAct('Yes, retire it', 'series-end', data, { style: 'danger' });
  return { replies: [{ kind: 'card', card: askCard(`Retire ${series.name}?`, lines, yes, keep) }] };
}

export async function endSeriesNow(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await endSeries(talk.desk.core, talk.actor, ask.data.series ?? '');
  if (outcome.kind === 'gone') return answerSeriesToRun(talk);
  return afterSeriesChange(talk, 'series-end', outcome, 'It is retired: no new events.');
}

/** After a change: the series as it is now, or why not. */
async function afterSeriesChange(talk: Talk, act: string, outcome: SeriesOutcome, done: string): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved':
      forgetLibrary(talk.desk.core);
      return showSeries(talk, outcome.seriesId, done);
    case 'gone':
      return answerSeriesToRun(talk);
    case 'faulty':
      return { replies: [text('Something about it is not right any more. Open it again.')] };
    case 'refused':
      if (outcome.reason === 'not-allowed') return refuse(act, 'That is for the organisers of its series.');
      if (outcome.reason === 'in-use') return { replies: [text('It has events. Discard its drafts first.')] };
      return goneSeries(talk, undefined);
    default:
      return unreachable(outcome);
  }
}
