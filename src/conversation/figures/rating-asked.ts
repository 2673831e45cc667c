import { asksForRating } from '../../understanding/figures/number-asked.js';
import type { Decision } from '../../understanding/policy.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { seriesAsked } from './figures-asked.js';

/** What is longer tells more than which event. */
const longestAsked = 160;

/** How the one series that is named was rated, as the intent that answers takes it: no event of it that is to come is meant. */
export async function ratingAsked(
  context: TurnContext,
  typed: string,
  decisions: readonly Decision[],
): Promise<TurnRequest | undefined> {
  if (typed.length > longestAsked || !asksForRating(typed)) return undefined;
  if (decisions.some(({ verdict }) => verdict !== 'open' && verdict !== 'tell')) return undefined;
  const [only, ...others] = await seriesAsked(context, typed);
  if (!only || others.length > 0) return undefined;
  return { text: typed, data: { kind: 'series', slug: only, aspect: 'rated' }, values: {} };
}
