import { describe, expect, it } from 'vitest';
import type { LinkRecord } from '../../../src/app/imports/import-file-format.js';
import { planSuccessions, type Succession, successorPairs } from '../../../src/app/imports/school-successions.js';
import { sayFinding } from '../../../src/conversation/imports/finding-words.js';

const link = (predecessorUrn: number, successorUrn: number): LinkRecord => ({
  line: 2,
  predecessorUrn,
  successorUrn,
  kind: 'Successor',
  linkedOn: '2012-09-01',
});
const plan = (links: readonly LinkRecord[], known: readonly Succession[] = [], open: readonly number[] = []) =>
  planSuccessions(known, links, { has: () => true, isClosed: (urn) => !open.includes(urn) });
const pairs = ({ all }: ReturnType<typeof plan>) =>
  all.map(({ predecessorUrn, successorUrn }) => [predecessorUrn, successorUrn]);

describe('the successors of schools', () => {
  it('never run in a circle, however the register links them', () => {
    const ring = plan([link(1, 2), link(2, 3), link(3, 1)]);
    expect(pairs(ring)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(ring.remarks.map(sayFinding)).toEqual([expect.stringContaining('that link is left out')]);
  });

  it('of a school that was split: an open one first, and never one that leads back', () => {
    const split = plan([link(1, 2), link(2, 1), link(2, 9)], [], [9]);
    expect(pairs(split)).toEqual([
      [1, 2],
      [2, 9],
    ]);
  });

  it('may change, without a circle through what was before', () => {
    const known = [{ predecessorUrn: 1, successorUrn: 2, kind: 'Successor', linkedOn: null }];
    const changed = plan([link(1, 3), link(3, 2)], known);
    expect(changed.changed.map(({ link: one, instead }) => [one.predecessorUrn, one.successorUrn, instead])).toEqual([
      [1, 3, 2],
      [3, 2, undefined],
    ]);
  });

  it('are found for a whole country, in chains as long as it', () => {
    const links = Array.from({ length: 25_000 }, (_, index) => link(125_000 - index, 125_001 - index));
    const { all } = plan([...links, link(125_001, 100_001)], [], [125_001]);
    const found = successorPairs(all);
    expect(found).toHaveLength(25_000);
    expect(new Set(found.map(({ to }) => to))).toEqual(new Set([125_001]));
  });
});
