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
  /** Of processor time, which other processes on the machine do not lengthen. */
  readonly processorP95: number;
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
  const walls: number[] = [];
  const processor: number[] = [];
  for (const question of questions) {
    const before = process.cpuUsage();
    const asked = performance.now();
    rank(index, question);
    walls.push(performance.now() - asked);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1_000);
  }
  const [p50, p95] = [quantile(walls, 0.5), quantile(walls, 0.95)];
  return { documents: collection.length, build, p50, p95, processorP95: quantile(processor, 0.95) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
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
