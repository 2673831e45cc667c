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
  constant: -4.65,
  covered: 1.94,
  coveredByNames: 0.63,
  phrase: 1.12,
  phraseCovers: 0.01,
  phraseCovered: 1.46,
  phrases: 2.97,
  name: 0.86,
  margin: 0.12,
  unknown: -0.85,
  anyUnknown: -1.43,
  anyCorrected: -0.21,
  foreign: -1.74,
  anyForeign: -2.52,
  field: 0.53,
  unnamed: -1.98,
  own: -0.87,
  substance: 0.96,
};
