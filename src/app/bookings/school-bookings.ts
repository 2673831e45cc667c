import type { Db } from '../../db/database.js';

/** Somebody of a school with a place. */
export interface SchoolBooking {
  readonly personName: string;
  readonly sessionId: string;
  readonly eventId: string;
  readonly title: string;
  readonly label: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const most = 60;

/** Who of a school has a place at what is coming, soonest first. The caller passes the actor's own, proven school. */
export async function bookingsOfSchool(db: Db, urn: number, now: Date): Promise<SchoolBooking[]> {
  return db.$queryRaw<SchoolBooking[]>`
    SELECT p.name AS "personName", s.id AS "sessionId", e.id AS "eventId", e.title, s.label, s."startsAt", s."endsAt"
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" JOIN "Event" e ON e.id = s."eventId"
      JOIN "Person" p ON p.id = g."personId"
     WHERE g.urn = ${urn} AND g.state = 'confirmed' AND s."endsAt" > ${now} AND p."erasedAt" IS NULL
       AND s.status = 'published' AND e.status = 'published'
     ORDER BY s."startsAt", s.id, p.name LIMIT ${most}`;
}

/** Who of the other schools of a cluster comes to a session. */
export interface ClusterBooking extends Omit<SchoolBooking, 'personName'> {
  readonly people: number;
  readonly schools: number;
  /** Those of them who agreed to be seen by their cluster, by name. */
  readonly seen: ReadonlyArray<{ readonly name: string; readonly school: string }>;
}

/** In numbers; by name only who agreed to it. The caller passes the actor's own, proven school. */
export async function bookingsOfCluster(db: Db, urn: number, now: Date): Promise<ClusterBooking[]> {
  return db.$queryRaw<ClusterBooking[]>`
    SELECT s.id AS "sessionId", e.id AS "eventId", e.title, s.label, s."startsAt", s."endsAt", count(*)::int AS people,
           count(DISTINCT g.urn)::int AS schools,
           COALESCE(json_agg(json_build_object('name', p.name, 'school', near.name) ORDER BY near.name, p.name)
                      FILTER (WHERE p."seenByCluster" AND p."erasedAt" IS NULL), '[]'::json) AS seen
      FROM "School" mine JOIN "School" near ON near.cluster = mine.cluster AND near.urn <> mine.urn
      JOIN "Registration" g ON g.urn = near.urn AND g.state = 'confirmed'
      JOIN "Person" p ON p.id = g."personId"
      JOIN "Session" s ON s.id = g."sessionId" JOIN "Event" e ON e.id = s."eventId"
     WHERE mine.urn = ${urn} AND s."endsAt" > ${now} AND s.status = 'published' AND e.status = 'published'
     GROUP BY s.id, e.id ORDER BY s."startsAt", s.id LIMIT ${most}`;
}
