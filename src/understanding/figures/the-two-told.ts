import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { tokensOf } from '../tokens.js';

/** "Which was lower?", "how do they compare?": of two numbers that were told one after the other. */
const ofTheTwo =
  /^(?:(?:so|and|ok|then|right) )*(?:(?:which|what|where|who)(?: (?:one|place|venue|town|area|locality|district|year|term|month|time|of|the|two|them|those|these|was|is|were|had|has|got|did|do|gets|sent|sends|brought|drew)){0,6} (?:lower|higher|more|fewer|less|bigger|smaller|better|worse|larger|greater|busier|quieter)(?: (?:people|heads|governors|schools|attendance|numbers?|turnout|of (?:the two|them|those)))?|(?:by )?how (?:many|much) (?:more|fewer|less)(?: (?:is|was) (?:that|it))?|compare (?:the two|them|those|these|both)|how do (?:they|those|these|the two) compare|what is the difference(?: between (?:them|the two|those))?|(?:the )?difference(?: between (?:them|the two))?)$/;

/** What of the two may differ, where all else is the same. */
const sides = ['places', 'areas', 'phases', 'subjects', 'times'] as const;

/**
 * The two questions before held against each other.
 * @returns `undefined` where the words ask for no such thing; `'unlike'` where the two are no pair
 */
export function theTwoTold(
  text: string,
  earlier: FiguresQuery | undefined,
  before: FiguresQuery,
): FiguresQuery | 'unlike' | undefined {
  if (!ofTheTwo.test(tokensOf(text).join(' ')) || !isOfOne(before)) return undefined;
  if (!earlier || !isOfOne(earlier) || earlier.measure !== before.measure) return 'unlike';
  const differ = sides.filter((side) => JSON.stringify(earlier[side]) !== JSON.stringify(before[side]));
  const [side, ...others] = differ;
  const isSame = JSON.stringify(earlier.without) === JSON.stringify(before.without);
  if (!side || others.length > 0 || !isSame || earlier.academies !== before.academies) return 'unlike';
  if (earlier[side].length !== 1 || before[side].length !== 1) return 'unlike';
  return { ...before, operation: 'compare', [side]: [...earlier[side], ...before[side]] };
}

/** One number was told, of one of everything. */
function isOfOne({ operation, by, unsure, subjects, places, areas, phases, times }: FiguresQuery): boolean {
  const isPlain = (operation === 'value' || operation === 'sum') && !by && !unsure && times.length === 1;
  return isPlain && [subjects, places, areas, phases].every((all) => all.length < 2);
}
