import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Claim, claimsThatFit, type Joinable, type Room } from '../../domain/enrolment.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';

type JoinBy = 'registration' | 'application' | 'nomination' | 'none';

/** One academic year of a project that can be joined, with the number of places taken at the moment of reading. */
export interface JoinableCohort extends Joinable {
  readonly id: string;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly joinBy: JoinBy;
  readonly phases: readonly Phase[];
  readonly academicYear: number;
  readonly label: string;
  readonly places: number | null;
  readonly strandsEach: number | null;
  readonly strands: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly places: number | null;
    readonly taken: number;
  }>;
  /** Schools (or people, where people join) with a place. */
  readonly taken: number;
  readonly waiting: number;
}

/** Cohorts of a project that are not over, the soonest first. @param at cohorts that ended before this are left out */
export async function cohortsOfProject(db: Db | Tx, slug: string, at: Date): Promise<JoinableCohort[]> {
  return readCohorts(db, Prisma.sql`p.slug = ${slug} AND ${notOver(at)}`);
}

/** Published cohorts that can be joined at `at`, by name of the project. */
export async function openCohorts(db: Db | Tx, at: Date): Promise<JoinableCohort[]> {
  return readCohorts(
    db,
    Prisma.sql`p.status = 'published' AND c.status = 'published' AND p."joinBy" <> 'none'
           AND (c."opensAt" IS NULL OR c."opensAt" <= ${at}) AND (c."closesAt" IS NULL OR c."closesAt" > ${at})
           AND ${notOver(at)}`,
  );
}

/** The last day counts until its end, in UTC, as in `joiningState`. */
function notOver(at: Date): Prisma.Sql {
  return Prisma.sql`(c."endsOn" IS NULL OR (c."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' > ${at}::timestamptz)`;
}

/** One cohort by id; undefined for an unknown id. */
export async function findCohort(db: Db | Tx, id: string): Promise<JoinableCohort | undefined> {
  if (!isUuid(id)) return undefined;
  return (await readCohorts(db, Prisma.sql`c.id = ${id}::uuid`))[0];
}

async function readCohorts(db: Db | Tx, which: Prisma.Sql): Promise<JoinableCohort[]> {
  return db.$queryRaw<JoinableCohort[]>`
    SELECT c.id, p.slug AS "projectSlug", p.name AS "projectName", p."joinBy", p.phases::text[] AS phases,
           p.status AS "projectStatus", c.status AS "cohortStatus", c."academicYear", c.label, c."opensAt", c."closesAt",
           c."endsOn", c.places, c."strandsEach",
           (SELECT count(*)::int FROM "Enrolment" e WHERE e."cohortId" = c.id AND e.state = 'registered')
           + CASE WHEN p."joinBy" = 'nomination' THEN (SELECT count(*)::int FROM "Nomination" n
                WHERE n."cohortId" = c.id AND n.state = 'approved') ELSE 0 END AS taken,
           (SELECT count(*)::int FROM "Enrolment" e WHERE e."cohortId" = c.id AND e.state = 'waiting') AS waiting,
           COALESCE((SELECT json_agg(json_build_object('id', s.id, 'name', s.name, 'places', o.places, 'taken',
                       (SELECT count(*) FROM "EnrolmentStrand" x JOIN "Enrolment" e ON e.id = x."enrolmentId"
                         WHERE x."strandId" = s.id AND e."cohortId" = c.id AND e.state = 'registered')) ORDER BY s.id)
                       FROM "CohortStrand" o JOIN "Strand" s ON s.id = o."strandId" WHERE o."cohortId" = c.id), '[]') AS strands
      FROM "Cohort" c JOIN "Project" p ON p.id = c."projectId"
     WHERE ${which} AND p.status <> 'draft' AND c.status <> 'draft'
     ORDER BY p.name, c."academicYear", c.label`;
}

/** A cohort under its lock: nobody else can change its places until this transaction ends. */
export interface LockedCohort extends Joinable {
  readonly id: string;
  readonly joinBy: JoinBy;
  readonly phases: readonly Phase[];
  readonly places: number | null;
  readonly strandsEach: number | null;
}

/**
 * Takes the lock under which a cohort's places are counted and allocated. Take it before writing anything else of the
 * cohort, and count only in a later statement: a statement that locks and counts at once sees the state before it
 * waited.
 */
export async function lockCohort(tx: Tx, cohortId: string): Promise<LockedCohort | undefined> {
  const rows = await tx.$queryRaw<LockedCohort[]>`
    SELECT c.id, p."joinBy", p.phases::text[] AS phases, p.status AS "projectStatus", c.status AS "cohortStatus", c."opensAt",
           c."closesAt", c."endsOn", c.places, c."strandsEach"
      FROM "Cohort" c JOIN "Project" p ON p.id = c."projectId"
     WHERE c.id = ${cohortId}::uuid FOR UPDATE OF c`;
  return rows[0];
}

/** The strands of a cohort, with their limits. */
export async function strandsOf(tx: Tx, cohortId: string): Promise<Map<string, number | null>> {
  const rows = await tx.cohortStrand.findMany({ where: { cohortId }, select: { strandId: true, places: true } });
  return new Map(rows.map(({ strandId, places }) => [strandId, places]));
}

/** Schools with a place, and schools waiting in order. Call under the lock. */
export async function countClaims(
  tx: Tx,
  cohort: LockedCohort,
): Promise<{ room: Room; holders: Claim[]; queue: Claim[] }> {
  const rows = await tx.$queryRaw<Array<Claim & { state: string }>>`
    SELECT e.id, e.state::text AS state,
           COALESCE((SELECT json_agg(x."strandId") FROM "EnrolmentStrand" x WHERE x."enrolmentId" = e.id), '[]') AS strands
      FROM "Enrolment" e
     WHERE e."cohortId" = ${cohort.id}::uuid AND e.state IN ('registered', 'waiting') ORDER BY e.queue`;
  return {
    room: { places: cohort.places, strands: await strandsOf(tx, cohort.id) },
    holders: rows.filter(({ state }) => state === 'registered'),
    queue: rows.filter(({ state }) => state === 'waiting'),
  };
}

/** Whether another school would get a place at once. Call under the lock. */
export async function hasRoom(tx: Tx, cohort: LockedCohort): Promise<boolean> {
  const { room, holders, queue } = await countClaims(tx, cohort);
  return claimsThatFit(room, holders, [...queue, { id: 'one-more', strands: [] }]).includes('one-more');
}

export type PlaceGiven =
  | { readonly kind: 'registered' }
  /** `position` 1 is next. */
  | { readonly kind: 'waiting'; readonly position: number };

/**
 * Puts a school at the end of the waiting list and then allocates free places, so that it never overtakes a school that
 * has waited longer and would fit. Its position counts from now, so that positions already announced stay right. Call
 * under the lock.
 */
export async function enterQueue(core: Core, tx: Tx, cohort: LockedCohort, enrolmentId: string): Promise<PlaceGiven> {
  await tx.$executeRaw`
    UPDATE "Enrolment" SET state = 'waiting', queue = nextval(pg_get_serial_sequence('"Enrolment"', 'queue'))
     WHERE id = ${enrolmentId}::uuid`;
  await fillFreePlaces(core, tx, cohort, enrolmentId);
  const position = await waitingPosition(tx, enrolmentId);
  return position === null ? { kind: 'registered' } : { kind: 'waiting', position };
}

/** A school's position in the waiting list, 1 being next; null when it is not waiting. */
export async function waitingPosition(tx: Tx, enrolmentId: string): Promise<number | null> {
  const rows = await tx.$queryRaw<Array<{ position: number }>>`
    SELECT (SELECT count(*)::int FROM "Enrolment" w
             WHERE w."cohortId" = e."cohortId" AND w.state = 'waiting' AND w.queue <= e.queue) AS position
      FROM "Enrolment" e WHERE e.id = ${enrolmentId}::uuid AND e.state = 'waiting'`;
  return rows[0]?.position ?? null;
}

/**
 * Gives free places to waiting schools in their order, and tells the lead, headteacher and requester of each. Call
 * under the lock, after the change that freed the places.
 * @param newcomer an enrolment that is being made now: its people see the result at once and need no message
 * @returns how many schools got a place
 */
export async function fillFreePlaces(core: Core, tx: Tx, cohort: LockedCohort, newcomer?: string): Promise<number> {
  const { room, holders, queue } = await countClaims(tx, cohort);
  const passed = claimsThatFit(room, holders, queue);
  if (passed.length === 0) return 0;
  const now = core.clock.now();
  await tx.enrolment.updateMany({ where: { id: { in: passed } }, data: { state: 'registered', registeredAt: now } });
  for (const id of passed) {
    if (id === newcomer) continue;
    const line = { act: 'pass-place', subject: 'enrolment', subjectId: id, outcome: 'registered' } as const;
    await recordAct(tx, undefined, line, now);
    await tellOfPlace(core, tx, id);
  }
  return passed.length;
}

async function tellOfPlace(core: Core, tx: Tx, id: string): Promise<void> {
  const { urn, askedById, leads } = await tx.enrolment.findUniqueOrThrow({
    where: { id },
    select: { urn: true, askedById: true, leads: { where: { until: null, part: 'lead' }, select: { personId: true } } },
  });
  const people = [...leads.map(({ personId }) => personId), ...(await knownHeads(tx, urn)), askedById];
  await tellPeople(core, tx, people, {
    key: `enrolment-passed:${id}`,
    kind: 'enrolment-passed',
    payload: { enrolmentId: id },
  });
}
