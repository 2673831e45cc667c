import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedSchool, countTakingPart } from '../../../src/domain/figures/took-part.js';

const school = (urn: number, district: string, trust: string | null, present = true): CountedSchool => ({
  urn,
  phase: 'primary',
  district,
  trust,
  present,
});

describe('participation by district and by trust', () => {
  const schools = [
    school(1, 'Boston', 'Oak'),
    school(2, 'Boston', null),
    school(3, 'Lincoln', 'Oak'),
    school(4, 'Lincoln', null, false),
    school(5, 'Lincoln', 'Ash'),
  ];

  it('counts each present school in its group, largest first, including schools in no trust', () => {
    const count = countTakingPart(
      [
        { urn: 1, year: 2026 },
        { urn: 2, year: 2026 },
        { urn: 3, year: 2025 },
      ],
      schools,
      [],
    );
    expect(count.byGroup('district', 2026)).toEqual([
      { name: 'Boston', schools: 2, of: 2 },
      { name: 'Lincoln', schools: 0, of: 2 },
    ]);
    expect(count.byGroup('trust', 2026)).toEqual([
      { name: null, schools: 1, of: 1 },
      { name: 'Oak', schools: 1, of: 2 },
      { name: 'Ash', schools: 0, of: 1 },
    ]);
  });

  it('counts a closed school where its successor is', () => {
    const count = countTakingPart([{ urn: 4, year: 2026 }], schools, [{ predecessorUrn: 4, successorUrn: 2 }]);
    expect(count.byGroup('district', 2026)[0]).toEqual({ name: 'Boston', schools: 1, of: 2 });
  });

  it('counts every present school once over all groups', () => {
    const made = fc.array(
      fc.record({
        district: fc.constantFrom('a', 'b', 'c'),
        trust: fc.constantFrom('x', 'y', null),
        present: fc.boolean(),
        took: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(made, (rows) => {
        const all = rows.map((row, urn) => school(urn, row.district, row.trust, row.present));
        const records = rows.flatMap(({ took }, urn) => (took ? [{ urn, year: 2026 }] : []));
        const count = countTakingPart(records, all, []);
        for (const grouping of ['district', 'trust'] as const) {
          const shares = count.byGroup(grouping, 2026);
          const sum = (of: 'schools' | 'of') => shares.reduce((total, share) => total + share[of], 0);
          expect(sum('of')).toBe(rows.filter(({ present }) => present).length);
          expect(sum('schools')).toBe(rows.filter(({ present, took }) => present && took).length);
          for (const { schools: part, of } of shares) expect(part).toBeLessThanOrEqual(of);
        }
      }),
    );
  });
});
