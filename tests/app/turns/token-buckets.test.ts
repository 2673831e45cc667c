import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TokenBuckets } from '../../../src/app/turns/token-buckets.js';

const rate = { perMinute: 40, burst: 20 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('never allows more than the burst and the refill, in any period', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(waits, (pauses) => {
      const buckets = new TokenBuckets(rate);
      const taken: number[] = [];
      for (const pause of pauses) {
        vi.advanceTimersByTime(pause);
        if (buckets.take('one').kind === 'taken') taken.push(performance.now());
      }
      taken.forEach((from, index) => {
        taken.slice(index).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(rate.burst + ((to - from) * rate.perMinute) / 60_000 + 1e-3);
        });
      });
    }),
  );
});

it('distinguishes the first refusal from later ones, and says when to try again', () => {
  const buckets = new TokenBuckets(rate);
  for (let turn = 0; turn < rate.burst; turn += 1) expect(buckets.take('one')).toEqual({ kind: 'taken' });
  expect(buckets.take('one')).toEqual({ kind: 'refused', first: true, retryAfterMs: 1_500 });
  // Refills are fractions, so the time to wait may be off by a millisecond.
  vi.advanceTimersByTime(1_000);
  expect(buckets.take('one')).toEqual({ kind: 'refused', first: false, retryAfterMs: 501 });
  vi.advanceTimersByTime(501);
  expect(buckets.take('one')).toEqual({ kind: 'taken' });
  expect(buckets.take('one')).toMatchObject({ kind: 'refused', first: true });
});

it('limits each key separately, and remembers a limited number of keys', () => {
  const buckets = new TokenBuckets({ perMinute: 1, burst: 1 });
  for (let key = 0; key < 30_000; key += 1) expect(buckets.take(`key-${key}`).kind).toBe('taken');
  expect(buckets.take('key-29999').kind).toBe('refused');
  expect(buckets.take('key-19999').kind).toBe('taken');
});
