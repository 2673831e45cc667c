import { randomUUID } from 'node:crypto';
import type { Persona } from '../../../src/app/playground.js';
import { partnershipKey } from '../../../src/app/setup/partnership.js';
import type { Database, Db } from '../../../src/db/database.js';
import type { Phase } from '../../../src/domain/person.js';
import type { MovableClock } from '../clock.js';

/** Hubs of the trust, with the county that each lies in. */
const hubs = [
  { name: 'Thornby', county: 'Westmark', district: 'Upper Westmark', schools: 5 },
  { name: 'Calder Point', county: 'Westmark', district: 'Lower Westmark', schools: 4 },
  { name: 'Oxmoor', county: 'Estmere', district: 'Estmere', schools: 5 },
] as const;

export const firstUrn = 410_001;
export const headsSchool = { urn: firstUrn, name: 'Thornby Quay Primary Academy' };

/** People of the trust whom tests act as. */
export const trustPeople = {
  head: { personId: '019ab000-0000-7000-8000-000000000001', name: 'Idris Vane' },
  trustee: { personId: '019ab000-0000-7000-8000-000000000002', name: 'Meera Castell' },
  organiser: { personId: '019ab000-0000-7000-8000-000000000003', name: 'Jo Underhay' },
} as const;

/**
 * Fills an empty database with a second partnership, as unlike the demonstration's as can be: a trust of 14 schools in two counties, with
 * other words, other series, sessions online, and one project for people instead of schools. Every name is invented.
 * @returns as whom people can act in the playground */
export async function loadTrustPartnership({ prisma }: Database, clock: MovableClock): Promise<readonly Persona[]> {
  const now = clock.now();
  await prisma.setting.create({
    data: {
      key: partnershipKey,
      value: {
        name: 'Three Rivers Learning Trust',
        alsoCalled: ['3RLT', 'Three Rivers'],
        areas: ['Westmark', 'Estmere'],
        member: 'academy',
        cluster: 'family',
        locality: 'hub',
      },
    },
  });
  await makeSchools(prisma);
  await prisma.schoolHoliday.create({
    data: { name: 'Christmas', startsOn: at('2026-12-19 00:00'), endsOn: at('2027-01-03 00:00') },
  });
  const people = await makePeople(prisma);
  await makeProgramme(prisma, people.others);
  await makeProject(prisma, now);
  await makeArticles(prisma, now);
  return personasOf(people);
}

async function makeSchools(prisma: Db): Promise<void> {
  const trust = await prisma.trust.create({ data: { name: 'Three Rivers Learning Trust', code: '98001' } });
  const endings = ['Quay Primary Academy', 'Hill Academy', 'Mill Primary Academy', 'Park School', 'Green Academy'];
  const phases: readonly Phase[] = ['primary', 'secondary', 'primary', 'special', 'all_through'];
  const rows = hubs.flatMap(({ name, county, district, schools }) =>
    Array.from({ length: schools }, (_, at) => ({
      name: `${name} ${endings[at]}`,
      phase: phases[at] ?? 'primary',
      type: 'academy' as const,
      trustId: trust.id,
      district,
      localAuthority: county,
      locality: name,
      town: name,
      postcode: `ZZ${30 + at} 2BB`,
      pupils: 200 + 40 * at,
    })),
  );
  await prisma.school.createMany({
    data: rows.map((row, at) => ({
      ...row,
      urn: firstUrn + at,
      localAuthorityCode: row.locality === 'Oxmoor' ? 998 : 997,
      website: `https://www.academy-${at}.example`,
    })),
  });
}

interface People {
  readonly head: string;
  readonly trustee: string;
  readonly organiser: string;
  /** Heads and leaders of the other schools. */
  readonly others: readonly string[];
}

async function makePeople(prisma: Db): Promise<People> {
  const person = async (
    name: string,
    urn: number | null,
    position: 'headteacher' | 'trust_leader' | 'senior_leader',
    personId: string = randomUUID(),
  ) => {
    const { id } = await prisma.person.create({
      data: { id: personId, name, posts: { create: { urn, position, proof: 'file' } } },
      select: { id: true },
    });
    return id;
  };
  const others: string[] = [];
  for (let at = 1; at < 14; at += 1) others.push(await person(`Leader ${at} Penhallow`, firstUrn + at, 'headteacher'));
  return {
    head: await person(trustPeople.head.name, firstUrn, 'headteacher', trustPeople.head.personId),
    trustee: await person(trustPeople.trustee.name, null, 'trust_leader', trustPeople.trustee.personId),
    organiser: await person(trustPeople.organiser.name, null, 'trust_leader', trustPeople.organiser.personId),
    others,
  };
}

function personasOf({ head, trustee, organiser }: People): readonly Persona[] {
  return [
    { key: 'headteacher', personId: head, role: null, title: 'Idris Vane, headteacher', tries: 'Books.' },
    { key: 'board', personId: trustee, role: 'board', title: 'Meera Castell, trustee', tries: 'Looks at figures.' },
    { key: 'organiser', personId: organiser, role: 'organiser', title: 'Jo Underhay, organiser', tries: 'Plans.' },
    {
      key: 'administrator',
      personId: organiser,
      role: 'administrator',
      title: 'Jo Underhay, administrator',
      tries: 'Sets up.',
    },
  ];
}

/** @param days from now, at half past nine in winter time */
function day(now: Date, days: number): Date {
  const at = new Date(now.getTime() + days * 24 * 60 * 60_000);
  at.setUTCHours(9, 30, 0, 0);
  return at;
}

async function makeProgramme(prisma: Db, others: readonly string[]): Promise<void> {
  const series = async (slug: string, name: string, summary: string, aliases: string[]) => {
    await prisma.series.create({ data: { slug, name, summary, description: '', aliases, audience: [] } });
  };
  await series('heads-forum', 'Heads forum', 'Heads of the trust, twice a term.', ['principals forum']);
  await series('subject-day', 'Subject day', 'A day for subject leads.', ['subject leads day']);
  await series('governors-evening', 'Governors evening', 'For local governing bodies.', ['LGB evening']);
  await makeTrustEvent(prisma, 'heads-forum', { title: 'Heads forum' }, [
    { label: 'Oxmoor', town: 'Oxmoor', venue: 'Oxmoor Guildhall', startsAt: at('2026-12-15 09:30'), capacity: 1 },
    { label: 'Thornby', town: 'Thornby', venue: 'The Net Loft', startsAt: at('2026-12-16 09:30'), capacity: 30 },
  ]);
  await makeTrustEvent(prisma, 'subject-day', { title: 'History subject day' }, [
    { label: '', link: 'https://meet.example/history', startsAt: at('2027-01-07 09:30'), capacity: null },
  ]);
  await makeTrustEvent(prisma, 'governors-evening', { title: 'Governors evening' }, [
    {
      ...{ label: '', town: 'Calder Point', venue: 'Calder Point Library' },
      ...{ startsAt: at('2027-01-19 18:00'), capacity: 60 },
    },
  ]);
  const [past = ''] = await makeTrustEvent(prisma, 'heads-forum', { title: 'Heads forum' }, [
    { label: '', town: 'Thornby', venue: 'The Net Loft', startsAt: at('2026-09-29 08:30'), capacity: 30 },
  ]);
  await prisma.attendance.createMany({
    data: others.slice(0, 9).map((personId, index) => ({
      ...{ sessionId: past, personId, urn: firstUrn + 1 + index },
      ...{ source: 'check_in' as const, present: true, recordedAt: at('2026-09-29 09:00') },
    })),
  });
}

/** @param text `2026-12-15 09:30`, in UTC */
export function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00Z`);
}

interface SessionRow {
  readonly label: string;
  readonly town?: string;
  readonly venue?: string;
  readonly link?: string;
  readonly startsAt: Date;
  readonly capacity: number | null;
}

/** An event of a series with two-hour sessions; those that are over have their attendance confirmed. @returns their ids */
export async function makeTrustEvent(
  prisma: Db,
  series: string,
  given: { readonly title: string; readonly opensAt?: Date; readonly cancelReason?: string },
  sessions: readonly SessionRow[],
): Promise<string[]> {
  const first = sessions[0]?.startsAt ?? new Date();
  const month = first.getUTCMonth();
  const made = await prisma.event.create({
    data: {
      ...given,
      slug: `${given.title.toLowerCase().replaceAll(' ', '-')}-${randomUUID().slice(0, 6)}`,
      series: { connect: { slug: series } },
      academicYear: first.getUTCFullYear() - (month < 8 ? 1 : 0),
      term: month >= 8 ? 'autumn' : month < 3 ? 'spring' : 'summer',
      status: given.cancelReason === undefined ? 'published' : 'cancelled',
      sessions: {
        create: sessions.map((session) => ({
          ...session,
          endsAt: new Date(session.startsAt.getTime() + 2 * 60 * 60_000),
          ...(given.cancelReason === undefined
            ? {}
            : { status: 'cancelled' as const, cancelReason: given.cancelReason }),
          ...(session.startsAt < at('2026-11-01 00:00') ? { attendanceConfirmedAt: session.startsAt } : {}),
        })),
      },
    },
    select: { sessions: { select: { id: true }, orderBy: { startsAt: 'asc' } } },
  });
  return made.sessions.map(({ id }) => id);
}

async function makeProject(prisma: Db, now: Date): Promise<void> {
  await prisma.project.create({
    data: {
      slug: 'rising-leaders',
      name: 'Rising Leaders',
      summary: 'A year of coaching for middle leaders.',
      description: 'Each academy may put forward two people, who are coached for a year.',
      audience: 'people',
      forWhom: 'Middle leaders',
      runBy: 'The trust’s people team',
      phases: [],
      joinBy: 'nomination',
      cohorts: { create: { academicYear: 2026, opensAt: day(now, -10), closesAt: day(now, 60), places: 20 } },
    },
  });
}

async function makeArticles(prisma: Db, now: Date): Promise<void> {
  const article = (slug: string, question: string, answer: string, phrases: readonly string[]) =>
    prisma.article.create({
      data: {
        slug,
        question,
        answer,
        owner: 'People team',
        asOf: now,
        reviewBy: day(now, 300),
        aliases: { create: phrases.map((phrase) => ({ phrase })) },
      },
    });
  await article(
    'supply-pool',
    'How does an academy use the supply pool?',
    'Ring the pool before 7am on the day. Two teachers wait in each hub, and the trust pays the first day.',
    ['cover for absent teachers', 'supply teacher'],
  );
  await article(
    'minibus',
    'How do we book the trust minibus?',
    'The Oxmoor office keeps the diary of the minibus. Whoever drives it needs the trust’s own test.',
    ['borrow the minibus'],
  );
}
