import type { Subject } from '../../domain/figures/figures-query.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { answerFigures } from './answer-figures.js';
import { figuresAskedOf } from './figures-asked.js';

const ofNumbers: ReadonlySet<string | undefined> = new Set(['attendance', 'schools', 'trend', 'held']);

/** When something was last on is told with its day; what else such words ask of it is counted, or said to be unknown. */
const asksOfDay = /\b(?:when|how long ago|(?:what|which) (?:day|date|month|year))\b/i;

const asksToCount =
  /\b(?:how (?:many|much)|numbers?|ratio|proportion|share|percentage|average|mean|median|mode|range|schools|academies|heads|headteachers|governors|chairs|deputies|people)\b/i;

/**
 * Words that ask for figures of a record hold nothing that is passed over: what cannot be counted is said.
 * @returns undefined when they ask for none, or no words were typed
 */
export async function answerInNumbers(
  context: TurnContext,
  { aspect, words }: RecordQuestion,
  about: Subject,
): Promise<Answer | undefined> {
  if (!ofNumbers.has(aspect) || words === '') return undefined;
  if (aspect === 'held' && (asksOfDay.test(words) || !asksToCount.test(words))) return undefined;
  const read = await figuresAskedOf(context, words, about);
  return read && answerFigures(context, read.request);
}
