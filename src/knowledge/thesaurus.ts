import { kinds } from './kind-words.js';
import { everyday, near, same } from './thesaurus-words.js';
import { meaningKeyOf, splitWords } from './words.js';

/** A word or phrase of the thesaurus, found in a text. */
export interface Meaning {
  /** `=name` for words that mean the same, `~name` for words often used for each other. Never a stem. */
  readonly token: string;
  /** How much a match by this meaning counts beside a match by the word itself. */
  readonly strength: number;
  /** A thing of this field, not a word of every trade ("start", "news"). */
  readonly field: boolean;
}

/** A stretch of a text that means something: `length` words from `start`. */
export interface MeaningMatch {
  readonly meaning: Meaning;
  readonly start: number;
  readonly length: number;
}

const strengthOfSame = 0.9;
const strengthOfNear = 0.45;

interface Entry {
  readonly keys: readonly string[];
  readonly meaning: Meaning;
}

const entriesByFirstKey = new Map<string, Entry[]>();
for (const line of same.trim().split('\n')) addGroup(line, '=', strengthOfSame);
for (const line of everyday.trim().split('\n')) addGroup(line, '=', strengthOfSame);
for (const line of `${near.trim()}\n${kinds.trim()}`.split('\n')) addGroup(line, '~', strengthOfNear);

function addGroup(line: string, mark: string, strength: number): void {
  const [name = '', members = ''] = line.split(':');
  const field = name.endsWith('*');
  const meaning = { token: mark + name.replace('*', ''), strength, field };
  for (const member of members.split(',')) {
    const keys = splitWords(member).map(meaningKeyOf);
    const first = keys[0];
    if (first === undefined) continue;
    const entries = entriesByFirstKey.get(first) ?? [];
    entries.push({ keys, meaning });
    entriesByFirstKey.set(first, entries);
  }
}

/** Every word of the thesaurus as people write it, for spelling. */
export const thesaurusWords: ReadonlySet<string> = new Set(
  splitWords(`${same} ${everyday} ${near} ${kinds}`.replaceAll(/^.*?:/gm, '')).filter((word) => word.length > 2),
);

/** Every meaning in a text, given as words in order; they may overlap. */
export function findMeanings(words: readonly string[]): MeaningMatch[] {
  const keys = words.map(meaningKeyOf);
  const found: MeaningMatch[] = [];
  for (const [start, key] of keys.entries()) {
    for (const entry of entriesByFirstKey.get(key) ?? []) {
      const length = lengthOfPhrase(entry.keys, keys, start);
      if (length > 0) found.push({ meaning: entry.meaning, start, length });
    }
  }
  return found;
}

/** What may stand inside a phrase: "hold one another to account", "hand my notice in". */
const between = new Set(
  'it them him her me us you one another each other my your their his our the a an all both this that those'
    .split(' ')
    .map(meaningKeyOf),
);
const mostBetween = 2;

/** @returns how many words from `start` a phrase takes up, with what stands inside it; 0 where it is not there */
function lengthOfPhrase(phrase: readonly string[], keys: readonly string[], start: number): number {
  let at = start;
  for (const [place, part] of phrase.entries()) {
    let passed = 0;
    while (place > 0 && keys[at] !== part && passed < mostBetween && between.has(keys[at] ?? '')) {
      at += 1;
      passed += 1;
    }
    if (keys[at] !== part) return 0;
    at += 1;
  }
  return at - start;
}
