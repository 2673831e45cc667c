import type { KnowledgeIndex } from './build-index.js';
import { isGrammar } from './common-words.js';
import {
  type Credits,
  creditsOf,
  type Gains,
  gainsOf,
  type Kin,
  type Tokens,
  type WeighedUnit,
  weighUnit,
} from './coverage.js';
import { type ForeignMatch, findForeignTopics } from './foreign-topics.js';
import { correctWords } from './spelling.js';
import { parseWords, type Unit } from './units.js';
import { splitWords, stemOf } from './words.js';

/** A question, understood word by word. */
export interface Question {
  readonly words: readonly string[];
  /** Indexes of words whose spelling was corrected. */
  readonly corrected: ReadonlySet<number>;
  readonly units: readonly WeighedUnit[];
  /** Its units by token, for phrases. */
  readonly credits: Credits;
  /** What the question accounts for of a unit of some phrase. */
  readonly gainOf: (unit: WeighedUnit) => Gains;
  /** The search terms with their weights. */
  readonly terms: ReadonlyMap<string, number>;
  readonly foreign: readonly ForeignMatch[];
}

/** Longer questions are cut: nobody asks in more words than this, and the rest would only cost time. */
const mostWords = 80;
const mostLetters = 2_000;

/** Splits a question into units and corrects misspelt words. */
export function readQuestion(text: string, index: KnowledgeIndex): Question {
  const asked = splitWords(text.slice(0, mostLetters)).slice(0, mostWords);
  const { words, corrected } = correctWords(asked, index.spellings);
  const { units, tokens } = parseWords(words);
  const weighed = units.map((unit) => weighUnit(unit, index.rarity, index.kinOf));
  const had = { has: (token: string) => tokens.has(token), nearness: nearnessTo(units, index) };
  return {
    words,
    corrected,
    units: weighed,
    credits: creditsOf(weighed),
    gainOf: gainsOnce(had),
    terms: searchTerms(units, index),
    foreign: findForeignTopics(words).filter(({ topic }) => !index.treated.has(topic)),
  };
}

/** Phrases share most of their words: each is looked at once. */
function gainsOnce(had: Required<Tokens>): Question['gainOf'] {
  const known = new Map<WeighedUnit, Gains>();
  return (unit) => {
    const found = known.get(unit);
    if (found) return found;
    const gains = gainsOf(unit, had);
    known.set(unit, gains);
    return gains;
  };
}

/** How similar the nearest other word of the question is to a stem. */
function nearnessTo(units: readonly Unit[], index: KnowledgeIndex): (stem: string) => number {
  const near = new Map<string, number>();
  for (const { stem, nearness } of units.flatMap((unit) => kinOfUnit(unit, index))) {
    near.set(stem, Math.max(near.get(stem) ?? 0, nearness));
  }
  return (stem) => near.get(stem) ?? 0;
}

function kinOfUnit({ stems, kindWeight }: Unit, index: KnowledgeIndex): Kin[] {
  const [stem = ''] = stems;
  if (stems.length !== 1 || isGrammar(stem)) return [];
  return index.kinOf(stem).map((kin) => ({ ...kin, nearness: kin.nearness * kindWeight }));
}

/** Similar words find candidates too, with a lower weight. */
const shareOfKin = 0.6;

function searchTerms(units: readonly Unit[], index: KnowledgeIndex): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (token: string, weight: number) => terms.set(token, Math.max(terms.get(token) ?? 0, weight));
  for (const unit of units) {
    for (const stem of unit.stems) if (!isGrammar(stem)) add(stem, unit.kindWeight);
    for (const { token, strength } of unit.meanings) add(token, unit.kindWeight * strength);
    for (const { stem, nearness } of kinOfUnit(unit, index).slice(0, 5)) add(stem, shareOfKin * nearness);
  }
  return terms;
}

/**
 * Reduces a question to its sorted stems, so that the same question asked twice, in another order or with other small
 * words, compares equal.
 * @returns stems without grammar, each once, in order of the alphabet; all stems when there is only grammar
 */
export function normalise(question: string): string {
  const stems = [...new Set(splitWords(question).map(stemOf))].sort();
  const content = stems.filter((stem) => !isGrammar(stem));
  return (content.length > 0 ? content : stems).join(' ');
}
