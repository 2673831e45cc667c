import { ratedSeries } from '../../app/feedback/feedback-trend.js';
import { asksForRating } from '../../understanding/figures/number-asked.js';
import type { Decision } from '../../understanding/policy.js';
import { rankAsked } from '../feedback/rank-of-ratings.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { seriesAsked } from './figures-asked.js';

/** What is longer tells more than which event. */
const longestAsked = 160;

/** A question for ratings, as the intent that answers takes it. */
interface RatingAsked {
  readonly verb: 'answer' | 'figures';
  readonly request: TurnRequest;
}

/** How the series that is named was rated, or which of several was rated best: no event that is to come is meant. */
export async function ratingAsked(
  context: TurnContext,
  typed: string,
  decisions: readonly Decision[],
): Promise<RatingAsked | undefined> {
  if (typed.length > longestAsked || !asksForRating(typed)) return undefined;
  const isDeed = decisions.some(({ verdict }) => verdict !== 'open' && verdict !== 'tell');
  if (isDeed && !beginsAsRank.test(typed)) return undefined;
  // "How many who rated it a 5 came back": who rated what is told of nobody.
  if (ofRaters.test(typed)) return undefined;
  const series = await seriesAsked(context, typed);
  if (!series) return undefined;
  const [only, ...others] = series;
  if (only && others.length === 0)
    return {
      verb: 'answer',
      request: { text: typed, data: { kind: 'series', slug: only, aspect: 'rated' }, values: {} },
    };
  // Ratings are kept by event: which venue or which year did best, none of them says.
  const isOfAll =
    (rankAsked(typed) !== undefined && !ofAnotherKind.test(typed)) || ofAll.test(typed) || series.length > 1;
  const mayBe = isOfAll && (await ratedSeries(context.services.core, context.actor)).length > 0;
  return mayBe ? { verb: 'figures', request: { text: typed, data: { rated: 'yes' }, values: {} } } : undefined;
}

/** "Lowest rated event in 2025/26": nothing is to be done by it. */
const beginsAsRank = /^\W*(?:the )?(?:(?:lowest|highest|best|worst|top|least|most)[ -]|which|what|how)/i;

const ofAnotherKind =
  /\b(?:series|kinds?|types?|venues?|places?|towns?|localit\w+|areas?|districts?|schools?|phases?|years?|terms?|trusts?|speakers?|trainers?)\b(?<!\b(?:this|last|academic|school|in the) (?:year|term))/i;

const ofRaters = /\bwho (?:rated|scored|gave)\b/i;

/** "The average rating across everything". */
const ofAll =
  /\b(?:overall|(?:across|of|for) (?:all|everything|every|the (?:events|year|partnership))|all (?:the |our )?(?:events|briefings|workshops|conferences|sessions))\b/i;
