import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.13,
  covered: 2.01,
  coveredByNames: 0.21,
  phrase: 0.74,
  phraseCovers: -0.44,
  phraseCovered: 1.49,
  phrases: 1.88,
  name: 1.4,
  near: 3.06,
  nearByNames: 0.83,
  nearPhrase: 1.27,
};

export type JudgingWeights = Readonly<Record<Exclude<keyof Grounds, 'ways'> | 'constant', number>>;

/**
 * For a candidate that can be asked for by its name alone, and for one with many ways of asking on record: between the two, in
 * proportion to `ways`.
 */
export interface Gate {
  readonly bare: JudgingWeights;
  readonly rich: JudgingWeights;
}

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: Gate = {
  bare: {
    constant: -5.07,
    covered: 2.39,
    coveredByNames: -0.44,
    phrase: 0.69,
    phraseCovers: -1.3,
    phraseCovered: 1.66,
    phrases: 1.56,
    name: 0.72,
    near: 1.73,
    nearByNames: -0.44,
    nearPhrase: 1.08,
    ahead: 2.09,
    aheadThree: -0.47,
    unknown: -0.03,
    strangest: 0.2,
    anyUnknown: 0.13,
    anyCorrected: -0.38,
    foreign: -1.37,
    anyForeign: -1.3,
    field: -0.93,
    unnamed: 0.71,
    forOneself: -0.23,
    forSchool: 0.37,
    ownThing: -0.61,
    orders: -1.08,
    lone: -0.39,
    said: 1.67,
    substance: 0.23,
    substanceByNames: 1.42,
    strongest: -1.17,
  },
  rich: {
    constant: -5.37,
    covered: 2.22,
    coveredByNames: 0.08,
    phrase: 0.9,
    phraseCovers: -1.39,
    phraseCovered: 1.81,
    phrases: 2.52,
    name: 0.92,
    near: 1.43,
    nearByNames: -0.07,
    nearPhrase: 1.18,
    ahead: 2.41,
    aheadThree: -0.76,
    unknown: -0.27,
    strangest: -0.41,
    anyUnknown: -0.06,
    anyCorrected: -0.32,
    foreign: -2.18,
    anyForeign: -2.68,
    field: 0.37,
    unnamed: -1.05,
    forOneself: -0.52,
    forSchool: 0.46,
    ownThing: -0.87,
    orders: -1.22,
    lone: -0.4,
    said: 1.01,
    substance: 0.08,
    substanceByNames: 0.88,
    strongest: -2.22,
  },
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: Gate = {
  bare: {
    constant: -4.46,
    covered: 2.23,
    coveredByNames: -0.49,
    phrase: 0.78,
    phraseCovers: -1.28,
    phraseCovered: 1.68,
    phrases: 1.64,
    name: 0.94,
    near: 1.85,
    nearByNames: -0.55,
    nearPhrase: 1.21,
    ahead: 0.44,
    aheadThree: -0.04,
    unknown: 0.02,
    strangest: -0.07,
    anyUnknown: 0.35,
    anyCorrected: 0.22,
    foreign: -1.83,
    anyForeign: -0.95,
    field: -0.72,
    unnamed: 0.38,
    forOneself: -0.05,
    forSchool: 0.51,
    ownThing: -0.14,
    orders: -1.23,
    lone: -0.28,
    said: 2.6,
    substance: 0.3,
    substanceByNames: 1.27,
    strongest: -0.78,
  },
  rich: {
    constant: -4.93,
    covered: 2.47,
    coveredByNames: 0.08,
    phrase: 0.96,
    phraseCovers: -1.34,
    phraseCovered: 1.73,
    phrases: 2.46,
    name: 1.38,
    near: 1.87,
    nearByNames: -0.05,
    nearPhrase: 1.37,
    ahead: 0.52,
    aheadThree: -0.21,
    unknown: -0.24,
    strangest: -0.78,
    anyUnknown: 0.05,
    anyCorrected: 0.32,
    foreign: -2.74,
    anyForeign: -2.62,
    field: 0.75,
    unnamed: -1.35,
    forOneself: -0.83,
    forSchool: 0.51,
    ownThing: -0.7,
    orders: -1.31,
    lone: -0.42,
    said: 1.86,
    substance: 0.03,
    substanceByNames: 0.69,
    strongest: -1.85,
  },
};
