import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from the tuning questions: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 2.19,
  covered: 1.48,
  coveredByNames: 1.94,
  phrase: 2.37,
  phraseCovers: 1.88,
  phraseCovered: 2.61,
  phrases: 3.73,
  name: 0.77,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether a question is ours. */
export const judgingWeights: JudgingWeights = {
  constant: -5.16,
  covered: 2.24,
  coveredByNames: 1.08,
  phrase: 1.23,
  phraseCovers: -0.02,
  phraseCovered: 1.24,
  phrases: 3.35,
  name: 0.74,
  margin: 0.07,
  unknown: -1.03,
  anyUnknown: -1.86,
  anyCorrected: -0.53,
  foreign: -1.82,
  anyForeign: -2.33,
  field: 0.47,
  substance: 0.72,
};
