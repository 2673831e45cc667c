import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import { inAreas, type SchoolGroup, type SchoolScope, schoolKeyOf } from './count-rounds.js';
import { moved, tookPart } from './taking-part.js';

/** Schools, or people, that joined a project in an academic year. */
export interface JoinedCount {
  readonly project: string;
  readonly name: string;
  readonly year: number;
  readonly key: string;
  /** A school and its successor once; for a project that people join, the people who were accepted. */
  readonly joined: number;
  /** Of these, the ones on record in no earlier year. */
  readonly fresh: number;
  readonly counts: 'schools' | 'people';
}

/** Counts who joined projects by academic year and key. @param slugs of projects; empty is all */
export async function countJoined(
  core: Core,
  slugs: readonly string[],
  { areas, phases, academies }: SchoolScope,
  by: SchoolGroup | undefined,
): Promise<JoinedCount[]> {
  const key = by ? schoolKeyOf(by) : Prisma.sql`''::text`;
  return core.prisma.$queryRaw<JoinedCount[]>`
    WITH ${moved},
    joined AS (
      SELECT c."projectId", c."academicYear" AS year, COALESCE(m.present, t.urn)::text AS who, COALESCE(m.present, t.urn) AS urn,
             'schools' AS counts
        FROM "Cohort" c JOIN "Project" p ON p.id = c."projectId" JOIN ${tookPart} t ON t."cohortId" = c.id
        LEFT JOIN moved m ON m.urn = t.urn
       WHERE c.status <> 'draft' AND p.audience = 'schools'
      UNION
      SELECT c."projectId", c."academicYear", n."nomineeId"::text, COALESCE(m.present, n.urn), 'people'
        FROM "Nomination" n JOIN "Cohort" c ON c.id = n."cohortId" JOIN "Project" p ON p.id = c."projectId"
        LEFT JOIN moved m ON m.urn = n.urn
       WHERE c.status <> 'draft' AND p.audience = 'people' AND n.state = 'approved'),
    marked AS (
      SELECT j.*, j.year = min(j.year) OVER (PARTITION BY j."projectId", j.who) AS fresh FROM joined j)
    SELECT p.slug AS project, p.name, j.year, ${key} AS key, count(DISTINCT j.who)::int AS joined,
           count(DISTINCT j.who) FILTER (WHERE j.fresh)::int AS fresh, j.counts
      FROM marked j JOIN "Project" p ON p.id = j."projectId" LEFT JOIN "School" c ON c.urn = j.urn
      LEFT JOIN "Trust" u ON u.id = c."trustId"
     WHERE p.status <> 'draft' AND (${slugs.length === 0} OR p.slug = ANY(${[...slugs]}))
       AND (${areas.length === 0} OR ${inAreas(areas)})
       AND (${phases.length === 0} OR c.phase::text = ANY(${[...phases]}))
       AND (${!academies} OR c.type = 'academy')
     GROUP BY p.slug, p.name, j.year, ${key}, j.counts ORDER BY p.name, j.year, 4`;
}
