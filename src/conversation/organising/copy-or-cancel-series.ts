import { cancelSeries, seriesToCancel } from '../../app/organising/cancel-series.js';
import { type CopiedPeriod, copySeries, type PeriodToCopy, periodsToCopy } from '../../app/organising/copy-series.js';
import { findSeriesToRun, mayMakeSeries, type OrganisedSeries, seriesToRun } from '../../app/organising/plan-series.js';
import { unreachable } from '../../domain/unreachable.js';
import type { FormValues } from '../../rendering/card.js';
import { forgetLibrary } from '../knowledge/library.js';
import { type Answer, type Ask, refuse, type Talk, text } from '../talk/turn-context.js';
import { plainWords, plural } from '../talk/wording.js';
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
import { goneSeries, notForOne, showSeries } from './organising-series.js';
import { typed } from './read-event-form.js';

/** "The same again next term" for a series: which term or year of it, and under which name. */
export async function askToCopySeries(talk: Talk, ask: Ask): Promise<Answer> {
  const series = await seriesMeant(talk, ask, 'The same again of which series?', {
    label: 'The same again',
    verb: 'series-copy-ask',
  });
  if ('replies' in series) return series;
  const periods = await periodsToCopy(talk.desk.core, talk.actor, series.id);
  const wanted = /\byear\b/.test(plainWords(ask.text)) ? periods.find(({ term }) => term === null) : undefined;
  const first = wanted ?? periods[0];
  const values = { name: series.name, ...(first ? { period: periodKey(first) } : {}) };
  return copyAnswer(talk, series, periods, values);
}

function copyAnswer(
  talk: Talk,
  series: OrganisedSeries,
  periods: readonly PeriodToCopy[],
  values: FormValues,
  faults: Record<string, string> = {},
): Answer {
  const mayMake = mayMakeSeries(talk.actor);
  if (periods.length === 0 && !mayMake)
    return { replies: [text('It has had no event yet, so there is nothing to copy.')] };
  return { replies: [{ kind: 'form', form: copySeriesForm(series, periods, mayMake, values, faults) }] };
}

/** The form came back: the drafts are made, or why not. */
export async function copySeriesNow(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const series = await findSeriesToRun(core, talk.actor, ask.data.series ?? '');
  if (!series) return goneSeries(talk, ask.data.series);
  const periods = await periodsToCopy(core, talk.actor, series.id);
  const period = periods.find((one) => periodKey(one) === typed(ask, 'period'));
  const again = (faults: Record<string, string>) => copyAnswer(talk, series, periods, ask.values, faults);
  if (!period && periods.length > 0) return again(faultWords({ period: 'unknown' }));
  const name = mayMakeSeries(talk.actor) ? typed(ask, 'name').replace(/\s+/g, ' ') : series.name;
  const outcome = await copySeries(core, talk.actor, series.id, { name, period: period ?? null });
  switch (outcome.kind) {
    case 'copied': {
      const lead = copiedWords(outcome, period);
      if (outcome.drafts.length === 0) return showSeries(talk, outcome.seriesId, lead);
      const made = { id: outcome.seriesId, name: outcome.isNew ? name : series.name };
      return { replies: [{ kind: 'card', card: copiedSeriesCard(made, lead, outcome.drafts, await viewOf(talk)) }] };
    }
    case 'faulty':
      return again(faultWords(outcome.faults));
    case 'refused':
      return refusedCopy(talk, series.id, outcome.reason, again);
    default:
      return unreachable(outcome);
  }
}

function refusedCopy(
  talk: Talk,
  seriesId: string,
  reason: 'not-allowed' | 'not-found' | 'nothing-to-copy' | 'retired',
  again: (faults: Record<string, string>) => Answer,
): Answer | Promise<Answer> {
  switch (reason) {
    case 'not-allowed':
      return refuse('series-copy', notForOne);
    case 'not-found':
      return goneSeries(talk, seriesId);
    case 'retired':
      return refuse('series-copy', `It is over: its events come again in a new series. ${notForOne}`);
    case 'nothing-to-copy':
      return again({ name: 'It has no event to copy. Under another name its description is copied.' });
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
    already > 0 ? ` ${plural(already, 'event was', 'events were')} copied before: nothing is made twice.` : '';
  if (drafts.length === 0)
    return isNew ? 'The series is copied: a draft without events.' : `Everything${of} is copied already.`;
  const one = drafts.length === 1;
  const made = `${plural(drafts.length, 'event')}${of} ${one ? 'comes' : 'come'} again, as ${one ? 'a draft' : 'drafts'}.`;
  const next = isNew
    ? 'The series is a draft too: publish it first.'
    : `Check the days, then publish ${one ? 'it' : 'each'}.`;
  return `${made}${before} ${next}`;
}

/** Asks for the reason, and says what goes and how many will be told. */
export async function askToCancelSeries(talk: Talk, ask: Ask): Promise<Answer> {
  const series = await seriesMeant(talk, ask, 'Cancel which series?', { label: 'Cancel', verb: 'series-cancel-ask' });
  return 'replies' in series ? series : cancelAnswer(talk, series);
}

async function cancelAnswer(talk: Talk, series: OrganisedSeries, fault?: string): Promise<Answer> {
  if (series.status === 'draft')
    return showSeries(talk, series.id, 'Nobody has seen it yet: throw the draft away instead.');
  if (series.status === 'cancelled') return showSeries(talk, series.id, 'It is cancelled already.');
  const found = await seriesToCancel(talk.desk.core, talk.actor, series.id);
  if (!found) return goneSeries(talk, series.id);
  return { replies: [{ kind: 'form', form: cancelSeriesForm(series, found, await viewOf(talk), fault) }] };
}

/** The form came back: it is cancelled, and everybody concerned is told once. */
export async function cancelSeriesNow(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const series = await findSeriesToRun(core, talk.actor, ask.data.series ?? '');
  if (!series) return goneSeries(talk, ask.data.series);
  const outcome = await cancelSeries(core, talk.actor, series.id, typed(ask, 'reason'));
  switch (outcome.kind) {
    case 'cancelled': {
      forgetLibrary(core);
      const gone = [
        plural(outcome.events, 'event'),
        ...(outcome.drafts > 0 ? [plural(outcome.drafts, 'draft')] : []),
      ].join(' and ');
      const told = plural(outcome.told, 'message is', 'messages are');
      return showSeries(talk, series.id, `It is cancelled, with ${gone}. ${told} on the way.`);
    }
    case 'already':
      return showSeries(talk, series.id, 'It is cancelled already; nobody is told twice.');
    case 'refused':
      if (outcome.reason === 'no-reason') return cancelAnswer(talk, series, 'Say why: those who were coming are told.');
      return outcome.reason === 'draft' ? cancelAnswer(talk, series) : goneSeries(talk, series.id);
    default:
      return unreachable(outcome);
  }
}

/** The series that a button or the words name among those that the asker runs; else a list to choose from. */
async function seriesMeant(
  talk: Talk,
  ask: Ask,
  title: string,
  button: { readonly label: string; readonly verb: string },
): Promise<OrganisedSeries | Answer> {
  const { core } = talk.desk;
  if (ask.data.series !== undefined) {
    return (await findSeriesToRun(core, talk.actor, ask.data.series)) ?? goneSeries(talk, ask.data.series);
  }
  const going = (await seriesToRun(core, talk.actor)).filter(({ status }) => status !== 'draft');
  const named = seriesInWords(going, ask.text);
  const [only, ...others] = named.length > 0 ? named : going;
  if (!only) return { replies: [text('There is no series yet. Say "create a series".')] };
  if (others.length === 0) return only;
  const listed = named.length > 0 ? named : going;
  return { replies: [{ kind: 'card', card: whichSeriesCard(title, listed, button) }] };
}

/** Series whose name, or another name of theirs, stands in the words: those with the longest one. */
function seriesInWords(series: readonly OrganisedSeries[], words: string): OrganisedSeries[] {
  const said = ` ${bare(words)} `;
  const found = series.map((one) => {
    const names = [one.name, ...one.aliases].map(bare).filter((name) => name !== '' && said.includes(` ${name} `));
    return { one, length: Math.max(0, ...names.map((name) => name.length)) };
  });
  const longestName = Math.max(0, ...found.map(({ length }) => length));
  return longestName === 0 ? [] : found.flatMap(({ one, length }) => (length === longestName ? [one] : []));
}

/** Letters and digits, each word without the s of its plural. */
function bare(words: string): string {
  const parts = plainWords(words).split(/[^\p{L}\p{N}]+/u);
  return parts
    .map((word) => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word))
    .join(' ')
    .trim();
}
