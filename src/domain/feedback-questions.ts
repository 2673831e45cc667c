import { collectFaults, longest, type PlanFaults } from './event-plan.js';
import { type SurveyCount, surveyRatings } from './survey.js';

/** Besides how it was. Nobody answers more on the way home. */
export const mostFeedbackQuestions = 5;

/** Whether it is one of the ratings that can be given, 1 to 5. */
export function isRating(value: number): boolean {
  return surveyRatings.some((rating) => rating === value);
}

/** A question without capitals, signs and spaces: two with the same words are the same question, any others are not. */
export function wordsOfQuestion(prompt: string): string {
  return prompt
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Each question once, in the words in which it came first; what has no words is no question. */
export function distinctQuestions(prompts: readonly string[]): string[] {
  const byWords = new Map<string, string>();
  for (const prompt of prompts) {
    const words = wordsOfQuestion(prompt);
    if (words !== '' && !byWords.has(words)) byWords.set(words, prompt);
  }
  return [...byWords.values()];
}

/** What is wrong with the questions of an event or series, by field; empty when they can be asked. */
export function feedbackQuestionFaults(prompts: readonly string[]): PlanFaults {
  const tooLong = prompts.some((prompt) => prompt.length > longest.prompt);
  return collectFaults([
    ['own', prompts.length > mostFeedbackQuestions ? 'too-many' : tooLong ? 'too-long' : undefined],
  ]);
}

/** An event of a series with what was answered to one question there. */
export interface RoundOfQuestion {
  readonly eventId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly academicYear: number;
  /** Null where it was not asked, or too few have answered to show it. */
  readonly count: SurveyCount | null;
}

/** The same with an answer. */
export type CountedRound = RoundOfQuestion & { readonly count: SurveyCount };

/**
 * Rounds that may be compared with each other: without one between them that has no figure, nor a whole academic year without
 * any. Both lists in the order of time.
 */
export function stretchesOf(rounds: readonly RoundOfQuestion[]): CountedRound[][] {
  const stretches: CountedRound[][] = [];
  let open: CountedRound[] | undefined;
  for (const { count, ...round } of rounds) {
    if (count === null) {
      open = undefined;
      continue;
    }
    const before = open?.at(-1);
    if (!open || (before && round.academicYear - before.academicYear > 1)) {
      open = [];
      stretches.push(open);
    }
    open.push({ ...round, count });
  }
  return stretches;
}
