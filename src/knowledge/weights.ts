import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.38,
  covered: 1.67,
  coveredByNames: -0.29,
  phrase: 0.78,
  phraseCovers: -0.4,
  phraseCovered: 2.13,
  phrases: 3.2,
  name: 0.99,
  near: 3.31,
  nearByNames: 0.29,
  nearPhrase: 1.38,
};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: JudgingWeights = {
  constant: -5.13,
  covered: 2.12,
  coveredByNames: -0.34,
  phrase: 1,
  phraseCovers: -0.25,
  phraseCovered: 0.77,
  phrases: 0.46,
  name: 0.73,
  near: 1.62,
  nearByNames: -0.34,
  nearPhrase: 1.53,
  ahead: 2.19,
  aheadThree: -0.33,
  unknown: -0.44,
  strangest: 0.43,
  anyCorrected: -0.77,
  foreign: -1.88,
  field: -0.37,
  unnamed: 1.28,
  own: -0.63,
  substance: 0.51,
  substanceByNames: 1.25,
  strongest: -1.95,
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: JudgingWeights = {
  constant: -4.18,
  covered: 2.14,
  coveredByNames: -0.29,
  phrase: 1.15,
  phraseCovers: -0.35,
  phraseCovered: 0.27,
  phrases: 0.22,
  name: 1.05,
  near: 1.6,
  nearByNames: -0.34,
  nearPhrase: 1.62,
  ahead: 0.78,
  aheadThree: 0.2,
  unknown: -0.35,
  strangest: 0.6,
  anyCorrected: -0.22,
  foreign: -1.87,
  field: -0.48,
  unnamed: 1.18,
  own: -0.34,
  substance: 0.47,
  substanceByNames: 1.3,
  strongest: -1.49,
};
