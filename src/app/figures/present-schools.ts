import { Prisma } from '../../db/generated/client.js';

/**
 * Closed schools with their present successors, for a `WITH`: `COALESCE(moved.present, urn)` is the present school.
 * Other schools are left out because looking up every row is slow.
 */
export const moved = Prisma.sql`moved AS MATERIALIZED (
      SELECT DISTINCT "predecessorUrn" AS urn, present_urn("predecessorUrn") AS present FROM "SchoolLink")`;
