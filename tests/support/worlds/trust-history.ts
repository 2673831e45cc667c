import type { Db } from '../../../src/db/database.js';
import type { Position } from '../../../src/domain/person.js';
import { at, firstUrn, headsSchool, makeTrustEvent } from './trust-partnership.js';

/** Schools of the trust, by the hub that they lie in: as many as come from each. */
interface ByHub {
  readonly thornby?: number;
  readonly calderPoint?: number;
  readonly oxmoor?: number;
}

/** Of each position, one person a school, by URN. */
type Staff = Readonly<Record<'headteacher' | 'deputy_headteacher' | 'senior_leader' | 'chair_of_governors', People>>;
type People = ReadonlyMap<number, string>;

/** Who came to a session of the past: so many schools of each hub, a person each. */
interface Came extends ByHub {
  readonly position: keyof Staff;
}

/** People of the trust whom tests speak as. */
export interface TrustSpeakers {
  readonly governor: string;
  readonly deputy: string;
  readonly businessManager: string;
}

/**
 * Two years of the trust on top of its schools and programme, so that there is something to count, to cancel and to wait for. The
 * head has a place at the History subject day; the forum in Oxmoor is full, with two waiting.
 */
export async function addTrustHistory(prisma: Db): Promise<TrustSpeakers> {
  const staff = await makeStaff(prisma);
  const { id: businessManager } = await makePerson(prisma, 'Pia Lund', headsSchool.urn, 'business_manager');
  await makePast(prisma, staff);
  await makeComing(prisma, staff);
  await makeNominations(prisma, staff);
  return {
    governor: staff.chair_of_governors.get(headsSchool.urn) ?? '',
    deputy: staff.deputy_headteacher.get(headsSchool.urn) ?? '',
    businessManager,
  };
}

const urns = Array.from({ length: 14 }, (_, index) => firstUrn + index);
const hubOf = { thornby: urns.slice(0, 5), calderPoint: urns.slice(5, 9), oxmoor: urns.slice(9) };

function makePerson(prisma: Db, name: string, urn: number, position: Position) {
  return prisma.person.create({
    data: { name, posts: { create: { urn, position, proof: 'file' } } },
    select: { id: true },
  });
}

async function makeStaff(prisma: Db): Promise<Staff> {
  const heads = await prisma.post.findMany({
    where: { position: 'headteacher' },
    select: { urn: true, personId: true },
  });
  const each = async (surname: string, position: Position) => {
    const made = new Map<number, string>();
    for (const [index, urn] of urns.entries())
      made.set(urn, (await makePerson(prisma, `Staff ${index} ${surname}`, urn, position)).id);
    return made;
  };
  return {
    headteacher: new Map(heads.map(({ urn, personId }) => [urn ?? 0, personId])),
    deputy_headteacher: await each('Quarrell', 'deputy_headteacher'),
    senior_leader: await each('Ashdown', 'senior_leader'),
    chair_of_governors: await each('Halloran', 'chair_of_governors'),
  };
}

function schoolsOf({ thornby = 0, calderPoint = 0, oxmoor = 0 }: ByHub): number[] {
  return [
    ...hubOf.thornby.slice(0, thornby),
    ...hubOf.calderPoint.slice(0, calderPoint),
    ...hubOf.oxmoor.slice(0, oxmoor),
  ];
}

const oxmoor = { label: 'Oxmoor', town: 'Oxmoor', venue: 'Oxmoor Guildhall', capacity: 30 } as const;
const thornby = { label: 'Thornby', town: 'Thornby', venue: 'The Net Loft', capacity: 30 } as const;
const calderPoint = { label: '', town: 'Calder Point', venue: 'Calder Point Library', capacity: 60 } as const;
const online = { label: '', link: 'https://meet.example/trust', capacity: null } as const;

async function makePast(prisma: Db, staff: Staff): Promise<void> {
  const held = async (
    series: string,
    title: string,
    sessions: ReadonlyArray<readonly [Parameters<typeof makeTrustEvent>[3][number], readonly Came[]]>,
  ) => {
    const ids = await makeTrustEvent(
      prisma,
      series,
      { title },
      sessions.map(([session]) => session),
    );
    for (const [index, [session, came]] of sessions.entries())
      await prisma.attendance.createMany({
        data: came.flatMap(({ position, ...byHub }) =>
          schoolsOf(byHub).map((urn) => ({
            ...{ sessionId: ids[index] ?? '', urn, personId: staff[position].get(urn) ?? null },
            ...{ source: 'check_in' as const, present: true, recordedAt: session.startsAt },
          })),
        ),
      });
  };
  const position = 'headteacher';
  await held('heads-forum', 'Heads forum', [
    [{ ...oxmoor, startsAt: at('2025-11-11 09:30') }, [{ position, oxmoor: 5, calderPoint: 2 }]],
    [{ ...thornby, startsAt: at('2025-11-12 09:30') }, [{ position, thornby: 4 }]],
  ]);
  await held('heads-forum', 'Heads forum', [
    [
      { ...thornby, label: '', startsAt: at('2026-03-10 09:30') },
      [{ position, thornby: 5, calderPoint: 3, oxmoor: 4 }],
    ],
  ]);
  await held('heads-forum', 'Heads forum', [
    [{ ...oxmoor, startsAt: at('2026-06-16 08:30') }, [{ position, oxmoor: 5 }]],
    [{ ...thornby, startsAt: at('2026-06-17 08:30') }, [{ position, thornby: 5, calderPoint: 3 }]],
  ]);
  await held('subject-day', 'Maths subject day', [
    [
      { ...online, startsAt: at('2026-02-05 09:30') },
      [
        { position: 'senior_leader', thornby: 5, calderPoint: 4, oxmoor: 3 },
        { position: 'deputy_headteacher', oxmoor: 4 },
      ],
    ],
  ]);
  await held('subject-day', 'Science subject day', [
    [
      { ...oxmoor, label: '', startsAt: at('2026-05-21 08:30') },
      [
        { position: 'senior_leader', thornby: 1, calderPoint: 2, oxmoor: 5 },
        { position: 'deputy_headteacher', oxmoor: 2 },
      ],
    ],
  ]);
  const chair = 'chair_of_governors';
  await held('governors-evening', 'Governors evening', [
    [
      { ...calderPoint, startsAt: at('2026-01-20 18:00') },
      [{ position: chair, thornby: 3, calderPoint: 4, oxmoor: 2 }],
    ],
  ]);
  await held('governors-evening', 'Governors evening', [
    [{ ...online, startsAt: at('2026-05-12 17:00') }, [{ position: chair, thornby: 4, calderPoint: 3, oxmoor: 4 }]],
  ]);
}

async function makeComing(prisma: Db, staff: Staff): Promise<void> {
  await makeTrustEvent(prisma, 'subject-day', { title: 'Geography subject day', opensAt: at('2027-01-04 09:00') }, [
    { ...thornby, label: '', startsAt: at('2027-01-28 09:30'), capacity: 20 },
  ]);
  const cancelReason = 'The Guildhall has no heating until the new year.';
  await makeTrustEvent(prisma, 'subject-day', { title: 'Music subject day', cancelReason }, [
    { ...oxmoor, label: '', startsAt: at('2026-12-04 09:30') },
  ]);
  await makeTrustEvent(prisma, 'heads-forum', { title: 'Heads forum' }, [
    { ...calderPoint, startsAt: at('2027-03-09 09:30') },
  ]);
  const sessionOf = (title: string, day: string) =>
    prisma.session.findFirstOrThrow({
      where: { event: { title }, startsAt: { gte: at(`${day} 00:00`), lt: at(`${day} 23:59`) } },
      select: { id: true },
    });
  const book = async (title: string, day: string, people: ReadonlyArray<readonly [number, string]>, places: number) => {
    const { id: sessionId } = await sessionOf(title, day);
    for (const [index, [urn, personId]] of people.entries()) {
      const state = index < places ? ('confirmed' as const) : ('waiting' as const);
      await prisma.registration.create({
        data: { sessionId, personId, urn, state, confirmedAt: at('2026-11-10 09:00') },
      });
    }
  };
  const heads = [...staff.headteacher].sort(([one], [other]) => one - other);
  await book('Heads forum', '2026-12-15', heads.slice(10, 13), 1);
  await book('Heads forum', '2026-12-16', heads.slice(1, 9), 8);
  await book('Governors evening', '2027-01-19', [...staff.chair_of_governors].slice(2, 14), 12);
  await book('History subject day', '2027-01-07', heads.slice(0, 1), 1);
}

/** Three people of Oxmoor have a place on Rising Leaders, and one waits for the decision. */
async function makeNominations(prisma: Db, staff: Staff): Promise<void> {
  const { id: cohortId } = await prisma.cohort.findFirstOrThrow({ where: { project: { slug: 'rising-leaders' } } });
  await prisma.nomination.createMany({
    data: hubOf.oxmoor.slice(0, 4).map((urn, index) => ({
      ...{ cohortId, urn, nomineeId: staff.senior_leader.get(urn) ?? '', answers: { why: 'Leads well already.' } },
      nominatorId: staff.headteacher.get(urn) ?? null,
      state: index < 3 ? ('approved' as const) : ('asked' as const),
    })),
  });
}
