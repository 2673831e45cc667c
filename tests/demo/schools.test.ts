import { describe, expect, it } from 'vitest';
import { buildPeople } from '../../prisma/demo/people.js';
import { personas } from '../../prisma/demo/personas.js';
import { buildClosedSchools } from '../../prisma/demo/schools/closed-schools.js';
import { buildOpenSchools } from '../../prisma/demo/schools/schools.js';

const { schools, trusts } = buildOpenSchools();
const people = buildPeople(schools, 2026);

function countBy<T>(rows: readonly T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
}

describe('schools', () => {
  it('number 362, across phases and districts', () => {
    expect(schools).toHaveLength(362);
    expect(countBy(schools, ({ phase }) => phase)).toEqual({
      primary: 280,
      secondary: 55,
      special: 20,
      nursery: 4,
      all_through: 3,
    });
    expect(Object.keys(countBy(schools, ({ district }) => district))).toHaveLength(7);
    expect(new Set(schools.map(({ cluster }) => cluster)).size).toBe(60);
  });

  it('include every type, with 45 trusts that each run a school', () => {
    const types = Object.keys(countBy(schools, ({ type }) => type));
    expect(types).toEqual(
      expect.arrayContaining([
        'community',
        'voluntary_controlled',
        'voluntary_aided',
        'foundation',
        'academy',
        'free_school',
      ]),
    );
    expect(trusts).toHaveLength(45);
    const run = countBy(schools, ({ trustId }) => trustId ?? 'council');
    expect(trusts.filter(({ id }) => !run[id])).toEqual([]);
    expect(Math.max(...trusts.map(({ id }) => run[id] ?? 0))).toBeGreaterThan(15);
  });

  it('have unique names, URNs and postcodes that do not really exist', () => {
    expect(new Set(schools.map(({ name }) => name)).size).toBe(362);
    const { closed } = buildClosedSchools(schools);
    const urns = [...schools, ...closed].map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
    expect(urns.every((urn) => urn > 199_000 && urn < 200_000)).toBe(true);
    expect(schools.filter(({ postcode }) => !/^(LN|PE|NG)\d{1,2} \d[CIKMOV]{2}$/.test(postcode))).toEqual([]);
  });

  it('have a diocese only if they are church schools', () => {
    const church = schools.filter(({ name }) => /Church of England|Catholic/.test(name));
    expect(church.length).toBeGreaterThan(70);
    expect(church.filter(({ diocese }) => diocese === null)).toEqual([]);
    expect(schools.filter(({ name, diocese }) => diocese && !/Church of England|Catholic/.test(name))).toEqual([]);
  });

  it('include closed schools with links to open ones', () => {
    const { closed, links } = buildClosedSchools(schools);
    const open = new Set(schools.map(({ urn }) => urn));
    expect(closed.every(({ status, closedOn }) => status === 'closed' && closedOn !== null)).toBe(true);
    expect(links.every(({ successorUrn }) => open.has(successorUrn))).toBe(true);
    expect(links.length).toBeLessThan(closed.length);
  });
});

describe('people', () => {
  it('number about nine hundred, with a headteacher and a chair of governors for each school', () => {
    expect(people.people.length).toBeGreaterThan(880);
    expect(people.people.length).toBeLessThan(960);
    const positions = countBy(people.members, ({ position }) => position);
    expect(positions).toMatchObject({ headteacher: 362, chair_of_governors: 362 });
    expect(people.boardIds).toHaveLength(12);
    expect(people.organiserIds).toHaveLength(3);
  });

  it('have one post and one unique address each, all at invented places', () => {
    expect(people.posts).toHaveLength(people.people.length);
    expect(new Set(people.people.map(({ email }) => email)).size).toBe(people.people.length);
    expect(people.people.filter(({ email }) => !/^[a-z0-9.-]+@[a-z-]+\.example$/.test(email))).toEqual([]);
  });

  it('include the three whom a newcomer can act as', () => {
    for (const persona of Object.values(personas)) {
      const member = people.members.find(({ personId }) => personId === persona.personId);
      expect(member).toMatchObject({ name: persona.name, position: persona.position, urn: persona.urn });
    }
    expect(schools.find(({ urn }) => urn === personas.headteacher.urn)).toMatchObject({
      name: 'Marrowfen Church of England Primary School',
      locality: 'Boston',
    });
    expect(people.boardIds[0]).toBe(personas.board.personId);
    expect(people.organiserIds[0]).toBe(personas.organiser.personId);
  });
});
