import { distance } from 'fastest-levenshtein';
import { nameKey } from '../../domain/attendance-file.js';

/** An initial stands for a name, and for others too. */
const initial = 0.8;
/** A word that only one of the two has, such as a middle name. */
const missing = 0.5;

/**
 * How alike two names are, from 0 to 1: words in any order, misspellings and initials forgiven, so that "A Whitfield" and "Amara
 * Whitfeild" are both much like Amara Whitfield. Takes names as `nameKey` makes them, or as they are written.
 */
export function nameLikeness(a: string, b: string): number {
  const [shorter = [], longer = []] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length);
  if (shorter.length === 0) return 0;
  const left = [...longer];
  let alike = 0;
  for (const word of [...shorter].sort((x, y) => y.length - x.length)) {
    const scores = left.map((other) => wordLikeness(word, other));
    const best = scores.indexOf(Math.max(...scores));
    alike += scores[best] ?? 0;
    left.splice(best, 1);
  }
  // Two people of one first name are not half alike: a word that differs much counts against them.
  return alike / (shorter.length + left.length * missing);
}

function wordsOf(name: string): string[] {
  return nameKey(name).split(' ').filter(Boolean);
}

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? initial : 0;
  const alike = 1 - distance(a, b) / Math.max(a.length, b.length);
  return alike < 0.5 ? 0 : alike;
}
