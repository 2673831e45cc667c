import { readFileSync } from 'node:fs';
import type { Row, Sample } from './measure.js';

/** What was measured when the figures were last kept, by the name of the row. */
export type Figures = Readonly<
  Record<string, { readonly good: Row['good']; readonly share: number; readonly of: number }>
>;

export const figuresFile = new URL('figures.json', import.meta.url);

/** What the tests play: all that must not act, and a part of the rest that takes less than a minute. */
export const sampleInTests: Sample = { part: 'untouched', step: 3 };

/** Of the trust, which has fewer items, all. */
export const trustSampleInTests: Sample = { part: 'untouched', step: 1 };

export function figuresOf(rows: readonly Row[]): Figures {
  return Object.fromEntries(
    rows.map(({ name, good, share }) => [name, { good, share: Number(share.share.toFixed(4)), of: share.of }]),
  );
}

export function readFigures(): Figures {
  return JSON.parse(readFileSync(figuresFile, 'utf8')) as Figures;
}
