import { distance } from 'fastest-levenshtein';
import { nameKey } from '../../domain/attendance-file.js';

/** An initial stands for a name, and for others too. */
const initial = 0.8;
/** A word that only one of the two has, such as a middle name. */
const missing = 0.5;
/** Words that are less alike are two words. */
const leastAlike = 0.5;

/** The words of a name, the longest first, as they are compared. */
export type NameWords = readonly string[];

/** @param name as `nameKey` makes it, or as it is written */
export function nameWords(name: string): NameWords {
  return nameKey(name)
    .split(' ')
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
}

/**
 * How alike two names are, from 0 to 1: words in any order, misspellings and initials forgiven, so that "A Westfield" and "Amara
 * Westfeild" are both much like Amara Westfield.
 */
export function nameLikeness(a: NameWords, b: NameWords): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return 0;
  const left = [...longer];
  let alike = 0;
  for (const word of shorter) {
    let [best, at] = [-1, 0];
    for (const [index, other] of left.entries()) {
      const score = wordLikeness(word, other);
      if (score > best) [best, at] = [score, index];
    }
    alike += best;
    left.splice(at, 1);
  }
  // Two people of one first name are not half alike: a word that differs much counts against them.
  return alike / (shorter.length + left.length * missing);
}

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? initial : 0;
  const longest = Math.max(a.length, b.length);
  // No need to look: the lengths alone differ by more than half.
  if (Math.min(a.length, b.length) < longest * leastAlike) return 0;
  const alike = 1 - distance(a, b) / longest;
  return alike < leastAlike ? 0 : alike;
}
