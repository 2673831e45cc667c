import type { TrendOfMarks } from '../../app/feedback/trend-of-marks.js';
import {
  type CountedRound,
  mostFeedbackQuestions,
  type RoundOfQuestion,
  stretchesOf,
  wordsOfQuestion,
} from '../../domain/feedback-questions.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { sayRating, sayRatings, wayOf } from '../talk/rating-words.js';
import { seriesLike } from '../talk/series-in-words.js';
import { plural } from '../talk/wording.js';

const shownRounds = 8;

/** What is asked besides how it was, as a part of the card of a series: a line each, which opens to its rounds. */
export function marksBlocks(marks: readonly TrendOfMarks[], series: string, zone: string): Block[] {
  if (marks.length === 0) return [];
  const items = marks.slice(0, mostFeedbackQuestions).map(({ prompt, rounds }) => ({
    title: prompt,
    detail: sayInShort(rounds, zone),
    action: trendOfQuestion('Rounds', series, prompt),
  }));
  return [
    { kind: 'text', text: 'Asked afterwards', tone: 'strong' },
    { kind: 'list', items },
  ];
}

function trendOfQuestion(label: string, series: string, prompt: string): ActAction {
  return { kind: 'act', label, verb: 'feedback-trend', data: { series, question: prompt }, keepsCard: true };
}

/** Only rounds without a gap between them are compared. */
function sayInShort(rounds: readonly RoundOfQuestion[], zone: string): string {
  const stretches = stretchesOf(rounds);
  const stretch = stretches.at(-1) ?? [];
  const { first, last } = endsOf(stretch);
  if (!first || !last) return 'no figure yet';
  const now = `${sayRating(last.count.mean)} on ${sayDay(last.startsAt, zone)}`;
  if (stretch.length === 1) return stretches.length > 1 ? `${now}, after a gap` : `${now}, the only round so far`;
  const way = wayOf(first.count.mean ?? 0, last.count.mean ?? 0);
  const over = `over ${plural(stretch.length, 'round')}`;
  return way === 'same' ? `${now}, the same ${over}` : `${now}, ${way} from ${sayRating(first.count.mean)} ${over}`;
}

function endsOf(stretch: readonly CountedRound[]) {
  return { first: stretch[0], last: stretch.at(-1) };
}

/** One question over the rounds of a series. */
export function questionTrendCard(
  { prompt, rounds }: TrendOfMarks,
  series: { readonly id: string; readonly name: string },
  file: string | undefined,
  zone: string,
): Card {
  const shown = rounds.slice(-shownRounds);
  const items = shown.map(({ title, startsAt, count }) => ({
    title: `${title}, ${sayDay(startsAt, zone)}`,
    detail:
      count && count.mean !== null
        ? sayRatings(count.mean, count.counts, `from ${plural(count.answered, 'person', 'people')}`)
        : 'Not asked, or fewer than five answered.',
  }));
  const lead = sayCourse(shown, zone);
  const notes = shown.length < rounds.length ? [`These are the last ${shown.length} of ${rounds.length} rounds.`] : [];
  return {
    fallback: [prompt, series.name, lead, ...items.map((item) => `${item.title}: ${item.detail}`), ...notes].join('\n'),
    blocks: [
      { kind: 'heading', text: prompt },
      { kind: 'text', text: series.name, tone: 'strong' },
      { kind: 'text', text: lead },
      { kind: 'list', items },
      ...notes.map((note) => ({ kind: 'context', text: note }) as const),
    ],
    actions: [
      { kind: 'act', label: 'All questions', verb: 'feedback-trend', data: { series: series.id } },
      ...(file ? [{ kind: 'link', label: 'As a spreadsheet', url: file } as const] : []),
    ],
    again: { verb: 'feedback-trend', data: { series: series.id, question: prompt } },
  };
}

function sayCourse(rounds: readonly RoundOfQuestion[], zone: string): string {
  const stretches = stretchesOf(rounds);
  const stretch = stretches.at(-1) ?? [];
  const { first, last } = endsOf(stretch);
  const before = stretches.length > 1 ? ' What came before a gap is not compared.' : '';
  if (!first || !last) return 'No round has five answers yet, so there is nothing to compare.';
  if (stretch.length === 1) return `Only one round can be shown by itself so far.${before}`;
  const [from, until] = [sayDay(first.startsAt, zone), sayDay(last.startsAt, zone)];
  const way = wayOf(first.count.mean ?? 0, last.count.mean ?? 0);
  return way === 'same'
    ? `It was ${sayRating(first.count.mean)} on ${from}, and is the same on ${until}.${before}`
    : `It went ${way} from ${sayRating(first.count.mean)} on ${from} to ${sayRating(last.count.mean)} on ${until}.${before}`;
}

/** With marks of a quotation before and after, not an apostrophe. */
const inQuotes = /(?:^|\s)["“'‘]([^"“”]{2,}?)["”'’](?=$|[\s.,?!])/;
const afterTrend = /\b(?:trends?|ratings?) (?:of|for|in|by) (.+?) (?:in|over|across|at|for) /i;

/** The question that words name, in quotation marks or after "trend of": undefined where they name none, or several. */
export function questionMeant(marks: readonly TrendOfMarks[], words: string): TrendOfMarks | undefined {
  const quoted = wordsOfQuestion(inQuotes.exec(words)?.[1] ?? '');
  const named = afterTrend.exec(words)?.[1] ?? '';
  const found = quoted
    ? marks.filter(({ prompt }) => ` ${wordsOfQuestion(prompt)} `.includes(` ${quoted} `))
    : seriesLike(
        marks.map((trend) => ({ trend, name: trend.prompt, aliases: [] })),
        named,
      ).map(({ trend }) => trend);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether words ask for one question by what it says. */
export function namesQuestion(words: string): boolean {
  return inQuotes.test(words);
}
