import { describe, expect, it } from 'vitest';
import { saysTheSameWayRound } from '../../src/knowledge/model/supported.js';

const source = [
  'Who are the locality leads?\nEach locality has a lead. Schools may ask the locality leads for advice, but they do not inspect schools. A lead who is away is replaced by the deputy.',
];

describe('what a language model worded', () => {
  it.each([
    'Schools may ask the locality leads for advice.',
    'The locality leads do not inspect schools.',
    'Each locality has a lead, and schools may ask them for advice.',
    'A lead who is away is replaced by the deputy.',
  ])('is supported: %s', (text) => {
    expect(saysTheSameWayRound(text, source)).toBe(true);
  });

  it.each([
    'Schools must not ask the locality leads for advice.',
    'Schools may ask the locality leads for advice, and they inspect schools.',
    'A lead who is away is never replaced by the deputy.',
    'Each locality has a lead. Schools can’t ask the locality leads.',
  ])('is turned round, and not shown: %s', (text) => {
    expect(saysTheSameWayRound(text, source)).toBe(false);
  });
});
