import {
  enoughForMean,
  type FeedbackTrend,
  type RoundOfFeedback,
  ratingsOfSeries,
} from '../../app/feedback/feedback-trend.js';
import { sayDay, sayMonth } from '../../domain/when.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import { pastDaysInWords } from '../talk/past-days.js';
import { sayRating, sayResponse, wayOf } from '../talk/rating-words.js';
import type { TurnContext } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';
import { rankAsked, rankedBy, sayFirstRanked } from './rank-of-ratings.js';

type Round = Pick<RoundOfFeedback, 'title' | 'startsAt' | 'answered'> & Partial<RoundOfFeedback>;

/**
 * How the events of a series were rated: a mean and how many gave one, in nobody's words. Events that fewer than five answered have none.
 * @param notApart what of the question ratings are not told apart by: they are kept of an event as a whole
 * @returns undefined for whoever may not see it
 */
export async function ratingsCard(
  context: TurnContext,
  series: { readonly slug: string; readonly name: string },
  asked: RecordQuestion,
  notApart: readonly string[],
): Promise<Card | undefined> {
  const found = await ratingsOfSeries(context.services.core, context.actor, series.slug);
  if (!found) return undefined;
  const { trend, seriesId } = found;
  const all = [...trend.rounds, ...trend.leftOut].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const meant = roundsMeant(context, asked, all);
  const listed = meant.length > 1 ? meant.slice(-shownRounds) : [];
  const items = listed.map((round) => ({
    title: `${round.title}, ${sayDay(round.startsAt, context.zone)}`,
    detail: sayRound(round),
  }));
  const title = `Ratings: ${series.name}`;
  const rank = rankAsked(asked.words);
  const rated = meant.flatMap((round) => (isRated(round) ? [round] : []));
  const isRanked = rank !== undefined && rated.length > 1;
  const lead = isRanked ? sayFirstRanked(rankedBy(rated, rank), rank) : leadOf(meant, trend, all, context.zone);
  const besides = [...sayGiven(asked.words, meant), ...sayWhole(notApart)];
  const note = `Ratings go from 1 to 5. Nobody’s words or names are in them, and where fewer than ${enoughForMean} answered nothing is shown.`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead, tone: 'strong' },
    ...besides.map((words): Block => ({ kind: 'text', text: words })),
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    { kind: 'context', text: note },
  ];
  const fallback = [title, lead, ...besides, ...items.map((item) => `${item.title}: ${item.detail}`), note].join('\n');
  return { fallback, blocks, actions: actionsFor(series.slug, seriesId, asked) };
}

/** Asked of a place or of some schools, it is of everybody all the same. */
function sayWhole(notApart: readonly string[]): string[] {
  if (notApart.length === 0) return [];
  return [`Ratings are kept of an event as a whole: I cannot tell you those of ${listWords(notApart)} alone.`];
}

const isRated = (round: Round): round is RoundOfFeedback => round.rating !== undefined;

/** "How many gave it 5": of one event. */
function sayGiven(words: string, meant: readonly Round[]): string[] {
  const mark =
    /\b(?:gave|give|given|giving|scored|rated|got|with)\b.*?\b([1-5]|one|two|three|four|five)(?: ?(?:stars?|points?|out of (?:5|five)|\/ ?5)|\b)(?! ?of\b)/i.exec(
      words,
    );
  const [only, ...others] = meant;
  if (!/\bhow many\b/i.test(words) || !mark || !only?.ratings || others.length > 0) return [];
  const given = marks.indexOf((mark[1] ?? '').toLowerCase()) % 5;
  return [`${only.ratings[given] ?? 0} of the ${only.answered} who answered gave it ${given + 1}.`];
}

const marks = ['1', '2', '3', '4', '5', 'one', 'two', 'three', 'four', 'five'];

const shownRounds = 8;

/** Those of the days that are named, or the last; all where no time is. */
function roundsMeant(
  { now, zone }: TurnContext,
  { words, event, about }: RecordQuestion,
  all: readonly Round[],
): readonly Round[] {
  const days = pastDaysInWords(words, now, zone);
  if (days) return withinDays(all, days);
  const isOfOne = event !== undefined || about.kind === 'event' || /\b(?:last|latest|most recent)\b/i.test(words);
  return isOfOne ? all.slice(-1) : all;
}

/** A month without a year is the latest that had one. */
export function withinDays<Of extends { readonly startsAt: Date }>(
  all: readonly Of[],
  { from, to, words }: { from: Date; to: Date; words: string },
): readonly Of[] {
  for (let back = 0; back <= (/\d{4}|\b(?:this|last)\b/i.test(words) ? 0 : 5); back += 1) {
    const [start, end] = [from, to].map(
      (date) =>
        new Date(Date.UTC(date.getUTCFullYear() - back, date.getUTCMonth(), date.getUTCDate(), date.getUTCHours())),
    );
    const held = all.filter(({ startsAt }) => start && end && startsAt >= start && startsAt < end);
    if (held.length > 0) return held;
  }
  return [];
}

function leadOf(meant: readonly Round[], { rounds }: FeedbackTrend, all: readonly Round[], zone: string): string {
  const [only, ...others] = meant;
  if (!only) {
    const last = all.at(-1);
    return last
      ? `I hold no ratings of those days. The latest are of ${sayMonth(last.startsAt, zone)}.`
      : 'I hold no ratings of it: nobody was asked for feedback yet.';
  }
  if (others.length === 0) return `${sayMonth(only.startsAt, zone)}: ${lower(sayRound(only))}`;
  const known = meant.filter((round) => round.rating !== undefined);
  const answered = known.reduce((sum, one) => sum + one.answered, 0);
  if (answered === 0) return `Fewer than ${enoughForMean} answered after each of them.`;
  const mean = known.reduce((sum, one) => sum + (one.rating ?? 0) * one.answered, 0) / answered;
  const of = rounds.length > known.length ? ' of those days' : '';
  const told = `${sayRating(mean)} on average, from ${plural(answered, 'answer')} after ${plural(known.length, 'event')}${of}.`;
  return [told, ...sayCourse(known, zone)].join(' ');
}

/** From the first of them to the last. */
function sayCourse(known: readonly Round[], zone: string): string[] {
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return [];
  const way = wayOf(first.rating ?? 0, last.rating ?? 0);
  const [from, until] = [sayMonth(first.startsAt, zone), sayMonth(last.startsAt, zone)];
  if (way === 'same') return [`It was the same in ${until} as in ${from}.`];
  return [
    `It went ${way} from ${sayRating(first.rating ?? 0)} in ${from} to ${sayRating(last.rating ?? 0)} in ${until}.`,
  ];
}

function sayRound({ rating, answered, asked }: Round): string {
  if (rating === undefined || asked === undefined)
    return `Fewer than ${enoughForMean} answered, so its rating is not shown.`;
  return `Rated ${sayRating(rating)}, from ${sayResponse({ asked, answered })} who were asked.`;
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function actionsFor(slug: string, series: string, { question }: RecordQuestion): ActAction[] {
  return [
    { kind: 'act', label: 'How it changed', verb: 'feedback-trend', data: { series }, keepsCard: true },
    {
      kind: 'act',
      label: 'What people said',
      verb: 'answer',
      data: { kind: 'series', slug, aspect: 'said' },
      keepsCard: true,
    },
    askTeamAction(question),
  ];
}
