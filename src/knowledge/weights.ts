import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from the tuning questions: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.7,
  covered: 1.45,
  coveredByNames: 1.7,
  phrase: 2.31,
  phraseCovers: 0.88,
  phraseCovered: 2.67,
  phrases: 3.89,
  name: 1.15,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether a question is ours. */
export const judgingWeights: JudgingWeights = {
  constant: -4.85,
  covered: 2.15,
  coveredByNames: 0.78,
  phrase: 1.16,
  phraseCovers: -0.23,
  phraseCovered: 2.43,
  phrases: 3.91,
  name: 1.12,
  margin: -0.02,
  unknown: -1.11,
  anyUnknown: -1.27,
  anyCorrected: 0,
  foreign: -1.49,
  anyForeign: -1.94,
  substance: 1.31,
};
