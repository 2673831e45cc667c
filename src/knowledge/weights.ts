import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from the tuning questions: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.82,
  covered: 1.56,
  coveredByNames: 2.15,
  phrase: 2.54,
  phraseCovers: 1.77,
  phraseCovered: 2.82,
  phrases: 3.6,
  name: 1.07,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether a question is ours. */
export const judgingWeights: JudgingWeights = {
  constant: -5.16,
  covered: 2.28,
  coveredByNames: 1.27,
  phrase: 1.2,
  phraseCovers: 0.14,
  phraseCovered: 1.09,
  phrases: 3.11,
  name: 0.64,
  margin: 0,
  unknown: -1.02,
  anyUnknown: -1.82,
  anyCorrected: -0.58,
  foreign: -1.82,
  anyForeign: -2.35,
  field: 0.47,
  substance: 1.06,
};
