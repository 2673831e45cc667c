import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextToOffer, orderWaiting, positionOf, type Standing } from '../../../src/domain/bookings/waiting-list.js';

const standing = fc.record({
  urn: fc.option(fc.integer({ min: 100001, max: 100005 }), { nil: null }),
  state: fc.constantFrom('confirmed' as const, 'offered' as const, 'waiting' as const, 'waiting' as const),
  jumped: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
});
/** Created in order of asking, then shuffled, because the order of rows must not matter. */
const standings = fc
  .array(standing, { maxLength: 30 })
  .map((list) => list.map((one, index): Standing => ({ ...one, id: `r${index}`, personId: `p${index}`, queue: index })))
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

const schoolOf = (one: Standing) => (one.urn === null ? one.personId : String(one.urn));

describe('the waiting list', () => {
  it('contains everyone who waits, once', () => {
    fc.assert(
      fc.property(standings, (list) => {
        const waiting = list.filter(({ state }) => state === 'waiting').map(({ id }) => id);
        expect(
          orderWaiting(list)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(waiting.sort());
      }),
    );
  });

  it('gives no school a further place while a school without one is waiting', () => {
    fc.assert(
      fc.property(standings, fc.integer({ min: 0, max: 40 }), (list, capacity) => {
        const offered = nextToOffer(list, capacity).filter(({ jumped }) => !jumped);
        const without = orderWaiting(list)
          .filter((one) => !offered.includes(one) && !one.jumped)
          .map(schoolOf);
        const held = new Map<string, number>();
        const count = (one: Standing) => held.set(schoolOf(one), (held.get(schoolOf(one)) ?? 0) + 1);
        for (const one of list) if (one.state !== 'waiting') count(one);
        for (const one of nextToOffer(list, capacity)) count(one);
        for (const one of offered) {
          for (const school of without) {
            expect(held.get(school) ?? 0).toBeGreaterThanOrEqual((held.get(schoolOf(one)) ?? 0) - 1);
          }
        }
      }),
    );
  });

  it('keeps the order of asking within a school and among first places', () => {
    fc.assert(
      fc.property(standings, (list) => {
        const order = orderWaiting(list).filter(({ jumped }) => !jumped);
        const schools = new Set(order.map(schoolOf));
        for (const school of schools) {
          const own = order.filter((one) => schoolOf(one) === school).map(({ queue }) => queue);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
        const busy = new Set(list.filter((one) => one.state !== 'waiting' || one.jumped).map(schoolOf));
        const firsts = [...schools]
          .filter((school) => !busy.has(school))
          .map((school) => order.find((one) => schoolOf(one) === school)?.queue ?? -1);
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }),
    );
  });

  it('starts with people moved to the top by an organiser', () => {
    fc.assert(
      fc.property(standings, (list) => {
        const jumps = orderWaiting(list).map(({ jumped }) => jumped);
        expect(jumps.lastIndexOf(true)).toBeLessThan(Math.max(0, jumps.indexOf(false)) || jumps.length);
      }),
    );
  });

  it('offers as many places as are free, and none when the capacity was reduced', () => {
    fc.assert(
      fc.property(standings, fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }), (list, capacity) => {
        const taken = list.filter(({ state }) => state !== 'waiting').length;
        const waiting = list.length - taken;
        const free = capacity === null ? waiting : Math.max(0, Math.min(waiting, capacity - taken));
        expect(nextToOffer(list, capacity)).toHaveLength(free);
      }),
    );
  });

  it('puts a second person of a school behind the first person of another school who asked later', () => {
    const of = (id: string, urn: number, queue: number): Standing => ({
      id,
      personId: id,
      urn,
      queue,
      state: 'waiting',
      jumped: false,
    });
    const list = [of('head', 100001, 1), of('deputy', 100001, 2), of('other', 100002, 3)];
    expect(['head', 'other', 'deputy'].map((id) => positionOf(list, id))).toEqual([1, 2, 3]);
    expect(positionOf(list, 'nobody')).toBeNull();
  });
});
