import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from the tuning questions: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.84,
  covered: 1.54,
  coveredByNames: 2.14,
  phrase: 2.52,
  phraseCovers: 1.75,
  phraseCovered: 2.83,
  phrases: 3.61,
  name: 1.06,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether a question is ours. */
export const judgingWeights: JudgingWeights = {
  constant: -5.32,
  covered: 2.45,
  coveredByNames: 1.32,
  phrase: 1.09,
  phraseCovers: 0.06,
  phraseCovered: 1.07,
  phrases: 3.17,
  name: 0.63,
  margin: -0.03,
  unknown: -0.99,
  anyUnknown: -1.74,
  anyCorrected: -0.62,
  foreign: -1.25,
  anyForeign: -2.16,
  field: 0.45,
  substance: 1.04,
};
