import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Claim,
  chooseStrands,
  claimsThatFit,
  isForPhase,
  joiningState,
  type Room,
  rightsIn,
  stillRuns,
  tidyName,
} from '../../src/domain/enrolment.js';

const now = new Date('2026-11-22T10:00:00Z');
const open = {
  projectStatus: 'published',
  cohortStatus: 'published',
  opensAt: new Date('2026-06-10T08:00:00Z'),
  closesAt: new Date('2026-12-18T17:00:00Z'),
  endsOn: new Date('2027-08-31'),
} as const;

describe('joining a cohort', () => {
  it.each([
    ['open', {}, 'open'],
    ['open with no dates', { opensAt: null, closesAt: null, endsOn: null }, 'open'],
    ['not open yet', { opensAt: new Date('2026-11-22T10:00:01Z') }, 'not-open-yet'],
    ['closed at the very moment', { closesAt: now }, 'closed'],
    ['over the day after its last', { endsOn: new Date('2026-11-21') }, 'over'],
    ['open on its last day', { endsOn: new Date('2026-11-22') }, 'open'],
    ['a draft', { cohortStatus: 'draft' }, 'not-found'],
    ['cancelled', { projectStatus: 'cancelled' }, 'cancelled'],
  ] as const)('is %s', (_what, given, state) => {
    expect(joiningState({ ...open, ...given }, now)).toBe(state);
  });

  it('can be confirmed after joining has closed, but not after the cohort is over', () => {
    expect(stillRuns({ ...open, closesAt: now }, now)).toBe(true);
    expect(stillRuns({ ...open, endsOn: new Date('2026-11-01') }, now)).toBe(false);
  });

  it.each([
    [['a', 'b'], 2, ['b', 'a', 'b'], { kind: 'chosen', strands: ['b', 'a'] }],
    [['a', 'b'], 1, ['a', 'b'], { kind: 'refused', reason: 'too-many' }],
    [['a', 'b'], null, [], { kind: 'refused', reason: 'none' }],
    [['a'], null, ['of another project'], { kind: 'refused', reason: 'unknown' }],
    [[], null, [], { kind: 'chosen', strands: [] }],
  ])('chooses of %j at most %j: %j', (offered, most, chosen, expected) => {
    expect(chooseStrands(offered, most, chosen)).toEqual(expected);
  });

  it('is open to some phases, or to all', () => {
    expect([isForPhase([], 'primary'), isForPhase(['secondary'], 'primary'), isForPhase(['secondary'], null)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

const strandNames = ['english', 'mathematics', 'cognition'] as const;
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const room = fc.record({ places: limit, each: fc.tuple(limit, limit, limit) }).map(
  ({ places, each }): Room => ({
    places,
    strands: new Map(strandNames.map((name, index) => [name, each[index] ?? null])),
  }),
);
type Step = { act: 'ask'; strands: string[] } | { act: 'leave'; which: number } | { act: 'enlarge' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('ask' as const), strands: fc.subarray([...strandNames]) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('leave' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('enlarge' as const) }) },
);

/** A model of the cohort: schools with places, waiting schools, and a record of who got a place. */
class Cohort {
  holders: Claim[] = [];
  queue: Claim[] = [];
  private asked = 0;
  constructor(public room: Room) {}

  do(one: Step): void {
    if (one.act === 'ask') {
      this.asked += 1;
      this.queue.push({ id: String(this.asked), strands: one.strands });
    }
    if (one.act === 'leave') {
      const all = [...this.holders, ...this.queue];
      const id = all[one.which % Math.max(1, all.length)]?.id;
      this.holders = this.holders.filter((claim) => claim.id !== id);
      this.queue = this.queue.filter((claim) => claim.id !== id);
    }
    if (one.act === 'enlarge' && this.room.places !== null) this.room = { ...this.room, places: this.room.places + 1 };
    const given = claimsThatFit(this.room, this.holders, this.queue);
    this.holders = [...this.holders, ...this.queue.filter(({ id }) => given.includes(id))];
    this.queue = this.queue.filter(({ id }) => !given.includes(id));
  }
}

const used = (claims: readonly Claim[], strand: string) =>
  claims.filter(({ strands }) => strands.includes(strand)).length;
const within = (count: number, most: number | null | undefined) => most === null || most === undefined || count <= most;

describe('places of a cohort and its strands, whatever happens in any order', () => {
  it('never exceed the limit, and every school holds one or waits', () => {
    fc.assert(
      fc.property(room, fc.array(step, { maxLength: 40 }), (given, steps) => {
        const cohort = new Cohort(given);
        for (const one of steps) {
          const before = new Set([...cohort.holders, ...cohort.queue].map(({ id }) => id));
          cohort.do(one);
          expect(within(cohort.holders.length, cohort.room.places)).toBe(true);
          for (const name of strandNames)
            expect(within(used(cohort.holders, name), cohort.room.strands.get(name))).toBe(true);
          const after = [...cohort.holders, ...cohort.queue].map(({ id }) => id);
          expect(new Set(after).size).toBe(after.length);
          const lost = [...before].filter((id) => !after.includes(id));
          expect(lost.length).toBeLessThanOrEqual(one.act === 'leave' ? 1 : 0);
        }
      }),
    );
  });

  it('go to every school that fits, and never to a later one that wants the same', () => {
    fc.assert(
      fc.property(room, fc.array(step, { maxLength: 40 }), (given, steps) => {
        const cohort = new Cohort(given);
        for (const one of steps) {
          const waiting = [...cohort.queue];
          cohort.do(one);
          expect(claimsThatFit(cohort.room, cohort.holders, cohort.queue)).toEqual([]);
          const passed = waiting.filter(({ id }) => cohort.holders.some((holder) => holder.id === id));
          for (const later of passed) {
            const earlier = waiting.slice(0, waiting.indexOf(later));
            const overlooked = earlier.filter(
              (claim) =>
                cohort.queue.includes(claim) && claim.strands.every((strand) => later.strands.includes(strand)),
            );
            expect(overlooked).toEqual([]);
          }
        }
      }),
    );
  });

  it('go by order of asking where no strand is limited', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 40 }), (places, steps) => {
        const cohort = new Cohort({ places, strands: new Map() });
        for (const one of steps) {
          const waiting = cohort.queue.map(({ id }) => id);
          cohort.do(one);
          const still = cohort.queue.map(({ id }) => id).filter((id) => waiting.includes(id));
          const gone = new Set(cohort.holders.map(({ id }) => id));
          const passed = waiting.filter((id) => gone.has(id));
          const left = waiting.filter((id) => still.includes(id));
          for (const id of passed) for (const other of left) expect(Number(id)).toBeLessThan(Number(other));
        }
      }),
    );
  });
});

describe('rights', () => {
  const nobody = {
    atSchool: false,
    position: null,
    isLead: false,
    isContact: false,
    isAsker: false,
    isOrganiser: false,
  } as const;
  const allowed = (who: Parameters<typeof rightsIn>[0]) =>
    Object.entries(rightsIn(who))
      .filter(([, may]) => may)
      .map(([right]) => right)
      .join(' ');

  it.each([
    ['a stranger', {}, ''],
    ['a head of another school', { position: 'headteacher' }, ''],
    ['a lead who has left', { isLead: true, isAsker: true }, ''],
    ['a colleague', { atSchool: true, position: 'teacher' }, 'see tick'],
    ['the contact', { atSchool: true, isContact: true }, 'see tick namePeople answer'],
    ['the lead', { atSchool: true, isLead: true }, 'see tick namePeople withdraw answer'],
    ['the head', { atSchool: true, position: 'executive_headteacher' }, 'see decide tick namePeople withdraw answer'],
    ['an organiser', { isOrganiser: true }, 'see decide namePeople withdraw'],
  ] as const)('%s: %s', (_who, given, rights) => {
    expect(allowed({ ...nobody, ...given })).toBe(rights);
  });

  it.each([
    ['  Maya \n Brook ', 'Maya Brook'],
    ['\u202eevil\u0000', 'evil'],
    ['123', undefined],
    ['', undefined],
    ['x'.repeat(101), undefined],
  ])('reads the name %j', (typed, name) => {
    expect(tidyName(typed)).toBe(name);
  });
});
