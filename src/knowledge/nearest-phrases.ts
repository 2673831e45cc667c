import { coverageOf, type Rarity } from './coverage.js';
import { collectSpellings, correctWords } from './spelling.js';
import { thesaurusWords } from './thesaurus.js';
import { type ParsedText, parseText, parseWords } from './units.js';
import { splitWords } from './words.js';

/** Below this a phrase has only grammar or a very common word in common with the text. */
const leastLikeness = 0.2;

/**
 * The phrases most like a text: for suggesting what can be done when a text was not understood. Forgives spelling and
 * knows the words of the field.
 * @param phrases what can be said ("Book a place"), any number
 * @param most how many to return at most
 * @returns the phrases themselves, nearest first; those with nothing in common are left out
 */
export function nearestPhrases(phrases: readonly string[], text: string, most: number): string[] {
  const parsed = phrases.map((phrase) => ({ phrase, parsed: parseText(phrase) }));
  const spellings = collectSpellings([...thesaurusWords, ...phrases.flatMap(splitWords)]);
  const asked = parseWords(correctWords(splitWords(text), spellings).words);
  const rarity = countPhrases(parsed.map((entry) => entry.parsed));
  return parsed
    .map((entry) => ({ phrase: entry.phrase, likeness: likeness(asked, entry.parsed, rarity) }))
    .filter((entry) => entry.likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map((entry) => entry.phrase);
}

function likeness(asked: ParsedText, phrase: ParsedText, rarity: Rarity): number {
  const covers = coverageOf(asked.units, phrase.tokens, rarity);
  const covered = coverageOf(phrase.units, asked.tokens, rarity);
  return covers + covered === 0 ? 0 : (2 * covers * covered) / (covers + covered);
}

function countPhrases(phrases: readonly ParsedText[]): Rarity {
  const frequency = new Map<string, number>();
  for (const { tokens } of phrases) {
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  return { frequency, total: phrases.length };
}
