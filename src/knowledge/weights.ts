import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.25,
  covered: 1.96,
  coveredByNames: -0.17,
  phrase: 0.48,
  phraseCovers: -0.75,
  phraseCovered: 1.79,
  phrases: 1.59,
  name: 1.39,
  near: 3.9,
  nearByNames: 0.92,
  nearPhrase: 1.56,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: JudgingWeights = {
  constant: -4.68,
  covered: 1.9,
  coveredByNames: -0.21,
  phrase: 0.4,
  phraseCovers: -1.23,
  phraseCovered: 1.1,
  phrases: 1.1,
  name: 1.06,
  near: 1.67,
  nearByNames: 0.13,
  nearPhrase: 1.59,
  ahead: 1.94,
  aheadThree: -0.38,
  unknown: -0.6,
  strangest: 0.16,
  anyUnknown: 0.42,
  anyCorrected: -0.93,
  foreign: -1.66,
  anyForeign: -1.52,
  field: -0.46,
  unnamed: 1.08,
  own: -0.57,
  substance: 0.23,
  substanceByNames: 1.24,
  strongest: -1.32,
  ways: -0.62,
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: JudgingWeights = {
  constant: -3.58,
  covered: 1.93,
  coveredByNames: 0,
  phrase: 0.62,
  phraseCovers: -1.29,
  phraseCovered: 1.01,
  phrases: 1.21,
  name: 1.26,
  near: 1.42,
  nearByNames: 0.09,
  nearPhrase: 1.82,
  ahead: 0.42,
  aheadThree: -0.04,
  unknown: -0.43,
  strangest: 0.56,
  anyUnknown: 0.1,
  anyCorrected: -0.56,
  foreign: -2.15,
  anyForeign: -1.32,
  field: -0.56,
  unnamed: 1.05,
  own: -0.28,
  substance: 0.01,
  substanceByNames: 1.28,
  strongest: -1.1,
  ways: -0.91,
};
