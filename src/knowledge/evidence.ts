import type { IndexedDocument } from './build-index.js';
import { bothWays, coverageOf, type Tokens } from './coverage.js';
import type { Question } from './question.js';

/** What speaks for one document as the answer, each from 0 to 1. The names are those of the fitted weights. */
export interface Evidence {
  /** Its BM25 score beside the best one's. */
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
  /** Mean of the three best phrases. */
  readonly phrases: number;
  /** When the question contains a whole phrase of it: share of the question that it makes up. */
  readonly name: number;
}

const containsWhole = 0.97;

/**
 * Weighs a document as the answer to a question.
 * @param bm25 its score in the first search, divided by the best one's
 */
export function evidenceFor(question: Question, entry: IndexedDocument, bm25: number): Evidence {
  const fits = entry.phrases.map((phrase) => {
    const covers = coverageOf(question.units, phrase.tokens);
    // What accounts for nothing of the question is not accounted for by it: no need to look at it word by word.
    const covered = covers === 0 ? 0 : coverageOf(phrase.units, question.tokens);
    return { covers, covered, both: bothWays(covers, covered) };
  });
  fits.sort((a, b) => b.both - a.both);
  const best = fits[0] ?? { both: 0, covers: 0, covered: 0 };
  const anywhere: Tokens = { has: (token) => entry.named.has(token) || entry.said.has(token) };
  return {
    bm25,
    covered: coverageOf(question.units, anywhere),
    coveredByNames: coverageOf(question.units, entry.named),
    phrase: best.both,
    phraseCovers: best.covers,
    phraseCovered: best.covered,
    phrases: fits.slice(0, 3).reduce((sum, fit) => sum + fit.both, 0) / 3,
    name: Math.max(0, ...fits.filter((fit) => fit.covered > containsWhole).map((fit) => fit.covers)),
  };
}
