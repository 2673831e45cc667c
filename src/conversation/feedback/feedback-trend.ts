import { type FeedbackTrend, feedbackTrend, type RoundOfFeedback } from '../../app/feedback/feedback-trend.js';
import { type OrganisedSeries, seriesToRun } from '../../app/organising/plan-series.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { seriesInWords, seriesLike } from '../talk/series-in-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';
import { sayRating, sayResponse } from './feedback-cards.js';

const shownRounds = 12;
const shownSeries = 10;

/** "How did feedback change over the briefings?": the answers to each question by round; of several series, they choose. */
export async function answerFeedbackTrend(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const run = (await seriesToRun(core, context.actor)).filter(({ status }) => status !== 'draft');
  const named = request.data.series ? run.filter(({ id }) => id === request.data.series) : meantIn(run, request.text);
  const [only, ...others] = named.length > 0 ? named : run;
  if (!only) return { replies: [text('You run no series yet, so there is no feedback to compare.')] };
  if (others.length > 0) return { replies: [{ kind: 'card', card: whichCard(named.length > 0 ? named : run) }] };
  const trend = await feedbackTrend(core, context.actor, only.id);
  if (!trend)
    return { replies: [text('I can no longer find that series. Say "feedback so far" to see what there is.')] };
  return { replies: [{ kind: 'card', card: trendCard(trend, only.id, context.zone) }] };
}

/** "The briefings" means every series that has them in its name, where none is called so. */
function meantIn(run: readonly OrganisedSeries[], words: string): OrganisedSeries[] {
  const named = seriesInWords(run, words);
  return named.length > 0 ? named : seriesLike(run, words);
}

function whichCard(series: readonly OrganisedSeries[]): Card {
  const title = 'Feedback over which series?';
  const items = series.slice(0, shownSeries).map(({ id, name }) => ({ title: name, action: trendAction('Show', id) }));
  return {
    fallback: [title, ...items.map((item) => item.title)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
  };
}

function trendAction(label: string, series: string): ActAction {
  return { kind: 'act', label, verb: 'feedback-trend', data: { series } };
}

function trendCard({ series, rounds, leftOut }: FeedbackTrend, id: string, zone: string): Card {
  const title = `Feedback over ${series}`;
  const shown = rounds.slice(-shownRounds);
  const items = shown.map((round) => ({ title: sayRound(round, zone), detail: sayAnswers(round) }));
  const notes = [
    ...(shown.length < rounds.length ? [`These are the last ${shown.length} of ${rounds.length} rounds.`] : []),
    ...(leftOut.length > 0
      ? [
          `Left out, because fewer than five answered: ${listWords(leftOut.slice(-shownRounds).map((round) => sayRound(round, zone)))}.`,
        ]
      : []),
  ];
  const lead = sayCourse(shown, zone);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...notes.map((note) => ({ kind: 'context', text: note }) as const),
  ];
  return {
    fallback: [title, lead, ...items.map((item) => `${item.title}: ${item.detail}`), ...notes].join('\n'),
    blocks,
    again: { verb: 'feedback-trend', data: { series: id } },
  };
}

function sayRound({ title, startsAt }: Pick<RoundOfFeedback, 'title' | 'startsAt'>, zone: string): string {
  return `${title}, ${sayDay(startsAt, zone)}`;
}

function sayAnswers(round: RoundOfFeedback): string {
  const wrote = (count: number) =>
    count === 0 ? 'nobody wrote anything' : `${plural(count, 'person', 'people')} wrote`;
  return `How was it? ${sayRating(round.rating)}, from ${sayResponse(round)}. Most useful: ${wrote(round.mostUseful)}. To change: ${wrote(round.toChange)}.`;
}

function sayCourse(rounds: readonly RoundOfFeedback[], zone: string): string {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (!first || !last) return 'No round has five answers yet, so there is nothing to compare.';
  if (first === last) return 'Only one round has five answers so far, so there is nothing to compare it with.';
  const tenths = (round: RoundOfFeedback) => Math.round(round.rating * 10);
  const change = tenths(last) - tenths(first);
  const [from, until] = [sayDay(first.startsAt, zone), sayDay(last.startsAt, zone)];
  if (change === 0) return `“How was it?” was ${sayRating(first.rating)} on ${from}, and is the same on ${until}.`;
  const way = change > 0 ? 'up' : 'down';
  return `“How was it?” went ${way} from ${sayRating(first.rating)} on ${from} to ${sayRating(last.rating)} on ${until}.`;
}
