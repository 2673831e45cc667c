import { Prisma } from '../../db/generated/client.js';

/**
 * Schools that another stands in the place of now, with that one, for a `WITH`: `COALESCE(moved.present, urn)` is the school
 * of today. For all others the number stays: most of them need no look, which is dear when it is taken for every row.
 */
export const moved = Prisma.sql`moved AS MATERIALIZED (
      SELECT DISTINCT "predecessorUrn" AS urn, present_urn("predecessorUrn") AS present FROM "SchoolLink")`;
