import { cancelSeries, seriesToCancel } from '../../app/organising/cancel-series.js';
import { type CopiedPeriod, copySeries, type PeriodToCopy, periodsToCopy } from '../../app/organising/copy-series.js';
import { findSeriesToRun, mayMakeSeries, type OrganisedSeries, seriesToRun } from '../../app/organising/plan-series.js';
import { unreachable } from '../../domain/unreachable.js';
import type { FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { sayBeingTold } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { seriesInWords } from '../talk/series-in-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plainWords, plural } from '../talk/wording.js';
import { receiptOf } from '../writing/undoing.js';
import {
  cancelSeriesForm,
  copiedSeriesCard,
  copySeriesForm,
  periodKey,
  sayPeriod,
  whichSeriesCard,
} from './copied-series-cards.js';
import { faultWords } from './event-forms.js';
import { viewOf } from './organising.js';
import { seriesNotFound, showSeries, wholeProgrammeOnly } from './organising-series.js';

/** "The same again next term" for a series: which term or year of it, and under which name. */
export async function askToCopySeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await seriesMeant(context, request, 'The same again of which series?', {
    label: 'The same again',
    verb: 'series-copy-ask',
  });
  if ('replies' in series) return series;
  const periods = await periodsToCopy(context.services.core, context.actor, series.id);
  const wanted = /\byear\b/.test(plainWords(request.text)) ? periods.find(({ term }) => term === null) : undefined;
  const first = wanted ?? periods[0];
  const values = { name: series.name, ...(first ? { period: periodKey(first) } : {}) };
  return copyAnswer(context, series, periods, values);
}

function copyAnswer(
  context: TurnContext,
  series: OrganisedSeries,
  periods: readonly PeriodToCopy[],
  values: FormValues,
  faults: Record<string, string> = {},
): Answer {
  const mayMake = mayMakeSeries(context.actor);
  if (periods.length === 0 && !mayMake)
    return { replies: [text('It has not had an event yet, so there is nothing to copy.')] };
  return { replies: [{ kind: 'form', form: copySeriesForm(series, periods, mayMake, values, faults) }] };
}

/** Creates the drafts from the submitted form, or says why not. */
export async function copySeriesNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const series = await findSeriesToRun(core, context.actor, request.data.series ?? '');
  if (!series) return seriesNotFound(context, request.data.series);
  const periods = await periodsToCopy(core, context.actor, series.id);
  const period = periods.find((one) => periodKey(one) === fieldOf(request, 'period'));
  const again = (faults: Record<string, string>) => copyAnswer(context, series, periods, request.values, faults);
  if (!period && periods.length > 0) return again(faultWords({ period: 'unknown' }));
  const name = mayMakeSeries(context.actor) ? fieldOf(request, 'name').replace(/\s+/g, ' ') : series.name;
  const outcome = await copySeries(core, context.actor, series.id, { name, period: period ?? null });
  switch (outcome.kind) {
    case 'copied': {
      const lead = copiedWords(outcome, period);
      if (outcome.drafts.length === 0) return showSeries(context, outcome.seriesId, lead);
      const made = { id: outcome.seriesId, name: outcome.isNew ? name : series.name };
      return { replies: [{ kind: 'card', card: copiedSeriesCard(made, lead, outcome.drafts, await viewOf(context)) }] };
    }
    case 'faulty':
      return again(faultWords(outcome.faults));
    case 'refused':
      return refusedCopy(context, series.id, outcome.reason, again);
    default:
      return unreachable(outcome);
  }
}

function refusedCopy(
  context: TurnContext,
  seriesId: string,
  reason: 'not-allowed' | 'not-found' | 'nothing-to-copy' | 'retired',
  again: (faults: Record<string, string>) => Answer,
): Answer | Promise<Answer> {
  switch (reason) {
    case 'not-allowed':
      return refuse('series-copy', wholeProgrammeOnly);
    case 'not-found':
      return seriesNotFound(context, seriesId);
    case 'retired':
      return refuse('series-copy', `It is over. Its events can be repeated in a new series. ${wholeProgrammeOnly}`);
    case 'nothing-to-copy':
      return again({ name: 'It has no events to copy. Give another name to copy its description.' });
    default:
      return unreachable(reason);
  }
}

function copiedWords(
  {
    isNew,
    drafts,
    already,
  }: { readonly isNew: boolean; readonly drafts: readonly unknown[]; readonly already: number },
  period: CopiedPeriod | undefined,
): string {
  const of = period ? ` of ${sayPeriod(period)}` : '';
  const before =
    already > 0 ? ` ${plural(already, 'event was', 'events were')} already copied, so not copied again.` : '';
  if (drafts.length === 0)
    return isNew ? 'The series has been copied as a draft without events.' : `Everything${of} has already been copied.`;
  const one = drafts.length === 1;
  const made = `${plural(drafts.length, 'event')}${of} ${one ? 'has been copied as a draft' : 'have been copied as drafts'}.`;
  const next = isNew
    ? 'The series is a draft too: publish it first.'
    : `Check the days, then publish ${one ? 'it' : 'each'}.`;
  return `${made}${before} ${next}`;
}

/** Asks for the reason, and says what is cancelled and how many people will be told. */
export async function askToCancelSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await seriesMeant(context, request, 'Cancel which series?', {
    label: 'Cancel',
    verb: 'series-cancel-ask',
  });
  return 'replies' in series ? series : cancelAnswer(context, series);
}

async function cancelAnswer(context: TurnContext, series: OrganisedSeries, fault?: string): Promise<Answer> {
  if (series.status === 'draft')
    return showSeries(context, series.id, 'Nobody has seen it yet. Delete the draft instead.');
  if (series.status === 'cancelled') return showSeries(context, series.id, 'It has already been cancelled.');
  const found = await seriesToCancel(context.services.core, context.actor, series.id);
  if (!found) return seriesNotFound(context, series.id);
  return { replies: [{ kind: 'form', form: cancelSeriesForm(series, found, await viewOf(context), fault) }] };
}

/** The submitted form: it is cancelled, and everybody concerned is told once. */
export async function cancelSeriesNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const series = await findSeriesToRun(core, context.actor, request.data.series ?? '');
  if (!series) return seriesNotFound(context, request.data.series);
  const outcome = await cancelSeries(core, context.actor, series.id, fieldOf(request, 'reason'));
  switch (outcome.kind) {
    case 'cancelled': {
      const gone = [
        plural(outcome.events, 'event'),
        ...(outcome.drafts > 0 ? [plural(outcome.drafts, 'draft')] : []),
      ].join(' and ');
      const lead = `It is cancelled, with ${gone}. ${sayBeingTold(outcome.reach)}`;
      return receiptOf(context, 'series', series.id, lead, { ...outcome, rest: 'in-files' });
    }
    case 'already':
      return showSeries(context, series.id, 'It has already been cancelled. Nobody is told twice.');
    case 'refused':
      if (outcome.reason === 'no-reason')
        return cancelAnswer(context, series, 'Please say why. The people who were coming will be told.');
      return outcome.reason === 'draft' ? cancelAnswer(context, series) : seriesNotFound(context, series.id);
    default:
      return unreachable(outcome);
  }
}

/** The series that a button or the message names among those that the user runs; else a list to choose from. */
async function seriesMeant(
  context: TurnContext,
  request: TurnRequest,
  title: string,
  button: { readonly label: string; readonly verb: Verb },
): Promise<OrganisedSeries | Answer> {
  const { core } = context.services;
  if (request.data.series !== undefined) {
    return (
      (await findSeriesToRun(core, context.actor, request.data.series)) ?? seriesNotFound(context, request.data.series)
    );
  }
  const going = (await seriesToRun(core, context.actor)).filter(({ status }) => status !== 'draft');
  const named = seriesInWords(going, request.text);
  const [only, ...others] = named.length > 0 ? named : going;
  if (!only) return { replies: [text('There is no series yet. Say "create a series".')] };
  if (others.length === 0) return only;
  const listed = named.length > 0 ? named : going;
  return { replies: [{ kind: 'card', card: whichSeriesCard(title, listed, button) }] };
}
