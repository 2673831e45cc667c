import { isEnglish } from './english.js';
import { meaningKeyOf, stemOf } from './words.js';

/** Words as they are written in the collection and the thesaurus, grouped by first letter. */
export interface Spellings {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** The words as the thesaurus would know them. */
  readonly keys: ReadonlySet<string>;
  readonly byFirstLetter: ReadonlyMap<string, readonly string[]>;
}

/** @param words in any order; those shorter than three letters are known but never suggested */
export function collectSpellings(words: Iterable<string>): Spellings {
  const known = new Set(words);
  const byFirstLetter = new Map<string, string[]>();
  for (const word of [...known].sort()) {
    if (word.length < 4 || /\d/.test(word)) continue;
    const letter = word.charAt(0);
    const others = byFirstLetter.get(letter);
    if (others) others.push(word);
    else byFirstLetter.set(letter, [word]);
  }
  return {
    words: known,
    stems: new Set([...known].map(stemOf)),
    keys: new Set([...known].map(meaningKeyOf)),
    byFirstLetter,
  };
}

const shortestCorrected = 4;
const longForTwo = 8;
/** Shorter words are found by chance in a misspelt one. */
const shortestPart = 4;

/**
 * Puts misspelt words right: one edit in a word of four to seven letters, two in a longer one, the first letter kept;
 * or two words run together. Words of other subjects are known words and left alone.
 * @returns the words, some replaced or split in two, and the indexes in the result of those that were
 */
export function correctWords(
  words: readonly string[],
  spellings: Spellings,
): { words: string[]; corrected: Set<number> } {
  const result: string[] = [];
  const corrected = new Set<number>();
  for (const word of words) {
    const better = betterSpelling(word, spellings);
    for (const part of better ?? [word]) {
      if (better) corrected.add(result.length);
      result.push(part);
    }
  }
  return { words: result, corrected };
}

function betterSpelling(word: string, spellings: Spellings): string[] | undefined {
  if (isKnownWord(word, spellings)) return undefined;
  const stem = stemOf(word);
  if (!spellings.stems.has(stem)) {
    const parts = splitInTwo(word, spellings);
    return parts ?? (isCompound(word) ? undefined : nearest(word, spellings));
  }
  // "Conferance" has a stem of ours but is no form of a word of ours: only a word of that stem is meant.
  const meant = nearest(word, spellings);
  return meant && stemOf(meant[0] ?? '') === stem ? meant : undefined;
}

function isKnownWord(word: string, { words, keys }: Spellings): boolean {
  if (word.length < shortestCorrected || /\d/.test(word) || words.has(word) || keys.has(meaningKeyOf(word)))
    return true;
  return isEnglish(word);
}

function splitInTwo(word: string, { words }: Spellings): string[] | undefined {
  for (let at = 3; at <= word.length - 3; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => part.length > 2 && words.has(part))) return parts;
  }
  return undefined;
}

/** Two words of the language written as one, such as "timezone": no misspelling of a third. */
function isCompound(word: string): boolean {
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    if (isEnglish(word.slice(0, at)) && isEnglish(word.slice(at))) return true;
  }
  return false;
}

/** In a word of four letters any other edit makes another word as often as not. */
const isSwap = (word: string, other: string) => [...word].sort().join('') === [...other].sort().join('');

function nearest(word: string, { byFirstLetter }: Spellings): string[] | undefined {
  let limit = word.length >= longForTwo ? 2 : 1;
  let best: string | undefined;
  for (const candidate of byFirstLetter.get(word.charAt(0)) ?? []) {
    const distance = editDistance(word, candidate, limit);
    if (distance > limit || (distance === limit && best !== undefined)) continue;
    if (word.length === shortestCorrected && !isSwap(word, candidate)) continue;
    best = candidate;
    limit = distance;
  }
  return best === undefined ? undefined : [best];
}

/**
 * Edits from one word to another: insert, drop or change a letter, or swap two neighbours, each counting 1
 * (optimal string alignment distance).
 * @returns the number of edits, or `limit + 1` as soon as it must be more
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + change);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    before = above;
    above = current;
  }
  return at(above, to.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
