import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Claim, claimsThatFit, type Joinable, type Room } from '../../domain/enrolment.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';

export type JoinBy = 'registration' | 'application' | 'nomination' | 'none';

/** One year of a project as it is joined, with how full it is at the moment of reading. */
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
  /** Schools (or people, where people join) that have a place. */
  readonly taken: number;
  readonly waiting: number;
}

/** Cohorts of a project that are not over, the soonest first. @param at what is over then is left out */
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

/** The last day counts in full, in UTC, as in `joiningState`. */
function notOver(at: Date): Prisma.Sql {
  return Prisma.sql`(c."endsOn" IS NULL OR (c."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' > ${at}::timestamptz)`;
}

/** One cohort by id; undefined for anything that is none. */
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

/** A cohort under its lock: nobody else decides about its places until this transaction ends. */
export interface LockedCohort extends Joinable {
  readonly id: string;
  readonly joinBy: JoinBy;
  readonly phases: readonly Phase[];
  readonly places: number | null;
  readonly strandsEach: number | null;
}

/**
 * Takes the lock under which a cohort's places are counted and given. Take it before anything else of the cohort is written,
 * and count only in a later statement: one that locks and counts at once sees the places as they were before it waited.
 */
export async function lockCohort(tx: Tx, cohortId: string): Promise<LockedCohort | undefined> {
  const rows = await tx.$queryRaw<LockedCohort[]>`
    SELECT c.id, p."joinBy", p.phases::text[] AS phases, p.status AS "projectStatus", c.status AS "cohortStatus", c."opensAt",
           c."closesAt", c."endsOn", c.places, c."strandsEach"
      FROM "Cohort" c JOIN "Project" p ON p.id = c."projectId"
     WHERE c.id = ${cohortId}::uuid FOR UPDATE OF c`;
  return rows[0];
}

/** Strands that a cohort offers, with their limits. */
export async function strandsOf(tx: Tx, cohortId: string): Promise<Map<string, number | null>> {
  const rows = await tx.cohortStrand.findMany({ where: { cohortId }, select: { strandId: true, places: true } });
  return new Map(rows.map(({ strandId, places }) => [strandId, places]));
}

/** Who holds a place and who waits, in order. Call under the lock. */
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

/** Whether one more school would get a place at once. Call under the lock. */
export async function hasRoom(tx: Tx, cohort: LockedCohort): Promise<boolean> {
  const { room, holders, queue } = await countClaims(tx, cohort);
  return claimsThatFit(room, holders, [...queue, { id: 'one-more', strands: [] }]).includes('one-more');
}
