import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import { isReached } from '../messages/ways.js';

/**
 * Of the enrolment `n`, as SQL: its lead, its contact or the head of the school, whoever comes first and is reached, as
 * `personId`. Where there is nobody there is no row.
 * @param unless people who are left out, as a condition on the person `p`
 */
export function toldAtSchool(core: Core, unless: Prisma.Sql = Prisma.sql`false`): Prisma.Sql {
  return Prisma.sql`
    SELECT x."personId" FROM (
        SELECT l."personId", CASE l.part WHEN 'lead' THEN 0 ELSE 1 END AS rank
          FROM "EnrolmentLead" l JOIN "Post" o ON o."personId" = l."personId" AND o.until IS NULL AND o.urn = n.urn
         WHERE l."enrolmentId" = n.id AND l.until IS NULL
        UNION ALL
        SELECT o."personId", 2 FROM "Post" o
         WHERE o.urn = n.urn AND o.until IS NULL AND o.position = 'headteacher' AND o.claim <> 'refused' AND o.proof IS NOT NULL) x
      JOIN "Person" p ON p.id = x."personId" AND p."erasedAt" IS NULL AND NOT (${unless})
     WHERE ${isReached(core, Prisma.sql`x."personId"`)} ORDER BY x.rank, x."personId" LIMIT 1`;
}
