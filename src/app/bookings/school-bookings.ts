import type { Db } from '../../db/database.js';

/** Somebody of a school with a place. */
export interface SchoolBooking {
  readonly personName: string;
  readonly sessionId: string;
  readonly title: string;
  readonly label: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const most = 60;

/** Who of a school has a place at what is coming, soonest first. The caller passes the actor's own, proven school. */
export async function bookingsOfSchool(db: Db, urn: number, now: Date): Promise<SchoolBooking[]> {
  return db.$queryRaw<SchoolBooking[]>`
    SELECT p.name AS "personName", s.id AS "sessionId", e.title, s.label, s."startsAt", s."endsAt"
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" JOIN "Event" e ON e.id = s."eventId"
      JOIN "Person" p ON p.id = g."personId"
     WHERE g.urn = ${urn} AND g.state = 'confirmed' AND s."endsAt" > ${now} AND p."erasedAt" IS NULL
       AND s.status = 'published' AND e.status = 'published'
     ORDER BY s."startsAt", s.id, p.name LIMIT ${most}`;
}

/** How many of the other schools of a cluster come to a session. */
export interface ClusterBooking extends Omit<SchoolBooking, 'personName'> {
  readonly people: number;
  readonly schools: number;
}

/** Numbers only: what people of another school have booked is theirs to tell. */
export async function bookingsOfCluster(db: Db, urn: number, now: Date): Promise<ClusterBooking[]> {
  return db.$queryRaw<ClusterBooking[]>`
    SELECT s.id AS "sessionId", e.title, s.label, s."startsAt", s."endsAt", count(*)::int AS people,
           count(DISTINCT g.urn)::int AS schools
      FROM "School" mine JOIN "School" near ON near.cluster = mine.cluster AND near.urn <> mine.urn
      JOIN "Registration" g ON g.urn = near.urn AND g.state = 'confirmed'
      JOIN "Session" s ON s.id = g."sessionId" JOIN "Event" e ON e.id = s."eventId"
     WHERE mine.urn = ${urn} AND s."endsAt" > ${now} AND s.status = 'published' AND e.status = 'published'
     GROUP BY s.id, e.id ORDER BY s."startsAt", s.id LIMIT ${most}`;
}
