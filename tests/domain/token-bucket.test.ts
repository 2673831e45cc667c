import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TokenBuckets } from '../../src/domain/token-bucket.js';

const rate = { perMinute: 40, burst: 20 };

it('never lets through more than the burst and what came back since, in any stretch of time', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(waits, (pauses) => {
      const buckets = new TokenBuckets(rate);
      let now = 1_000;
      const taken: number[] = [];
      for (const pause of pauses) {
        now += pause;
        if (buckets.take('one', now).kind === 'taken') taken.push(now);
      }
      taken.forEach((from, index) => {
        taken.slice(index).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(rate.burst + ((to - from) * rate.perMinute) / 60_000 + 1e-3);
        });
      });
    }),
  );
});

it('tells the first refusal from the rest, and when it may again', () => {
  const buckets = new TokenBuckets(rate);
  for (let turn = 0; turn < rate.burst; turn += 1) expect(buckets.take('one', 0)).toEqual({ kind: 'taken' });
  expect(buckets.take('one', 0)).toEqual({ kind: 'refused', first: true, retryAfterMs: 1_500 });
  expect(buckets.take('one', 1_000)).toEqual({ kind: 'refused', first: false, retryAfterMs: 500 });
  expect(buckets.take('one', 1_500)).toEqual({ kind: 'taken' });
  expect(buckets.take('one', 1_500)).toMatchObject({ kind: 'refused', first: true });
});

it('holds nobody back for what another does, and remembers a bounded number of keys', () => {
  const buckets = new TokenBuckets({ perMinute: 1, burst: 1 });
  for (let key = 0; key < 30_000; key += 1) expect(buckets.take(`key-${key}`, key).kind).toBe('taken');
  expect(buckets.take('key-29999', 30_000).kind).toBe('refused');
});
