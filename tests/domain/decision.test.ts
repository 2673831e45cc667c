import { describe, expect, it } from 'vitest';
import { applicationLimits, readApplication, readPounds, readReason } from '../../src/domain/decision.js';

const typed = { title: 'Walks', amount: '£2,500', plan: 'Two classes walk.', judged: 'We count.' };

describe('an application', () => {
  it('is read with its amount in whole pounds', () => {
    expect(readApplication(typed)).toEqual({ answers: { ...typed, amount: 2500 } });
  });

  it.each([
    ['title', '', 'missing'],
    ['title', 'x'.repeat(applicationLimits.title + 1), 'too-long'],
    ['plan', '  \n', 'missing'],
    ['judged', 'x'.repeat(applicationLimits.judged + 1), 'too-long'],
    ['amount', '', 'missing'],
    ['amount', 'a lot', 'no-amount'],
    ['amount', '99', 'out-of-range'],
    ['amount', '20001', 'out-of-range'],
    ['amount', '-500', 'no-amount'],
  ])('is refused for its %s when that is %j: %s', (field, value, fault) => {
    expect(readApplication({ ...typed, [field]: value })).toEqual({ faults: { [field]: fault } });
  });

  it.each([
    ['1,500', 1500],
    ['£ 900', 900],
    ['2500.00', 2500],
    ['12,34', undefined],
    ['1e9', undefined],
    ['2500.50', undefined],
  ])('reads %j as %j pounds', (words, pounds) => {
    expect(readPounds(words)).toBe(pounds);
  });

  it('accepts a reason up to its limit', () => {
    expect([readReason(' ok '), readReason(' '), readReason('x'.repeat(501))]).toEqual(['ok', undefined, undefined]);
  });
});
