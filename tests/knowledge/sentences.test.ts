import { describe, expect, it } from 'vitest';
import { rank } from '../../src/knowledge/rank.js';
import { sentencesOf } from '../../src/knowledge/sentences.js';
import { neighboursOf, openNeighbourhood } from '../../src/knowledge/word-vectors.js';
import { indexOf, neighbours } from './small-collection.js';

describe('the sentences of a message', () => {
  it('end where it says so, in small letters too', () => {
    expect(sentencesOf('sorry to bother you. who pays? thanks')).toEqual([
      'sorry to bother you.',
      'who pays?',
      'thanks',
    ]);
  });

  it('leave out what stands below the closing line', () => {
    expect(sentencesOf('Hi\n\nwho pays\n\nKind regards\nAda Marsh\nHeadteacher')).toEqual(['Hi', 'who pays']);
    expect(sentencesOf('who pays\n\nSent from my iPhone')).toEqual(['who pays']);
  });

  it('are none where nothing is said', () => {
    expect(sentencesOf(' \n ?! \n')).toEqual([]);
  });
});

describe('a question', () => {
  const index = indexOf(...neighbours);
  const bare = rank(index, 'how does Hampshire support its schools?');

  it.each([
    ['a greeting', 'Good morning team,\n\nhow does Hampshire support its schools?'],
    [
      'a sentence before it',
      'It has been one of those weeks, the boiler is broken. how does Hampshire support its schools?',
    ],
    ['a sentence after it', 'how does Hampshire support its schools? No rush, I am away until Tuesday.'],
    ['a signature', 'how does Hampshire support its schools?\n\nMany thanks\nAda Marsh\nHeadteacher'],
    ['what a telephone adds', 'how does Hampshire support its schools?\n\nSent from my iPhone'],
  ])('is answered with %s as without', (_, text) => {
    expect(bare.confidence).toBe('sure');
    const { confidence, candidates } = rank(index, text);
    expect(confidence).toBe('sure');
    expect(candidates[0]?.slug).toBe('hants');
  });
});

describe('words that are used alike', () => {
  it('are each other’s neighbours, the nearest first', () => {
    const among = openNeighbourhood(['wage', 'holiday', 'salari', 'boat', 'nosuchword']);
    const near = neighboursOf('wage', among, 0.3, 5).map(({ stem }) => stem);
    expect(near[0]).toBe('salari');
    expect(near).not.toContain('boat');
    expect(near).not.toContain('wage');
  });

  it('find an article that says it in other words', () => {
    const index = indexOf(...neighbours, {
      slug: 'pay-day',
      question: 'On which day are salaries paid?',
      text: 'On the 26th.',
    });
    expect(rank(index, 'when do we get our wages').candidates[0]?.slug).toBe('pay-day');
  });
});
