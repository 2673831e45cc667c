import type { Evidence } from '../../src/knowledge/evidence.js';
import type { Grounds } from '../../src/knowledge/judge.js';

/** What is weighed when documents are ranked, in the order of the fit. */
export const evidenceNames: readonly (keyof Evidence)[] = [
  'bm25',
  'covered',
  'coveredByNames',
  'phrase',
  'phraseCovers',
  'phraseCovered',
  'phrases',
  'name',
  'near',
  'nearByNames',
  'nearPhrase',
];

/** What is weighed when it is judged whether a question is answered, in the order of the fit. */
export const groundNames: readonly Exclude<keyof Grounds, 'ways'>[] = [
  'covered',
  'coveredByNames',
  'phrase',
  'phraseCovers',
  'phraseCovered',
  'phrases',
  'name',
  'near',
  'nearByNames',
  'nearPhrase',
  'ahead',
  'aheadThree',
  'unknown',
  'strangest',
  'anyUnknown',
  'anyCorrected',
  'foreign',
  'anyForeign',
  'elsewhere',
  'unsaid',
  'field',
  'unnamed',
  'forOneself',
  'forSchool',
  'ownThing',
  'orders',
  'lone',
  'said',
  'substance',
  'substanceByNames',
  'strongest',
];
