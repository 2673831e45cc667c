import { describe, expect, it } from 'vitest';
import { nearestPhrases } from '../../src/knowledge/nearest-phrases.js';
import { normalise } from '../../src/knowledge/question.js';
import { collectSpellings, correctWords, editDistance } from '../../src/knowledge/spelling.js';
import { findMeanings } from '../../src/knowledge/thesaurus.js';
import { splitWords, stemOf } from '../../src/knowledge/words.js';

describe('splitting into words', () => {
  it.each([
    ['Y6', ['y', '6']],
    ['Caring2Learn', ['caring', '2', 'learn']],
    ["What's the governors’ briefing?", ['what', 'the', 'governors', 'briefing']],
    ["isn't", ['isnt']],
    ['café Ångström', ['cafe', 'angstrom']],
    ['£1,200.50', ['1200.50']],
    ['2018/19', ['2018', '19']],
    ['<b>bold</b>', ['b', 'bold', 'b']],
    ['¿¡…', []],
  ])('%s', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});

describe('stems', () => {
  it('join the forms of a word, irregular ones too', () => {
    expect(stemOf('briefings')).toBe(stemOf('briefing'));
    expect(stemOf('begun')).toBe(stemOf('beginning'));
    expect(stemOf('children')).toBe(stemOf('child'));
  });
});

describe('meanings', () => {
  const meaningsIn = (text: string) => findMeanings(splitWords(text)).map(({ meaning }) => meaning.token);

  it('are the same for the words of a group, and for phrases', () => {
    for (const text of ['HT', 'head teacher', 'the principal']) expect(meaningsIn(text)).toContain('=headteacher');
    for (const text of ['KS2', 'key stage two', 'juniors']) expect(meaningsIn(text)).toContain('=ks2');
    for (const text of ['the LA', 'local authorities', 'county hall']) expect(meaningsIn(text)).toContain('=council');
  });

  it('do not pass from a word to another made from it', () => {
    expect(meaningsIn('accountable')).toContain('=accountable');
    expect(meaningsIn('my bank account')).not.toContain('=accountable');
  });

  it('are found where small words stand inside a phrase, and nothing else does', () => {
    expect(meaningsIn('hold one another to account')).toContain('=accountable');
    expect(meaningsIn('hold the door to my account')).not.toContain('=accountable');
  });
});

describe('spelling', () => {
  const spellings = collectSpellings(['governor', 'conference', 'briefing', 'year', 'booster', 'leap']);
  const read = (text: string) => correctWords(splitWords(text), spellings).words.join(' ');

  it.each([
    ['conferance', 'conference'],
    ['breifing', 'briefing'],
    ['govenor', 'governor'],
    ['laep', 'leap'],
    ['yearbooster', 'year booster'],
  ])('%s is %s', (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it('leaves ordinary words, other subjects and short words alone', () => {
    expect(read('bringing confidence leaf pizza yea')).toBe('bringing confidence leaf pizza yea');
  });

  it('leaves two ordinary words alone that are written as one', () => {
    expect(correctWords(['timezone'], collectSpellings(['timeline'])).words).toEqual(['timezone']);
  });

  it('says which words it changed', () => {
    expect([...correctWords(['the', 'conferance'], spellings).corrected]).toEqual([1]);
  });

  it('counts a swap of neighbours as one edit and stops at the limit', () => {
    expect(editDistance('breif', 'brief', 2)).toBe(1);
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
    expect(editDistance('', 'ab', 2)).toBe(2);
  });
});

describe('the same question asked twice', () => {
  it('compares equal in another order, form and with other small words', () => {
    expect(normalise('Will there be parking at the venues?')).toBe(normalise('is there a venue with parking'));
    expect(normalise('Parking?')).not.toBe(normalise('Parking for coaches?'));
  });

  it('keeps small words when there is nothing else', () => {
    expect(normalise('who is it for?')).not.toBe('');
    expect(normalise('who is it for?')).not.toBe(normalise('when is it?'));
  });
});

describe('the nearest phrases', () => {
  const phrases = [
    "What's on",
    'Book a place',
    'My bookings',
    'Cancel a booking',
    'Join a project',
    'Who came to a briefing',
  ];

  it('come nearest first, spelling forgiven and meanings known', () => {
    expect(nearestPhrases(phrases, 'cancle my booking', 2)[0]).toBe('Cancel a booking');
    expect(nearestPhrases(phrases, 'sign us up for a project', 2)[0]).toBe('Join a project');
    expect(nearestPhrases(phrases, 'attendance at the breifing', 1)).toEqual(['Who came to a briefing']);
  });

  it('are at most as many as asked for, and none when nothing is alike', () => {
    expect(nearestPhrases(phrases, 'booking', 1)).toHaveLength(1);
    expect(nearestPhrases(phrases, 'zebra', 3)).toEqual([]);
    expect(nearestPhrases([], 'booking', 3)).toEqual([]);
  });
});
