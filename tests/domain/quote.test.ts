import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showCuts } from '../../src/domain/quote.js';

describe('a shortened quote', () => {
  it.each([
    ['one two three', 'one two three', 'one two three'],
    ['one two three', 'one three', 'one […] three'],
    ['one two three', '… two', '[…] two […]'],
    ['the one and the other', 'the other', '[…] the other'],
    ['one two three', 'two one', undefined],
    ['one two three', 'one nine', undefined],
    ['one two three', '…', undefined],
  ])('of "%s" to "%s"', (said, kept, shown) => {
    expect(showCuts(said, kept)).toBe(shown);
  });

  it('never has an added word', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(word, { minLength: 1 }), (said, kept) => {
        const shown = showCuts(said.join(' '), kept.join(' '));
        if (shown !== undefined) expect(shown.replaceAll('[…]', ' ').trim().split(/\s+/)).toEqual(kept);
      }),
    );
  });
});
