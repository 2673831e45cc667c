import type { IndexedDocument } from './build-index.js';
import { bothWays, coverageByTokens, coverageByUnit, coverageOf } from './coverage.js';
import type { Question } from './question.js';

/** Features of one document as the answer, each from 0 to 1, under the names of the fitted weights. */
export interface Evidence {
  /** Its BM25 score divided by the best one. */
  readonly bm25: number;
  /** Share of the question that the document accounts for anywhere. */
  readonly covered: number;
  /** The same, by its title, question and aliases alone. */
  readonly coveredByNames: number;
  /** How well question and best phrase account for each other. */
  readonly phrase: number;
  /** Share of the question that the best phrase accounts for. */
  readonly phraseCovers: number;
  /** Share of the best phrase that the question accounts for. */
  readonly phraseCovered: number;
  /** Mean of the three best phrases, or of fewer where there are no more. */
  readonly phrases: number;
  /** When the question contains a whole phrase of it: share of the question that it makes up. */
  readonly name: number;
  /** As `covered`, `coveredByNames` and `phrase`, words that are used alike standing for each other. */
  readonly near: number;
  readonly nearByNames: number;
  readonly nearPhrase: number;
}

const containsWhole = 0.97;

/**
 * Weighs a document as the answer to a question.
 * @param bm25 its score in the first search, divided by the best one's
 */
export function evidenceFor(question: Question, entry: IndexedDocument, bm25: number): Evidence {
  const fits = entry.phrases.map((phrase) => {
    const { exact: covers, near } = coverageByTokens(question.credits, phrase.tokens);
    // A phrase with no word of the question cannot match it, so it is not compared word by word.
    if (near === 0) return unlike;
    const own = coverageByUnit(phrase.units, question.gainOf);
    const covered = covers === 0 ? 0 : own.exact;
    return { covers, covered, both: bothWays(covers, covered), nearly: bothWays(near, own.near) };
  });
  fits.sort((a, b) => b.both - a.both);
  const best = fits[0] ?? unlike;
  const anywhere = coverageOf(question.units, {
    has: (token) => entry.named.has(token) || entry.said.has(token),
    nearness: none,
  });
  const byNames = coverageOf(question.units, { has: (token) => entry.named.has(token), nearness: none });
  return {
    bm25,
    covered: anywhere.exact,
    coveredByNames: byNames.exact,
    phrase: best.both,
    phraseCovers: best.covers,
    phraseCovered: best.covered,
    phrases: fits.slice(0, 3).reduce((sum, fit) => sum + fit.both, 0) / Math.max(1, Math.min(3, fits.length)),
    near: anywhere.near,
    nearByNames: byNames.near,
    nearPhrase: Math.max(0, ...fits.map(({ nearly }) => nearly)),
    name: Math.max(0, ...fits.filter((fit) => fit.covered > containsWhole).map((fit) => fit.covers)),
  };
}

const unlike = { both: 0, covers: 0, covered: 0, nearly: 0 };

/** The question's words come with what is near them; a document's do not. */
const none = () => 0;
