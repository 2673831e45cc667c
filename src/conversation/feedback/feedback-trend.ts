import {
  type FeedbackTrend,
  feedbackTrend,
  type RatedSeries,
  type RoundOfFeedback,
  ratedSeries,
} from '../../app/feedback/feedback-trend.js';
import { type QuestionTrend, type RoundOfAnswers, trendOfQuestions } from '../../app/feedback/question-trend.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { sayRating, sayResponse, wayOf } from '../talk/rating-words.js';
import { seriesInWords, seriesLike } from '../talk/series-in-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';
import { marksBlocks, namesQuestion, questionMeant, questionTrendCard } from './marks-trend.js';

const shownRounds = 12;
const shownSeries = 6;
const shownQuestions = 3;
const shownRoundsOfQuestion = 6;

/** "How did feedback change over the briefings?": the answers to each question by round; of several series, they choose. */
export async function answerFeedbackTrend(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const run = await ratedSeries(core, context.actor);
  const named = request.data.series ? run.filter(({ id }) => id === request.data.series) : meantIn(run, request.text);
  const [only, ...others] = named.length > 0 ? named : run;
  if (!only) return { replies: [text('There is no series yet, so there is no feedback to compare.')] };
  if (others.length > 0) return { replies: [{ kind: 'card', card: whichCard(named.length > 0 ? named : run) }] };
  const trend = await feedbackTrend(core, context.actor, only.id);
  if (!trend)
    return { replies: [text('I can no longer find that series. Say "feedback trends" to see what there is.')] };
  const file = context.services.board?.feedbackTrend(context.actor.accountId, only.id);
  const { question } = request.data;
  const one = question
    ? trend.marks.find(({ prompt }) => prompt === question)
    : questionMeant(trend.marks, request.text);
  if (one) return { replies: [{ kind: 'card', card: questionTrendCard(one, only, file, context.zone) }] };
  const questions = await trendOfQuestions(core, only.id);
  const card = trendCard({ trend, questions, file }, only.id, context.zone);
  const notFound = namesQuestion(request.text) ? [text('No single question says that. These are all there are.')] : [];
  return { replies: [...notFound, { kind: 'card', card }] };
}

/** "The briefings" means every series that has them in its name, where none is called so. */
function meantIn(run: readonly RatedSeries[], words: string): RatedSeries[] {
  const named = seriesInWords(run, words);
  return named.length > 0 ? named : seriesLike(run, words);
}

function whichCard(series: readonly RatedSeries[]): Card {
  const title = 'Feedback over which series?';
  const items = series.slice(0, shownSeries).map(({ id, name }) => ({ title: name, action: trendAction('Show', id) }));
  const left = series.slice(shownSeries).map(({ name }) => name);
  const others = left.length > 0 ? [`Or name another, such as: feedback trend of ${left[0]}.`] : [];
  return {
    fallback: [title, ...items.map((item) => item.title), ...others].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...others.map((words) => ({ kind: 'context', text: words }) as const),
    ],
  };
}

function trendAction(label: string, series: string): ActAction {
  return { kind: 'act', label, verb: 'feedback-trend', data: { series } };
}

interface Shown {
  readonly trend: FeedbackTrend;
  readonly questions: readonly QuestionTrend[];
  /** The link to all of it. */
  readonly file: string | undefined;
}

function trendCard({ trend, questions, file }: Shown, id: string, zone: string): Card {
  const { series, rounds } = trend;
  const title = `Feedback over ${series}`;
  const shown = rounds.slice(-shownRounds);
  const items = shown.map((round) => ({ title: sayRound(round, zone), detail: sayAnswers(round) }));
  const asked = questions.slice(0, shownQuestions).map(({ prompt, rounds: of }) => ({
    prompt,
    rows: of.slice(-shownRoundsOfQuestion).map((round) => ({ title: sayRound(round, zone), detail: sayShares(round) })),
  }));
  const notes = notesOf({ trend, questions }, zone);
  const lead = sayCourse(shown, zone);
  const marked = marksBlocks(trend.marks, id, zone);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...marked,
    ...asked.flatMap(({ prompt, rows }): Block[] => [
      { kind: 'text', text: `Asked at booking: ${prompt}`, tone: 'strong' },
      { kind: 'list', items: rows },
    ]),
    ...notes.map((note) => ({ kind: 'context', text: note }) as const),
  ];
  const said = [
    ...items,
    ...marked.flatMap((block) =>
      block.kind === 'list' ? block.items.map(({ title, detail = '' }) => ({ title, detail })) : [],
    ),
    ...asked.flatMap(({ prompt, rows }) => [{ title: 'Asked at booking', detail: prompt }, ...rows]),
  ];
  return {
    fallback: [title, lead, ...said.map((item) => `${item.title}: ${item.detail}`), ...notes].join('\n'),
    blocks,
    ...(file && rounds.length + questions.length > 0
      ? { actions: [{ kind: 'link', label: 'As a spreadsheet', url: file } as const] }
      : {}),
    again: { verb: 'feedback-trend', data: { series: id } },
  };
}

/** What is not on the card, and why. */
function notesOf({ trend, questions }: Pick<Shown, 'trend' | 'questions'>, zone: string): string[] {
  const { rounds, leftOut, marks } = trend;
  const others = questions.length - shownQuestions;
  const few = leftOut.slice(-shownRounds).map((round) => sayRound(round, zone));
  return [
    ...(questions.length > 0
      ? ['Questions are compared only where the words and the answers to choose from were the same.']
      : []),
    ...(marks.length > 0
      ? ['Asked afterwards: the same words are the same question, and nothing is compared across a round without it.']
      : []),
    ...(others > 0 ? [`${plural(others, 'more question is', 'more questions are')} in the spreadsheet.`] : []),
    ...(rounds.length > shownRounds ? [`These are the last ${shownRounds} of ${rounds.length} rounds.`] : []),
    ...(few.length > 0 ? [`Left out, because fewer than five answered: ${listWords(few)}.`] : []),
  ];
}

function sayRound({ title, startsAt }: Pick<RoundOfFeedback, 'title' | 'startsAt'>, zone: string): string {
  return `${title}, ${sayDay(startsAt, zone)}`;
}

/** `Yes 60% (12), No 40% (8)` */
function sayShares({ counts, answered }: RoundOfAnswers): string {
  const shares = counts.map(({ answer, count }) => `${answer} ${Math.round((count / answered) * 100)}% (${count})`);
  return shares.join(', ');
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
  const way = wayOf(first.rating, last.rating);
  const [from, until] = [sayDay(first.startsAt, zone), sayDay(last.startsAt, zone)];
  if (way === 'same') return `“How was it?” was ${sayRating(first.rating)} on ${from}, and is the same on ${until}.`;
  return `“How was it?” went ${way} from ${sayRating(first.rating)} on ${from} to ${sayRating(last.rating)} on ${until}.`;
}
