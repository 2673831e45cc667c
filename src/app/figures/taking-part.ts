import { Prisma } from '../../db/generated/client.js';

/**
 * Schools that took part in a year of a project (`"cohortId"`, `urn`), whatever says so: registered, accepted, put somebody
 * forward who was accepted, or on record from before. For a `FROM` or a `JOIN`.
 */
export const tookPart = Prisma.sql`(
        SELECT "cohortId", urn FROM "Enrolment" WHERE state = 'registered'
        UNION SELECT "cohortId", urn FROM "Application" WHERE state = 'approved'
        UNION SELECT "cohortId", urn FROM "Nomination" WHERE state = 'approved' AND urn IS NOT NULL
        UNION SELECT "cohortId", urn FROM "Participation")`;
