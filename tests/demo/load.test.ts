import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDemonstration } from '../../prisma/demo/demonstration.js';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { personas } from '../../prisma/demo/personas.js';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase } from '../support/database/database.js';
import { openDemonstration } from '../support/database/demonstration.js';
import { dumpOf } from '../support/worlds/filled-database.js';

const now = new Date('2026-11-22T10:00:00Z');
const clock = { now: () => now };
const options = { timeZone: 'Europe/London' };

let database: Database;
let outcomes: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  outcomes = [
    await loadDemonstrationData(database.prisma, clock, options),
    await loadDemonstrationData(database.prisma, clock, options),
  ];
});

afterAll(() => database.close());

describe('loading the demonstration data', () => {
  it('happens once', async () => {
    expect(outcomes).toEqual(['loaded', 'not-empty']);
    expect(await database.prisma.school.count({ where: { status: 'open' } })).toBe(362);
    expect(await database.prisma.setting.findUnique({ where: { key: 'demo' } })).toMatchObject({
      value: { loadedAt: now.toISOString() },
    });
  });

  it('is refused when the database has a school', async () => {
    const other = await openTestDatabase();
    const place = { district: 'Lincoln', locality: 'Lincoln', town: 'Lincoln', postcode: 'LN1 1KK' };
    await other.prisma.school.create({
      data: { urn: 100_001, name: 'Mine', phase: 'primary', type: 'community', ...place },
    });
    expect(await loadDemonstrationData(other.prisma, clock, options)).toBe('not-empty');
    expect(await other.prisma.school.count()).toBe(1);
    expect(await other.prisma.setting.count()).toBe(0);
    await other.close();
  });

  it('happens once when two services start at the same time', async () => {
    const other = await openTestDatabase();
    const both = await Promise.all([1, 2].map(() => loadDemonstrationData(other.prisma, clock, options)));
    expect(both.sort()).toEqual(['loaded', 'not-empty']);
    expect(await other.prisma.school.count({ where: { status: 'open' } })).toBe(362);
    await other.close();
  });
});

describe('what a later test is given', () => {
  it('is all that was loaded, and what is counted is counted on from there', async () => {
    const first = await openDemonstration(clock);
    const loaded = await dumpOf(first);
    await first.prisma.school.updateMany({ data: { name: 'Another' } });
    await first.close();
    const second = await openDemonstration(clock);
    const given = await dumpOf(second);
    expect(given.length).toBeGreaterThan(10_000);
    expect(given).toEqual(loaded);
    const [{ next, newest } = { next: 0n, newest: 0n }] = await second.prisma.$queryRaw<
      Array<{ next: bigint; newest: bigint }>
    >`
      SELECT nextval(pg_get_serial_sequence('"Registration"', 'queue')) AS next,
             (SELECT max(queue) FROM "Registration") AS newest`;
    expect(next).toBe(newest + 1n);
    await second.close();
  });
});

describe('the history', () => {
  it.each([
    ['leadership-briefing-october-2016', 'attended', 288],
    ['leadership-briefing-march-2017', 'attended', 284],
    ['leadership-briefing-june-2017', 'attended', 259],
    ['leadership-briefing-october-2017', 'attended', 286],
    ['annual-conference-february-2017', 'attended', 141],
    ['annual-conference-february-2018', 'booked', 160],
    ['annual-conference-march-2019', 'attended', 150],
  ] as const)('%s carries its published figure', async (slug, kind, value) => {
    const event = await database.prisma.event.findUniqueOrThrow({ where: { slug }, include: { figures: true } });
    expect(event.figures).toContainEqual(expect.objectContaining({ kind, value }));
  });

  it('has rounds of briefings with 250 to 290 attendees', async () => {
    const rounds = await database.prisma.event.findMany({
      where: { series: { slug: 'leadership-briefing' }, sessions: { some: { attendances: { some: {} } } } },
      include: { sessions: { include: { _count: { select: { attendances: true } } } } },
    });
    const attended = rounds.map(({ sessions }) => sessions.reduce((sum, { _count }) => sum + _count.attendances, 0));
    expect(attended.length).toBeGreaterThanOrEqual(6);
    expect(attended.filter((people) => people < 250 || people > 290)).toEqual([]);
  });

  it('gives the published participation in Mobilise', async () => {
    const rows = await database.prisma.participation.findMany({
      where: { cohort: { project: { slug: 'mobilise' } } },
      include: { cohort: true },
    });
    const schoolsOf = (...years: number[]): number =>
      new Set(rows.filter(({ cohort }) => years.includes(cohort.academicYear)).map(({ urn }) => urn)).size;
    expect(schoolsOf(2016, 2017)).toBe(306);
    expect(schoolsOf(2017)).toBe(244);
    expect(schoolsOf(2016, 2017) - schoolsOf(2016)).toBe(36);
    expect(schoolsOf(2018)).toBe(172);
  });

  it('asked two further questions after its latest round of leadership briefings', async () => {
    const rows = await database.prisma.feedbackRequest.findMany({
      where: { questions: { isEmpty: false } },
      select: { questions: true, eventId: true, response: { select: { marks: true } } },
    });
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(1);
    const answered = [0, 1].map((place) => rows.filter(({ response }) => (response?.marks[place] ?? 0) > 0).length);
    expect(Math.min(...answered)).toBeGreaterThan(20);
    expect(rows.every(({ questions }) => questions.length === 2)).toBe(true);
  });

  it('has quotes in every state of moderation, and one withdrawn', async () => {
    const quotes = await database.prisma.quote.findMany();
    expect(new Set(quotes.map(({ moderation }) => moderation)).size).toBe(4);
    expect(quotes.filter(({ withdrawnAt }) => withdrawnAt !== null)).toHaveLength(1);
    const shown = quotes.filter(({ moderation }) => moderation === 'approved' || moderation === 'shortened');
    expect(shown.every(({ approvedWords }) => approvedWords !== null)).toBe(true);
  });
});

describe('at any time of the year', () => {
  it.each(['2027-03-13T10:00:00Z', '2027-08-16T22:30:00Z'])(
    'on %s has no record of anything still to come',
    (moment) => {
      const present = new Date(moment);
      const demo = buildDemonstration(present, options.timeZone);
      const recorded = [
        ...demo.registrations.flatMap(({ createdAt }) => [createdAt]),
        ...demo.attendances.map(({ recordedAt }) => recordedAt),
        ...demo.responses.map(({ givenAt }) => givenAt),
        ...demo.requests.map(({ remindedAt, askedAt }) => remindedAt ?? askedAt),
        ...demo.enrolments.map(({ createdAt }) => createdAt),
        ...demo.ticks.map(({ tickedAt }) => tickedAt),
        ...demo.quotes.flatMap(({ createdAt, moderatedAt, withdrawnAt }) => [createdAt, moderatedAt, withdrawnAt]),
      ];
      expect(demo.quotes.length).toBeGreaterThan(15);
      expect(recorded.filter((at) => at !== null && at > present)).toEqual([]);
    },
  );
});

describe('the upcoming programme', () => {
  const sessionsOf = (slug: string) =>
    database.prisma.session.findMany({
      where: { event: { slug } },
      include: { registrations: { orderBy: { queue: 'asc' } } },
      orderBy: { startsAt: 'asc' },
    });

  it('has a conference with three places left', async () => {
    const [session] = await sessionsOf('annual-conference-january-2027');
    expect(session?.capacity).toBe(160);
    expect(session?.registrations.filter(({ state }) => state === 'confirmed')).toHaveLength(157);
  });

  it('has a full workshop with a waiting list in order of asking', async () => {
    const [session] = await sessionsOf('success-workshop-reading-aloud-december-2026');
    const states = session?.registrations.map(({ state }) => state) ?? [];
    expect(states).toEqual([...Array(24).fill('confirmed'), ...Array(5).fill('waiting')]);
    const asked = session?.registrations.map(({ createdAt }) => createdAt.getTime()) ?? [];
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
  });

  it('has a round of briefings with places at each venue', async () => {
    const sessions = await sessionsOf('leadership-briefing-december-2026');
    expect(sessions.map(({ label, capacity }) => [label, capacity])).toEqual([
      ['Lincoln', 110],
      ['Boston', 100],
      ['Grantham', 90],
    ]);
    expect(sessions.every(({ capacity, registrations }) => registrations.length < (capacity ?? 0))).toBe(true);
  });

  it('gives no school more places at an event than allowed', async () => {
    const rows = await database.prisma.registration.findMany({
      where: { urn: { not: null } },
      include: { session: { include: { event: true } } },
    });
    const held = new Map<string, number>();
    const over = rows.filter(({ urn, session: { event } }) => {
      const key = `${event.id} ${urn}`;
      held.set(key, (held.get(key) ?? 0) + 1);
      return (held.get(key) ?? 0) > (event.placesPerSchool ?? Number.POSITIVE_INFINITY);
    });
    expect(over).toEqual([]);
  });
});

describe('the playground headteacher', () => {
  const { personId, urn } = personas.headteacher;

  it('has one upcoming booking and attended one briefing', async () => {
    const toCome = await database.prisma.registration.findMany({
      where: { personId, session: { startsAt: { gt: now } } },
      include: { session: { include: { event: true } } },
    });
    expect(toCome.map(({ state, session }) => [state, session.event.slug])).toEqual([
      ['confirmed', 'cluster-facilitator-training-december-2026'],
    ]);
    expect(await database.prisma.attendance.count({ where: { personId } })).toBe(1);
  });

  it('has a school in two projects this year', async () => {
    const enrolments = await database.prisma.enrolment.findMany({
      where: { urn, state: 'registered', cohort: { academicYear: 2026 } },
      include: { cohort: { include: { project: true } } },
    });
    expect(enrolments.map(({ cohort }) => cohort.project.slug).sort()).toEqual(['mobilise', 'peer-review']);
  });
});
