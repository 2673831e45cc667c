import { performance } from 'node:perf_hooks';
import { buildIndex } from '../../src/knowledge/build-index.js';
import type { KnowledgeDocument } from '../../src/knowledge/document.js';
import { english } from '../../src/knowledge/english-words.js';
import { rank } from '../../src/knowledge/rank.js';
import { splitWords } from '../../src/knowledge/words.js';

export interface Timing {
  readonly documents: number;
  /** Milliseconds. */
  readonly build: number;
  readonly p50: number;
  readonly p95: number;
}

/**
 * Times the building of an index and every question on it, in this process.
 * @param documents padded to `size` with made-up ones like them
 */
export function timeRanking(
  documents: readonly KnowledgeDocument[],
  size: number,
  questions: readonly string[],
): Timing {
  const collection = padDocuments(documents, size);
  const start = performance.now();
  const index = buildIndex(collection);
  const build = performance.now() - start;
  for (const question of questions.slice(0, 50)) rank(index, question);
  const times = questions.map((question) => {
    const asked = performance.now();
    rank(index, question);
    return performance.now() - asked;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { documents: collection.length, build, p50: at(0.5), p95: at(0.95) };
}

/** Made-up documents are the given ones with every other word changed for an ordinary English one; the same each time. */
export function padDocuments(documents: readonly KnowledgeDocument[], size: number): KnowledgeDocument[] {
  const words = english.trim().split(/\s+/);
  let seed = 20_181_010;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed % below;
  };
  const change = (text: string) =>
    splitWords(text)
      .map((word) => (next(2) === 0 ? word : (words[next(words.length)] ?? word)))
      .join(' ');
  const padded = documents.slice(0, size);
  while (padded.length < size) {
    const { kind, title, question, aliases, text } = documents[next(documents.length)] ?? neverEmpty();
    padded.push({
      slug: `made-up-${padded.length}`,
      kind,
      title: change(title),
      ...(question === undefined ? {} : { question: change(question) }),
      aliases: aliases.map(change),
      text: change(text),
    });
  }
  return padded;
}

function neverEmpty(): never {
  throw new Error('No document to make others like: give at least one');
}
