import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caption, clean, clip, oneLine, opens, pieces } from '../../src/rendering/text.js';
import { hostileText } from '../support/hostile/hostile-text.js';

describe('cutting a text', () => {
  it('keeps to the limit and never cuts a character in half', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const shown = clean(text);
        const cut = clip(shown, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/\p{Cs}/u);
        expect(shown.startsWith(cut.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a text of just the limit alone', () => {
    expect(clip('abcde', 5)).toBe('abcde');
    expect(clip('abcdef', 5)).toBe('abcd…');
  });

  it('treats a family emoji as one character', () => {
    expect(clip('ab👩‍👩‍👧‍👦cd', 8)).toBe('ab…');
  });

  it('is quick with a megabyte', () => {
    const started = performance.now();
    clip('word '.repeat(400_000), 3000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a text in pieces', () => {
  it('loses nothing but blanks at the cuts', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const shown = clean(text);
        const parts = pieces(shown, max);
        expect(Math.max(0, ...parts.map((part) => part.length))).toBeLessThanOrEqual(max);
        expect(parts.join('').replace(/\s/g, '')).toBe(shown.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('is cut between words', () => {
    expect(pieces('one two three four', 10)).toEqual(['one two', 'three four']);
  });
});

describe('cleaning', () => {
  it('removes control characters, unpaired surrogates and direction overrides', () => {
    expect(clean('a\u0000b\u0007\r\nc\u202Ed\u2066e\uD800')).toBe('ab\ncde\uFFFD');
  });

  it('leaves letters, marks and emoji of any language alone', () => {
    const text = 'Ysgol Tŷ-du, مدرسة\u200F, 学校 👩‍🏫';
    expect(clean(text)).toBe(text);
  });

  it('joins several lines, and turns empty text into a dash', () => {
    expect(oneLine(' a\n\n b\t', 9)).toBe('a b');
    expect(caption(' \n ', 9)).toBe('–');
  });
});

describe('an address that a button may open', () => {
  it.each(['https://x.example/a?b=c', 'http://localhost:3978/', 'mailto:team@x.example'])('is %s', (url) => {
    expect(opens(url)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://x.example',
    'https://x y',
    '//x.example',
    'https://x.example/"onclick',
    '',
  ])('is not %j', (url) => expect(opens(url)).toBe(false));
});
