import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';
import { anonymise } from './erasure.js';

/** The row of `Setting` with the date of the first start. */
export const beganKey = 'records-began';

/** People anonymised in one night; the rest follow the next night. */
const peopleANight = 50;

/** After this long nobody else is begun: a transaction of 20 s is rolled back, and on a slow machine each night anew. */
const longestMs = 5_000;

/** When a cohort `c` ended: on its last day, or with its academic year. */
export const endOfCohort = Prisma.sql`COALESCE(c."endsOn", make_date(c."academicYear" + 1, 8, 31))`;

/**
 * Anonymises people of whom nothing has been heard or recorded since `before`. Leading a project keeps somebody only
 * until it ended, and a role does not keep anybody, but the last administrators stay: somebody must be able to name
 * others. Imported people are counted from their import, whatever date their record has, so nobody is anonymised before
 * these records are old enough.
 * @returns how many people
 */
export async function anonymiseInactive(core: Core, tx: Tx, before: Date): Promise<number> {
  const others = await tx.grant.count({
    where: { role: 'administrator', revokedAt: null, account: { seenAt: { gte: before } } },
  });
  const people = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT p.id FROM "Person" p
     WHERE p."erasedAt" IS NULL AND p."createdAt" < ${before}
       AND (SELECT (value #>> '{}')::timestamptz FROM "Setting" WHERE key = ${beganKey}) < ${before}
       AND NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id AND (a."seenAt" >= ${before}
             OR (${others === 0} AND EXISTS (SELECT 1 FROM "Grant" g WHERE g."accountId" = a.id AND g.role = 'administrator' AND g."revokedAt" IS NULL))))
       AND NOT EXISTS (SELECT 1 FROM "Registration" r JOIN "Session" s ON s.id = r."sessionId"
             WHERE (r."personId" = p.id OR r."bookedById" = p.id) AND (r."createdAt" >= ${before} OR s."endsAt" >= ${before}))
       AND NOT EXISTS (SELECT 1 FROM "Attendance" a WHERE a."personId" = p.id AND a."recordedAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "FeedbackRequest" f WHERE f."personId" = p.id AND f."closesAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "EnrolmentLead" l JOIN "Enrolment" e ON e.id = l."enrolmentId" JOIN "Cohort" c ON c.id = e."cohortId"
             WHERE l."personId" = p.id AND (l.from >= ${before} OR l.until >= ${before} OR (l.until IS NULL AND ${endOfCohort} >= ${before})))
       AND NOT EXISTS (SELECT 1 FROM "Nomination" n WHERE (n."nomineeId" = p.id OR n."nominatorId" = p.id) AND n."createdAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "Application" q WHERE q."askedById" = p.id AND q."createdAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "Post" o WHERE o."personId" = p.id AND o.from >= ${before})
     ORDER BY p."createdAt", p.id LIMIT ${peopleANight}`;
  const now = core.clock.now();
  const began = performance.now();
  let count = 0;
  for (const { id } of people) {
    if (performance.now() - began > longestMs) break;
    await anonymise(core, tx, id);
    await recordAct(tx, undefined, { act: 'anonymise', subject: 'person', subjectId: id, outcome: 'inactive' }, now);
    count += 1;
  }
  return count;
}
