import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.26,
  covered: 1.95,
  coveredByNames: -0.17,
  phrase: 0.47,
  phraseCovers: -0.77,
  phraseCovered: 1.81,
  phrases: 1.6,
  name: 1.39,
  near: 3.91,
  nearByNames: 0.91,
  nearPhrase: 1.55,
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
    constant: -4.32,
    covered: 1.87,
    coveredByNames: -0.66,
    phrase: 0.21,
    phraseCovers: -1.47,
    phraseCovered: 1.57,
    phrases: 0.99,
    name: 0.87,
    near: 1.65,
    nearByNames: 0.03,
    nearPhrase: 1.73,
    ahead: 2.23,
    aheadThree: -0.67,
    unknown: -0.76,
    strangest: 0.13,
    anyUnknown: 0.32,
    anyCorrected: -1.05,
    foreign: -1.51,
    anyForeign: -1,
    field: -0.77,
    unnamed: 0.95,
    forOneself: -0.26,
    forSchool: -0.19,
    ownThing: -0.49,
    orders: -1,
    lone: -0.41,
    said: 1.33,
    substance: 0.03,
    substanceByNames: 1.28,
    strongest: -1.23,
  },
  rich: {
    constant: -4.79,
    covered: 1.8,
    coveredByNames: -0.01,
    phrase: 0.52,
    phraseCovers: -1.34,
    phraseCovered: 1.67,
    phrases: 2.02,
    name: 1.01,
    near: 1.22,
    nearByNames: 0.28,
    nearPhrase: 1.84,
    ahead: 2.73,
    aheadThree: -0.87,
    unknown: -1,
    strangest: -0.48,
    anyUnknown: 0.16,
    anyCorrected: -0.95,
    foreign: -2.36,
    anyForeign: -2.51,
    field: 0.32,
    unnamed: -0.95,
    forOneself: -0.69,
    forSchool: 0.26,
    ownThing: -0.82,
    orders: -1.21,
    lone: -0.49,
    said: 0.68,
    substance: 0.17,
    substanceByNames: 0.78,
    strongest: -2.17,
  },
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: Gate = {
  bare: {
    constant: -3.5,
    covered: 2.06,
    coveredByNames: -0.58,
    phrase: 0.5,
    phraseCovers: -1.44,
    phraseCovered: 1.53,
    phrases: 1.21,
    name: 1.03,
    near: 1.33,
    nearByNames: -0.08,
    nearPhrase: 2.05,
    ahead: 0.28,
    aheadThree: 0.16,
    unknown: -0.41,
    strangest: 0.45,
    anyUnknown: -0.06,
    anyCorrected: -0.57,
    foreign: -2.06,
    anyForeign: -0.79,
    field: -0.83,
    unnamed: 0.68,
    forOneself: -0.39,
    forSchool: -0.04,
    ownThing: -0.17,
    orders: -1.2,
    lone: -0.45,
    said: 2.23,
    substance: -0.33,
    substanceByNames: 1.08,
    strongest: -0.87,
  },
  rich: {
    constant: -4.21,
    covered: 2.47,
    coveredByNames: 0.03,
    phrase: 0.74,
    phraseCovers: -1.43,
    phraseCovered: 1.57,
    phrases: 2.01,
    name: 1.4,
    near: 1.36,
    nearByNames: 0.24,
    nearPhrase: 2.15,
    ahead: 0.64,
    aheadThree: 0,
    unknown: -0.75,
    strangest: -0.38,
    anyUnknown: -0.24,
    anyCorrected: -0.43,
    foreign: -2.97,
    anyForeign: -2.51,
    field: 0.6,
    unnamed: -1.28,
    forOneself: -0.9,
    forSchool: 0.36,
    ownThing: -0.65,
    orders: -1.34,
    lone: -0.74,
    said: 1.53,
    substance: -0.23,
    substanceByNames: 0.64,
    strongest: -1.86,
  },
};
