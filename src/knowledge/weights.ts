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
  constant: -4.2,
  covered: 1.87,
  coveredByNames: 0.52,
  phrase: 1.17,
  phraseCovers: -0.06,
  phraseCovered: 1.39,
  phrases: 2.91,
  name: 0.83,
  margin: 0.14,
  unknown: -0.97,
  anyUnknown: -1.62,
  anyCorrected: -0.21,
  foreign: -1.75,
  anyForeign: -2.46,
  field: 0.48,
  unnamed: -1.66,
  own: -0.93,
  substance: 0.9,
};
