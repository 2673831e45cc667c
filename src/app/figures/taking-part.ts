import { Prisma } from '../../db/generated/client.js';

/**
 * Schools that took part in a cohort (`"cohortId"`, `urn`): registered, accepted, with an accepted nominee, or on
 * record from before. For a `FROM` or a `JOIN`.
 */
export const tookPart = Prisma.sql`(
        SELECT "cohortId", urn FROM "Enrolment" WHERE state = 'registered'
        UNION SELECT "cohortId", urn FROM "Application" WHERE state = 'approved'
        UNION SELECT "cohortId", urn FROM "Nomination" WHERE state = 'approved' AND urn IS NOT NULL
        UNION SELECT "cohortId", urn FROM "Participation")`;

/**
 * Closed schools with their present successors, for a `WITH`: `COALESCE(moved.present, urn)` is the present school.
 * Other schools are left out because looking up every row is slow.
 */
export const moved = Prisma.sql`moved AS MATERIALIZED (
      SELECT DISTINCT "predecessorUrn" AS urn, present_urn("predecessorUrn") AS present FROM "SchoolLink")`;
