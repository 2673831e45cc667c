import { bothWays, coverageOf, type Rarity, weighUnit } from './coverage.js';
import { collectSpellings, correctWords } from './spelling.js';
import { thesaurusWords } from './thesaurus.js';
import { parseWords } from './units.js';
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
  const spellings = collectSpellings([...thesaurusWords, ...phrases.flatMap(splitWords)]);
  const parsed = phrases.map((phrase) => ({ phrase, ...parseWords(splitWords(phrase)) }));
  const rarity = countPhrases(parsed.map(({ tokens }) => tokens));
  const asked = parseWords(correctWords(splitWords(text), spellings).words);
  const askedUnits = asked.units.map((unit) => weighUnit(unit, rarity));
  return parsed
    .map(({ phrase, units, tokens }) => {
      const phraseUnits = units.map((unit) => weighUnit(unit, rarity));
      return {
        phrase,
        likeness: bothWays(coverageOf(askedUnits, tokens).exact, coverageOf(phraseUnits, asked.tokens).exact),
      };
    })
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ phrase }) => phrase);
}

function countPhrases(phrases: readonly ReadonlySet<string>[]): Rarity {
  const frequency = new Map<string, number>();
  for (const tokens of phrases) {
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  return { frequency, total: phrases.length, naming: new Set() };
}
