import type { KnowledgeIndex } from '../../src/knowledge/build-index.js';
import { type Ranking, rank } from '../../src/knowledge/rank.js';
import type { Asked } from './questions.js';
import { type Share, wilson } from './wilson.js';

export interface Measured {
  readonly first: Share;
  readonly firstThree: Share;
  /** In scope, and said to be unknown. */
  readonly declined: Share;
  /** In scope, answered straight away, and wrongly. */
  readonly wronglySure: Share;
  /** Out of scope, and answered straight away; and offered something; and either of it for lures. */
  readonly answeredForeign: Share;
  readonly offeredForeign: Share;
  readonly answeredLures: Share;
  readonly misses: readonly { readonly asked: Asked; readonly ranking: Ranking }[];
}

/** Asks every question and counts. */
export function measure(index: KnowledgeIndex, questions: readonly Asked[], now: Date): Measured {
  const results = questions.map((asked) => ({ asked, ranking: rank(index, asked.question, now) }));
  const ours = results.filter(({ asked }) => asked.slug !== null);
  const foreign = results.filter(({ asked }) => asked.slug === null && !asked.lure);
  const lures = results.filter(({ asked }) => asked.lure);
  const placeOf = ({ asked, ranking }: (typeof results)[number]) => {
    const place = ranking.candidates.findIndex((candidate) => candidate.slug === asked.slug);
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  const declined = (result: (typeof results)[number]) => result.ranking.confidence === 'none';
  const isMiss = (result: (typeof results)[number]) =>
    result.asked.slug === null ? !declined(result) : declined(result) || placeOf(result) > 0;
  const sure = ours.filter(({ ranking }) => ranking.confidence === 'sure');
  const share = (those: readonly unknown[], of: readonly unknown[]) => wilson(those.length, of.length);
  return {
    first: share(
      ours.filter((result) => placeOf(result) === 0),
      ours,
    ),
    firstThree: share(
      ours.filter((result) => placeOf(result) < 3),
      ours,
    ),
    declined: share(ours.filter(declined), ours),
    wronglySure: share(
      sure.filter((result) => placeOf(result) > 0),
      ours,
    ),
    answeredForeign: share(
      foreign.filter(({ ranking }) => ranking.confidence === 'sure'),
      foreign,
    ),
    offeredForeign: share(
      foreign.filter(({ ranking }) => ranking.confidence === 'nearly'),
      foreign,
    ),
    answeredLures: share(
      lures.filter((result) => !declined(result)),
      lures,
    ),
    misses: results.filter(isMiss),
  };
}
