import type { FeedbackResults } from '../../app/feedback/feedback-results.js';
import { smallGroup } from '../../domain/quote.js';
import type { SurveyCount } from '../../domain/survey.js';
import type { Block, Card } from '../../rendering/card.js';
import { sayRating, sayRatings, sayResponse } from '../talk/rating-words.js';
import { plural } from '../talk/wording.js';
import { groupRemarks } from './repeated-remarks.js';

/** The latest events' feedback, in short. */
export function feedbackResultsCard(results: readonly FeedbackResults[]): Card {
  return resultsCard(results, results.flatMap(eventInShort));
}

/** The feedback on one event: each question with how often each rating was given, and what was written. @param file of its series */
export function eventFeedbackCard(result: FeedbackResults, file: string | undefined): Card {
  const { overall, questions } = result;
  const enough = overall.answered >= smallGroup;
  const blocks: Block[] = [
    heading(result),
    factsOf(result),
    ...(enough ? questionBlocks('How was it?', overall) : []),
    ...questions.flatMap(({ prompt, answered, count }) => questionBlocks(prompt, count, answered)),
    ...remarks(result),
  ];
  const card = resultsCard([result], blocks);
  const link = file && enough ? [{ kind: 'link', label: 'As a spreadsheet', url: file } as const] : [];
  return { ...card, actions: [...(card.actions ?? []), ...link] };
}

function resultsCard(results: readonly FeedbackResults[], blocks: readonly Block[]): Card {
  const pending = results.reduce((sum, result) => sum + result.pending, 0);
  const [only, ...others] = results;
  const one: Readonly<Record<string, string>> = only && others.length === 0 ? { event: only.eventId } : {};
  return {
    fallback: results
      .map((result) => `${result.title}: ${sayResponse(result)} answered, rating ${sayRating(result.rating)}`)
      .join('\n'),
    blocks,
    again: { verb: 'feedback-results', data: one },
    actions: [
      ...(pending > 0
        ? [{ kind: 'act', label: `Moderate ${pending}`, verb: 'moderate', style: 'primary' } as const]
        : []),
      { kind: 'act', label: 'How it changed', verb: 'feedback-trend', data: seriesOf(results) },
    ],
  };
}

function eventInShort(result: FeedbackResults): Block[] {
  const { eventId, questions } = result;
  const action = {
    kind: 'act',
    label: 'By question',
    verb: 'feedback-results',
    data: { event: eventId },
    keepsCard: true,
  } as const;
  const asked = { title: `${plural(questions.length, 'further question')}`, action };
  return [
    heading(result),
    factsOf(result),
    ...(questions.length > 0 ? [{ kind: 'list', items: [asked] } as const] : []),
    ...remarks(result),
  ];
}

function heading({ title }: FeedbackResults): Block {
  return { kind: 'heading', text: title };
}

function factsOf(result: FeedbackResults): Block {
  const facts = [
    { label: 'Answered', value: sayResponse(result) },
    { label: 'Rating', value: sayRating(result.rating) },
    ...(result.pending > 0 ? [{ label: 'Quotes', value: `${result.pending} to moderate` }] : []),
  ];
  return { kind: 'facts', facts };
}

function questionBlocks(prompt: string, count: SurveyCount | null, answered = count?.answered ?? 0): Block[] {
  const few = answered === 0 ? 'Nobody has answered it yet.' : `Fewer than ${smallGroup} have answered it.`;
  const from = `from ${plural(answered, 'person', 'people')}`;
  const said = count && count.mean !== null ? sayRatings(count.mean, count.counts, from) : few;
  return [
    { kind: 'text', text: prompt, tone: 'strong' },
    { kind: 'text', text: said },
  ];
}

function remarks({ mostUseful, toChange }: FeedbackResults): Block[] {
  return [...listed('Most useful', mostUseful), ...listed('To change', toChange)];
}

/** The series of all of them, where they are of one; otherwise it is chosen. */
function seriesOf(results: readonly FeedbackResults[]): Readonly<Record<string, string>> {
  const [only, ...others] = new Set(results.map(({ seriesId }) => seriesId));
  return only !== undefined && others.length === 0 ? { series: only } : {};
}

/** Of each question, that many different remarks. */
const shownRemarks = 8;

function listed(title: string, said: readonly string[]): Block[] {
  if (said.length === 0) return [];
  const remarks = groupRemarks(said);
  return [
    { kind: 'text', text: title, tone: 'strong' },
    { kind: 'list', items: remarks.slice(0, shownRemarks).map(({ words, people }) => sayRemark(words, people)) },
    ...(remarks.length > shownRemarks
      ? [
          {
            kind: 'context',
            text: `And ${plural(remarks.length - shownRemarks, 'other remark', 'other remarks')}.`,
          } as const,
        ]
      : []),
  ];
}

/** What several people said stands once, with how many, and without names. */
function sayRemark(words: string, people: number): { readonly title: string } {
  return { title: people === 1 ? words : `${people} people said much the same as: ${words}` };
}
