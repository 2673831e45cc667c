import type { Tx } from '../../db/database.js';
import type { PostClaim, PostProof } from '../../db/generated/enums.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { Position } from '../../domain/person.js';
import type { Core } from '../core.js';

/** What continues after a school has closed, and is transferred to its successor. */
export interface Transfer {
  readonly people: number;
  readonly places: number;
  /** Enrolments, applications and nominations. */
  readonly projects: number;
}

type Moves = ReadonlyArray<{ readonly from: number; readonly to: number }>;

const inUse = `('interested', 'awaiting_head', 'registered', 'waiting')`;

/** By closed school, for those with anything to transfer. */
export async function countTransfers(core: Core, tx: Tx, moves: Moves): Promise<Map<number, Transfer>> {
  const year = academicYearOf(core.clock.now(), core.timeZone);
  const rows = await tx.$queryRawUnsafe<Array<{ urn: number } & Transfer>>(
    `WITH m AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m("from" int, "to" int)), ${workUnderWay}
     SELECT m."from" AS urn, (SELECT count(*)::int FROM posts WHERE urn = m."from") AS people,
            (SELECT count(*)::int FROM places WHERE urn = m."from") AS places,
            (SELECT count(*)::int FROM enrolments WHERE urn = m."from") +
            (SELECT count(*)::int FROM applications WHERE urn = m."from") +
            (SELECT count(*)::int FROM nominations WHERE urn = m."from") AS projects FROM m`,
    JSON.stringify(moves),
    core.clock.now(),
    year,
  );
  return new Map(
    rows
      .filter(({ people, places, projects }) => people + places + projects > 0)
      .map(({ urn, ...moving }) => [urn, moving]),
  );
}

/**
 * Two merged schools in one cohort have one enrolment: the successor's own if it has one, otherwise the first. The
 * others keep their old number.
 */
const firstOfEach = (table: string, states: string) => `
  SELECT DISTINCT ON (e."cohortId", m."to") e.id, e.urn, m."to" FROM "${table}" e
    JOIN m ON m."from" = e.urn JOIN "Cohort" c ON c.id = e."cohortId"
   WHERE e.state IN ${states} AND c."academicYear" >= $3 AND NOT EXISTS (
     SELECT 1 FROM "${table}" o WHERE o."cohortId" = e."cohortId" AND o.urn = m."to" AND o.state IN ${states})
   ORDER BY e."cohortId", m."to", e."createdAt", e.id`;

/** `$1` transfers, `$2` now, `$3` the academic year. */
const workUnderWay = `
  posts AS (SELECT p.id, p.urn, m."to" FROM "Post" p JOIN m ON m."from" = p.urn WHERE p.until IS NULL),
  places AS (SELECT r.id, r.urn, m."to" FROM "Registration" r JOIN m ON m."from" = r.urn
               JOIN "Session" s ON s.id = r."sessionId"
              WHERE s."endsAt" > $2 AND r.state IN ('confirmed', 'offered', 'waiting')),
  enrolments AS (${firstOfEach('Enrolment', inUse)}),
  applications AS (${firstOfEach('Application', `('asked', 'approved')`)}),
  nominations AS (SELECT n.id, n.urn, m."to" FROM "Nomination" n JOIN m ON m."from" = n.urn WHERE n.state = 'asked')`;

interface MovedPost {
  readonly id: string;
  readonly personId: string;
  readonly position: Position;
  readonly title: string | null;
  readonly claim: PostClaim;
  readonly proof: PostProof | null;
  readonly provenAt: Date | null;
  readonly to: number;
}

/**
 * Transfers what continues at closed schools to their successors: current posts, upcoming places and current project
 * work. What is over keeps the old number.
 */
export async function transferToSuccessors(core: Core, tx: Tx, moves: Moves): Promise<void> {
  const now = core.clock.now();
  const year = academicYearOf(now, core.timeZone);
  const given = JSON.stringify(moves);
  const posts = await tx.$queryRaw<MovedPost[]>`
    SELECT p.id, p."personId", p.position::text, p.title, p.claim::text, p.proof::text, p."provenAt", m."to" FROM "Post" p
      JOIN jsonb_to_recordset(${given}::jsonb) AS m("from" int, "to" int) ON m."from" = p.urn WHERE p.until IS NULL`;
  await tx.$executeRaw`
    UPDATE "Post" SET until = GREATEST(${now}::timestamptz, "from") WHERE id = ANY(${posts.map(({ id }) => id)}::uuid[])`;
  await tx.post.createMany({
    data: posts.map(({ id: _, to, ...post }) => ({ ...post, urn: to, from: now })),
  });
  const tables = {
    Registration: 'places',
    Enrolment: 'enrolments',
    Application: 'applications',
    Nomination: 'nominations',
  };
  for (const [table, from] of Object.entries(tables)) {
    await tx.$executeRawUnsafe(
      `WITH m AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m("from" int, "to" int)), ${workUnderWay}
       UPDATE "${table}" t SET urn = f."to" FROM ${from} f WHERE f.id = t.id`,
      given,
      now,
      year,
    );
  }
}
