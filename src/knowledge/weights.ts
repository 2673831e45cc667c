import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.22,
  covered: 1.61,
  coveredByNames: -0.49,
  phrase: 0.81,
  phraseCovers: -0.7,
  phraseCovered: 1.94,
  phrases: 2.14,
  name: 0.84,
  near: 3.58,
  nearByNames: 0.33,
  nearPhrase: 1.61,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: JudgingWeights = {
  constant: -4.86,
  covered: 2.99,
  coveredByNames: -0.89,
  phrase: 1.18,
  phraseCovers: -1.86,
  phraseCovered: 1.23,
  phrases: 1.61,
  name: 0.72,
  near: 2.36,
  nearByNames: -0.64,
  nearPhrase: 2.45,
  ahead: 1.95,
  aheadThree: -2.21,
  unknown: -0.29,
  strangest: 1.16,
  anyUnknown: -0.42,
  anyCorrected: -1.61,
  foreign: -2.35,
  anyForeign: 0.23,
  field: -0.96,
  unnamed: 1.76,
  own: -0.64,
  substance: 0.31,
  substanceByNames: 2.4,
  strongest: -2.45,
  ways: -0.48,
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: JudgingWeights = {
  constant: -4.23,
  covered: 2.6,
  coveredByNames: -0.79,
  phrase: 1.45,
  phraseCovers: -2.33,
  phraseCovered: 0.75,
  phrases: 1.49,
  name: 1.3,
  near: 2.28,
  nearByNames: -0.4,
  nearPhrase: 2.89,
  ahead: -0.3,
  aheadThree: -0.21,
  unknown: 0.11,
  strangest: 1.66,
  anyUnknown: -0.95,
  anyCorrected: -0.49,
  foreign: -2.53,
  anyForeign: -0.02,
  field: -1.25,
  unnamed: 1.7,
  own: -0.23,
  substance: 0.13,
  substanceByNames: 2.31,
  strongest: -1.72,
  ways: -0.92,
};
