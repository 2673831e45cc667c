import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import type { Term } from '../../domain/academic-year.js';
import type { Publication } from '../../domain/booking.js';
import type { Phase, Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';

/** A session with its event and series. */
interface SessionDetails {
  readonly id: string;
  readonly eventId: string;
  readonly eventSlug: string;
  readonly seriesId: string;
  readonly seriesSlug: string;
  readonly seriesName: string;
  readonly title: string;
  readonly theme: string | null;
  readonly description: string;
  readonly agenda: readonly string[];
  readonly speakers: readonly string[];
  readonly picture: string | null;
  readonly bring: string | null;
  readonly lunch: string | null;
  /** Only for those with a place. */
  readonly joining: string | null;
  readonly contact: string | null;
  readonly slides: string | null;
  readonly recording: string | null;
  /** Tells it apart from the other sessions of its event; may be empty. */
  readonly label: string;
  readonly venue: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly link: string | null;
  /** Of the venue; null where nobody has said. */
  readonly parking: string | null;
  readonly stepFree: string | null;
  readonly travel: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly academicYear: number;
  readonly term: Term;
  readonly eventStatus: Publication;
  readonly sessionStatus: Publication;
  readonly cancelReason: string | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  readonly membersOnly: boolean;
  readonly placesPerSchool: number | null;
  readonly costPence: number;
  /** Places in all; null is unlimited. */
  readonly capacity: number | null;
}

/** With the number of places taken at the moment of reading. */
export interface ProgrammeSession extends SessionDetails {
  /** Confirmed and held places. */
  readonly taken: number;
  /** People in the waiting list. */
  readonly waiting: number;
}

/** One session, including drafts and past ones: the caller decides what may be shown. */
export async function findSession(db: SqlTx, sessionId: string): Promise<ProgrammeSession | undefined> {
  if (!isUuid(sessionId)) return undefined;
  return (await readSessions(db, Prisma.sql`s.id = ${sessionId}::uuid`))[0];
}

/** Several sessions by id, in any state. */
export async function sessionsByIds(db: SqlTx, ids: readonly string[]): Promise<Map<string, ProgrammeSession>> {
  if (ids.length === 0) return new Map();
  const sessions = await readSessions(db, Prisma.sql`s.id = ANY(${[...ids]}::uuid[])`);
  return new Map(sessions.map((session) => [session.id, session]));
}

/** The sessions of one event, soonest first. */
export async function sessionsOfEvent(db: SqlTx, eventId: string): Promise<ProgrammeSession[]> {
  if (!isUuid(eventId)) return [];
  return readSessions(db, Prisma.sql`e.id = ${eventId}::uuid`);
}

/** Sessions that a condition fits, soonest first. Read as one JSON value, because the runtime parses JSON faster than the driver decodes a hundred columns. */
export async function readSessions(db: SqlTx, condition: Prisma.Sql): Promise<ProgrammeSession[]> {
  const rows = await db.$queryRaw<Array<{ sessions: SessionJson[] | null }>>`
    SELECT json_agg(found ORDER BY found."startsAt", found.id) AS sessions FROM (${sessionDetails(condition)}) AS found`;
  return (rows[0]?.sessions ?? []).map(withInstants);
}

/** Selects sessions as `SessionJson`. @param condition on the session `s`, its event `e` and its series `r` */
export function sessionDetails(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
      SELECT s.id, e.id AS "eventId", e.slug AS "eventSlug", r.id AS "seriesId", r.slug AS "seriesSlug",
             r.name AS "seriesName", e.title, e.theme, e.description, COALESCE(e.agenda, '{}') AS agenda,
             COALESCE(e.speakers, '{}') AS speakers, e.picture, e.bring, e.lunch, e.joining, e.contact, e.slides,
             e.recording, s.label, s.venue, s.address, s.town, s.postcode, s.link, s.parking, s."stepFree", s.travel,
             s."startsAt", s."endsAt", e."academicYear", e.term,
             e.status AS "eventStatus", s.status AS "sessionStatus",
             COALESCE(s."cancelReason", e."cancelReason") AS "cancelReason", e."opensAt", e."closesAt",
             COALESCE(e.audience, '{}') AS audience, COALESCE(e.phases, '{}') AS phases,
             COALESCE(e.localities, '{}') AS localities, e."membersOnly", e."placesPerSchool", e."costPence", s.capacity,
             COALESCE(c.taken, 0) AS taken, COALESCE(c.waiting, 0) AS waiting
        FROM "Session" s
        JOIN "Event" e ON e.id = s."eventId"
        JOIN "Series" r ON r.id = e."seriesId"
        LEFT JOIN LATERAL (
          SELECT count(*) FILTER (WHERE g.state IN ('confirmed', 'offered'))::int AS taken,
                 count(*) FILTER (WHERE g.state = 'waiting')::int AS waiting
            FROM "Registration" g WHERE g."sessionId" = s.id) c ON true
       WHERE ${condition}`;
}

/** A session as JSON: instants are ISO 8601 text. */
export interface SessionJson extends Omit<ProgrammeSession, 'startsAt' | 'endsAt' | 'opensAt' | 'closesAt'> {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** Converts the instants of a session read as JSON. */
export function withInstants(session: SessionJson): ProgrammeSession {
  const { startsAt, endsAt, opensAt, closesAt } = session;
  return {
    ...session,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    opensAt: opensAt === null ? null : new Date(opensAt),
    closesAt: closesAt === null ? null : new Date(closesAt),
  };
}
