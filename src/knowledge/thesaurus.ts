import { near, same } from './thesaurus-words.js';
import { splitWords, stemOf } from './words.js';

/** A word or phrase of the thesaurus, found in a text. */
export interface Meaning {
  /** `=name` for words that mean the same, `~name` for words often used for each other. Never a stem. */
  readonly token: string;
  /** How much a match by this meaning counts beside a match by the word itself. */
  readonly strength: number;
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
  readonly stems: readonly string[];
  readonly meaning: Meaning;
}

const entriesByFirstStem = new Map<string, Entry[]>();
for (const line of same.trim().split('\n')) addGroup(line, '=', strengthOfSame);
for (const line of near.trim().split('\n')) addGroup(line, '~', strengthOfNear);

function addGroup(line: string, mark: string, strength: number): void {
  const [name = '', members = ''] = line.split(':');
  const meaning = { token: mark + name.trim(), strength };
  for (const member of members.split(',')) {
    const stems = splitWords(member).map(stemOf);
    const first = stems[0];
    if (first === undefined) continue;
    const entries = entriesByFirstStem.get(first) ?? [];
    entries.push({ stems, meaning });
    entriesByFirstStem.set(first, entries);
  }
}

/** Every word of the thesaurus as people write it, for spelling. */
export const thesaurusWords: ReadonlySet<string> = new Set(
  splitWords(`${same} ${near}`.replaceAll(/^.*?:/gm, '')).filter((word) => word.length > 2),
);

/** Every meaning in a text, given as stems in order; they may overlap. */
export function findMeanings(stems: readonly string[]): MeaningMatch[] {
  const found: MeaningMatch[] = [];
  for (const [start, stem] of stems.entries()) {
    for (const entry of entriesByFirstStem.get(stem) ?? []) {
      if (entry.stems.every((part, offset) => stems[start + offset] === part)) {
        found.push({ meaning: entry.meaning, start, length: entry.stems.length });
      }
    }
  }
  return found;
}
