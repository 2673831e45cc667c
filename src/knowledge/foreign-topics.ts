import { foreign } from './foreign-words.js';
import { splitWords } from './words.js';

/** A stretch of a question that belongs to a subject that is never ours: `length` words from `start`. */
export interface ForeignMatch {
  readonly topic: string;
  readonly start: number;
  readonly length: number;
}

interface Entry {
  readonly words: readonly string[];
  readonly topic: string;
}

const entriesByFirstWord = new Map<string, Entry[]>();
for (const line of foreign.trim().split('\n')) {
  const [topic = '', members = ''] = line.split(':');
  for (const member of members.split(',')) {
    const words = splitWords(member);
    const first = words[0];
    if (first === undefined) continue;
    const entries = entriesByFirstWord.get(first) ?? [];
    entries.push({ words, topic });
    entriesByFirstWord.set(first, entries);
  }
}

/** Every word of the foreign subjects as people write it: known words, not misspellings of ours. */
export const foreignWords: ReadonlySet<string> = new Set(splitWords(foreign.replaceAll(/^.*?:/gm, '')));

/**
 * Where a question speaks of subjects that are never ours. Whole words count, not stems: "train" is a journey and
 * "training" is ours.
 * @param words as `splitWords` gives them
 */
export function findForeignTopics(words: readonly string[]): ForeignMatch[] {
  const found: ForeignMatch[] = [];
  for (const [start, word] of words.entries()) {
    for (const entry of entriesByFirstWord.get(word) ?? []) {
      if (entry.words.every((part, offset) => words[start + offset] === part)) {
        found.push({ topic: entry.topic, start, length: entry.words.length });
      }
    }
  }
  return found;
}
