import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/knowledge/build-index.js';
import { splitWords } from '../../src/knowledge/words.js';
import { demoDocuments, measuredOn } from './demo-documents.js';
import { measure } from './measure.js';
import { readQuestions } from './questions.js';
import { wilson } from './wilson.js';

const documents = demoDocuments();
const reported = readQuestions('reported');
const fresh = readQuestions('fresh');

describe('answers from the demonstration data', () => {
  it('are as good on questions that were not tuned on as they were when last measured', () => {
    const measured = measure(buildIndex(documents), reported, measuredOn);
    // A little below what `npm run eval` prints, so that a new article or two does not break the build.
    expect(measured.first.share).toBeGreaterThan(0.94);
    expect(measured.firstThree.share).toBeGreaterThan(0.98);
    expect(measured.declined.share).toBeLessThan(0.05);
    expect(measured.answeredForeign.share).toBeLessThan(0.03);
    expect(measured.offeredForeign.share).toBeLessThan(0.1);
  });

  it('are good on questions that were written later, too', () => {
    const measured = measure(buildIndex(documents), fresh, measuredOn);
    expect(measured.first.share).toBeGreaterThan(0.9);
    expect(measured.firstThree.share).toBeGreaterThan(0.97);
    expect(measured.declined.share).toBeLessThan(0.07);
    expect(measured.answeredForeign.share).toBeLessThan(0.04);
    expect(measured.offeredForeign.share).toBeLessThan(0.15);
  });

  it('are asked for by at least three reported questions each', () => {
    const slugs = documents.filter(({ kind }) => kind !== 'event').map(({ slug }) => slug);
    const counts = slugs.map((slug) => [slug, reported.filter((asked) => asked.slug === slug).length] as const);
    expect(counts.filter(([, count]) => count < 3)).toEqual([]);
  });

  it('are measured on questions that are neither aliases nor tuned on', () => {
    const plain = (text: string) => splitWords(text).join(' ');
    const tuning = new Set(readQuestions('tuning').map(({ question }) => plain(question)));
    const aliases = new Set(documents.flatMap((document) => document.aliases.map(plain)));
    const spoilt = [...reported, ...fresh].filter(
      ({ question }) => tuning.has(plain(question)) || aliases.has(plain(question)),
    );
    expect(spoilt).toEqual([]);
  });
});

describe('the Wilson interval', () => {
  it('is that of the published formula', () => {
    expect(wilson(0, 10)).toMatchObject({ low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilson(50, 100)).toMatchObject({ low: expect.closeTo(0.4038, 4), high: expect.closeTo(0.5962, 4) });
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});
