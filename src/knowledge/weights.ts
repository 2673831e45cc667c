import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by `npm run fit` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
  bm25: 1.25,
  covered: 1.96,
  coveredByNames: -0.17,
  phrase: 0.47,
  phraseCovers: -0.75,
  phraseCovered: 1.79,
  phrases: 1.6,
  name: 1.39,
  near: 3.9,
  nearByNames: 0.92,
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
    constant: -4.79,
    covered: 1.93,
    coveredByNames: -0.64,
    phrase: 0.21,
    phraseCovers: -1.42,
    phraseCovered: 1.47,
    phrases: 0.93,
    name: 0.88,
    near: 1.76,
    nearByNames: 0.09,
    nearPhrase: 1.77,
    ahead: 2.12,
    aheadThree: -0.69,
    unknown: -0.71,
    strangest: 0.09,
    anyUnknown: 0.4,
    anyCorrected: -1.05,
    foreign: -1.56,
    anyForeign: -1.15,
    field: -0.76,
    unnamed: 0.8,
    forOneself: -0.2,
    forSchool: -0.25,
    ownThing: -0.38,
    said: 1.52,
    substance: 0.16,
    substanceByNames: 1.4,
    strongest: -1.44,
  },
  rich: {
    constant: -5.27,
    covered: 1.97,
    coveredByNames: 0.06,
    phrase: 0.46,
    phraseCovers: -1.19,
    phraseCovered: 1.44,
    phrases: 1.87,
    name: 1.01,
    near: 1.36,
    nearByNames: 0.34,
    nearPhrase: 1.85,
    ahead: 2.63,
    aheadThree: -0.86,
    unknown: -0.92,
    strangest: -0.49,
    anyUnknown: 0.26,
    anyCorrected: -0.97,
    foreign: -2.49,
    anyForeign: -2.81,
    field: 0.29,
    unnamed: -1.33,
    forOneself: -0.61,
    forSchool: 0.18,
    ownThing: -0.56,
    said: 0.82,
    substance: 0.28,
    substanceByNames: 0.8,
    strongest: -2.46,
  },
};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: Gate = {
  bare: {
    constant: -4.02,
    covered: 1.99,
    coveredByNames: -0.5,
    phrase: 0.5,
    phraseCovers: -1.35,
    phraseCovered: 1.36,
    phrases: 1.14,
    name: 1.05,
    near: 1.53,
    nearByNames: -0.03,
    nearPhrase: 2.06,
    ahead: 0.2,
    aheadThree: 0.1,
    unknown: -0.31,
    strangest: 0.32,
    anyUnknown: 0,
    anyCorrected: -0.58,
    foreign: -2.13,
    anyForeign: -0.92,
    field: -0.89,
    unnamed: 0.55,
    forOneself: -0.34,
    forSchool: -0.1,
    ownThing: -0.07,
    said: 2.58,
    substance: -0.19,
    substanceByNames: 1.32,
    strongest: -1.23,
  },
  rich: {
    constant: -4.84,
    covered: 2.54,
    coveredByNames: 0.19,
    phrase: 0.68,
    phraseCovers: -1.21,
    phraseCovered: 1.25,
    phrases: 1.86,
    name: 1.43,
    near: 1.57,
    nearByNames: 0.28,
    nearPhrase: 2.11,
    ahead: 0.58,
    aheadThree: -0.04,
    unknown: -0.59,
    strangest: -0.43,
    anyUnknown: -0.17,
    anyCorrected: -0.46,
    foreign: -3.1,
    anyForeign: -2.78,
    field: 0.51,
    unnamed: -1.73,
    forOneself: -0.81,
    forSchool: 0.22,
    ownThing: -0.36,
    said: 1.8,
    substance: -0.12,
    substanceByNames: 0.75,
    strongest: -2.34,
  },
};
