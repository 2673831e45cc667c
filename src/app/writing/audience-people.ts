import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import type { Invitees } from '../../domain/invitations/invitations.js';

/**
 * Who was at which event of a series, as `there`, and which was the last, as `latest`: for a statement whose `this` has one row
 * with the series, and the event that does not count.
 */
export const roundsOfThis = Prisma.sql`
  held AS (SELECT s.id, s."eventId", s."endsAt" FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
             JOIN this ON this."seriesId" = e."seriesId" AND this.id IS DISTINCT FROM e.id),
  there AS (SELECT a."personId", a.urn, h."eventId", h."endsAt" FROM "Attendance" a JOIN held h ON h.id = a."sessionId"
             WHERE a.present),
  latest AS (SELECT "eventId" FROM there ORDER BY "endsAt" DESC LIMIT 1)`;

/** Whether a person `p` with a current post `o` at a school `c` is meant, in a statement with `roundsOfThis`. */
export function isMeant({
  positions,
  phases,
  localities,
  schools,
  urns,
  clusters = [],
  projectId,
}: Invitees): Prisma.Sql {
  return Prisma.sql`p."erasedAt" IS NULL
       AND (${positions.length} = 0 OR o.position::text = ANY(${[...positions]}))
       AND (${phases.length} = 0 OR c.phase::text = ANY(${[...phases]}))
       AND (${localities.length} = 0 OR c.locality = ANY(${[...localities]}))
       AND (${clusters.length} = 0 OR c.cluster = ANY(${[...clusters]}))
       AND (${urns === undefined} OR o.urn = ANY(${[...(urns ?? [])]}))
       AND (${schools} <> 'never_came' OR (c.urn IS NOT NULL AND NOT EXISTS (SELECT 1 FROM there t WHERE t.urn = c.urn)))
       AND (${schools} <> 'came_last_time' OR EXISTS (
             SELECT 1 FROM there t JOIN latest l ON l."eventId" = t."eventId" WHERE t."personId" = p.id))
       AND (${projectId ?? null}::uuid IS NULL OR EXISTS (
             SELECT 1 FROM "EnrolmentLead" l JOIN "Enrolment" n ON n.id = l."enrolmentId" JOIN "Cohort" k ON k.id = n."cohortId"
              WHERE l."personId" = p.id AND l.until IS NULL AND n.state = 'registered'
                AND k."projectId" = ${projectId ?? null}::uuid AND k.status = 'published'))`;
}

/** The people on record who are meant now, and how many of them want no invitations and so are left out. */
export async function peopleMeant(
  db: SqlTx,
  seriesId: string | null,
  who: Invitees,
): Promise<{ readonly people: readonly string[]; readonly stopped: number }> {
  const rows = await db.$queryRaw<Array<{ id: string; stopped: boolean }>>`
    WITH this AS (SELECT NULL::uuid AS id, ${seriesId}::uuid AS "seriesId"), ${roundsOfThis}
    SELECT DISTINCT p.id, p."invitationsStopped" AS stopped
      FROM "Person" p JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL AND o.claim <> 'refused'
      LEFT JOIN "School" c ON c.urn = o.urn
     WHERE ${isMeant(who)} AND (c.urn IS NULL OR c."inPartnership")
     ORDER BY p.id`;
  return {
    people: rows.filter(({ stopped }) => !stopped).map(({ id }) => id),
    stopped: rows.filter(({ stopped }) => stopped).length,
  };
}
