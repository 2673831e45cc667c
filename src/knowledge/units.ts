import { isGrammar, weightOfKind } from './common-words.js';
import { findMeanings, type Meaning, type MeaningMatch } from './thesaurus.js';
import { splitWords, stemOf } from './words.js';

/** A word, or a phrase of the field taken as one ("key stage 2"): what is matched as a whole. */
export interface Unit {
  readonly stems: readonly string[];
  readonly meanings: readonly Meaning[];
  /** Share of its rarity that counts: low for grammar and fillers, 1 for words of substance. */
  readonly kindWeight: number;
}

/** A text taken apart for matching. */
interface ParsedText {
  readonly units: readonly Unit[];
  /** All stems and meanings that occur in it. */
  readonly tokens: ReadonlySet<string>;
}

/** Takes words apart: the longest phrase of the thesaurus first, then single words. */
export function parseWords(words: readonly string[]): ParsedText {
  const stems = words.map(stemOf);
  const matches = findMeanings(words);
  const units: Unit[] = [];
  for (let start = 0; start < stems.length; ) {
    const length = Math.max(1, ...matches.filter((match) => match.start === start).map((match) => match.length));
    const end = start + length;
    const inside = matches.filter((match) => match.start >= start && match.start + match.length <= end);
    units.push(unitOf(stems.slice(start, end), inside));
    start = end;
  }
  return { units, tokens: gather(stems, matches) };
}

/** All stems and meanings of a text, when its units are not needed. */
export function tokensOf(text: string): Set<string> {
  const words = splitWords(text);
  return gather(words.map(stemOf), findMeanings(words));
}

function gather(stems: readonly string[], matches: readonly MeaningMatch[]): Set<string> {
  const tokens = new Set(stems);
  for (const match of matches) tokens.add(match.meaning.token);
  return tokens;
}

const shareOfPart = 0.6;

function unitOf(stems: readonly string[], inside: readonly MeaningMatch[]): Unit {
  const strongest = new Map<string, Meaning>();
  for (const { meaning, length } of inside) {
    const strength = length === stems.length ? meaning.strength : meaning.strength * shareOfPart;
    if (strength > (strongest.get(meaning.token)?.strength ?? 0))
      strongest.set(meaning.token, { ...meaning, strength });
  }
  const meanings = [...strongest.values()];
  const kind = Math.max(...stems.map(weightOfKind));
  return { stems, meanings, kindWeight: Math.max(kind, leastWeight(stems, meanings)) };
}

/** A phrase of small words ("do we have to") says more than its words do, and so does a filler of the field ("start"). */
function leastWeight(stems: readonly string[], meanings: readonly Meaning[]): number {
  if (stems.length > 1) return 0.8;
  const [stem = ''] = stems;
  return meanings.some((meaning) => meaning.token.startsWith('=')) && !isGrammar(stem) ? 0.7 : 0;
}
