import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import { type Bookable, placesToOffer } from '../../domain/booking.js';
import { type HoldLimits, holdUntil, nextToOffer, type Standing } from '../../domain/bookings/waiting-list.js';
import type { Phase, Position } from '../../domain/person.js';
import { recordActs } from '../audit/audit.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** A session under its lock: nobody else can change its places until this transaction ends. */
export interface LockedSession extends Bookable, HoldLimits {
  readonly id: string;
  readonly eventId: string;
  readonly endsAt: Date;
  readonly capacity: number | null;
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  readonly membersOnly: boolean;
  /** Places for each school at the event; null is any number. */
  readonly placesPerSchool: number | null;
  /** Whether questions are asked at booking. */
  readonly questions: 'none' | 'optional' | 'required';
}

/** The person a place is for. */
export interface Asker {
  readonly personId: string;
  /** Their school. */
  readonly urn: number | null;
  /** Something speaks for their word that they are of it. */
  readonly proven: boolean;
}

/**
 * Takes the lock under which places are counted and given. Count only in a later statement: a statement that locks and
 * counts at once sees the state before it waited, and gives out too many places.
 * @param urn the school the place is for: where places per school are limited, it is locked for the whole event,
 * because its people may book different sessions at once
 * @param personId who books for themself: they are locked, too, so that of two places at one time the later is asked about
 */
export async function lockSession(
  tx: SqlTx,
  sessionId: string,
  urn: number | null,
  personId: string | null = null,
): Promise<LockedSession | undefined> {
  const rows = await tx.$queryRaw<LockedSession[]>`
    SELECT s.id, s."eventId", s.capacity, s."startsAt", s."endsAt", s.status AS "sessionStatus",
           e.status AS "eventStatus", e."opensAt", e."closesAt", COALESCE(e.audience::text[], '{}') AS audience,
           COALESCE(e.phases::text[], '{}') AS phases, COALESCE(e.localities, '{}') AS localities,
           e."cateringCutOff", e."holdHours", e."membersOnly", e."placesPerSchool",
           COALESCE((SELECT CASE WHEN bool_or(q.required) THEN 'required' ELSE 'optional' END
                       FROM "BookingQuestion" q WHERE q."eventId" = e.id HAVING count(*) > 0), 'none') AS questions,
           CASE WHEN e."placesPerSchool" IS NOT NULL AND ${urn}::int IS NOT NULL
                THEN pg_advisory_xact_lock(hashtextextended(e.id::text, ${urn}::int))::text END AS locked,
           CASE WHEN ${personId}::text IS NOT NULL
                THEN pg_advisory_xact_lock(hashtextextended(${personId}::text, 0))::text END AS "lockedPerson"
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
     WHERE s.id = ${sessionId}::uuid FOR UPDATE OF s`;
  return rows[0];
}

/**
 * Takes what `lockSession` takes besides the session, for whoever locks two sessions: in the order of a booking, nobody
 * waits in a circle.
 */
export async function lockAsker(tx: SqlTx, sessionId: string, urn: number | null, personId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT CASE WHEN e."placesPerSchool" IS NOT NULL AND ${urn}::int IS NOT NULL
                THEN pg_advisory_xact_lock(hashtextextended(e.id::text, ${urn}::int))::text END AS locked,
           pg_advisory_xact_lock(hashtextextended(${personId}::text, 0))::text AS "lockedPerson"
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId" WHERE s.id = ${sessionId}::uuid`;
}

/**
 * The same for several people whom somebody books: of two places of a colleague at one time, asked for by two people at once, the later
 * is asked about. One after the other in the order of their ids, so that two groups do not wait for each other.
 */
export async function lockAskers(
  tx: SqlTx,
  sessionId: string,
  urn: number | null,
  personIds: readonly string[],
): Promise<void> {
  const [first, ...others] = [...new Set(personIds)].sort();
  if (first === undefined) return;
  await lockAsker(tx, sessionId, urn, first);
  if (others.length === 0) return;
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(id, 0))::text AS locked FROM unnest(${others}::text[]) AS id`;
}

/** What decides about a booking, read under the lock of `lockSession`. */
export interface Counted {
  readonly taken: number;
  readonly waiting: number;
  /** How many of those waiting come before a newcomer of this school, in the order of `orderWaiting`. */
  readonly ahead: number;
  /** The person's present registration. */
  readonly own: { readonly id: string; readonly state: Standing['state'] } | null;
  /** Other people of the school at the event, where places per school are limited; otherwise 0. */
  readonly ofSchool: number;
  /** Those of them whose word nothing speaks for. */
  readonly unprovenOfSchool: number;
  /** Whether the school belongs to the partnership; null when there is none. */
  readonly inPartnership: boolean | null;
}

/** What somebody holds already that a new place does not go with. */
export interface Beside {
  readonly registrationId: string;
  readonly sessionId: string;
  /** Something else at the same time, or another venue of the same event. */
  readonly why: 'same-time' | 'same-round';
}

/**
 * Whether a registration is one of its school: the holder is, or was, provably of it. Who is on record there no more, or
 * never was, came by an organiser's file.
 */
function isOfSchool(registration: 'w' | 'r' | 'g'): Prisma.Sql {
  const row = Prisma.raw(registration);
  return Prisma.sql`COALESCE((SELECT bool_or(p.proof IS NOT NULL) FROM "Post" p
    WHERE p."personId" = ${row}."personId" AND p.urn = ${row}.urn), true)`;
}

/**
 * Counts places and reads the person's registration. Call under the lock of `lockSession`. In the waiting list schools
 * take turns, and people where nothing speaks for their word: that is what `key` stands for.
 */
export async function countPlaces(tx: SqlTx, sessionId: string, { personId, urn, proven }: Asker): Promise<Counted> {
  const turnUrn = proven ? urn : null;
  const rows = await tx.$queryRaw<Counted[]>`
    WITH line AS MATERIALIZED (
      SELECT r.state, r."jumpReason", r.queue,
             COALESCE(CASE WHEN r.urn IS NOT NULL AND ${isOfSchool('r')} THEN r.urn END::text, r."personId"::text) AS key
        FROM "Registration" r
       WHERE r."sessionId" = ${sessionId}::uuid AND r.state IN ('confirmed', 'offered', 'waiting'))
    SELECT count(*) FILTER (WHERE g.state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE g.state = 'waiting')::int AS waiting,
           CASE WHEN count(*) FILTER (WHERE g.state = 'waiting') = 0 THEN 0 ELSE (
             SELECT count(*)::int FROM (
               SELECT line.state, line."jumpReason", row_number() OVER (
                        PARTITION BY line.key
                        ORDER BY line.state = 'waiting', line."jumpReason" IS NULL, line.queue) AS nth
                 FROM line) AS placed
              WHERE placed.state = 'waiting' AND (placed."jumpReason" IS NOT NULL OR placed.nth <= 1 + (
                SELECT count(*) FROM line WHERE line.key = COALESCE(${turnUrn}::int::text, ${personId}::uuid::text)))) END
             AS ahead,
           (SELECT json_build_object('id', o.id, 'state', o.state)
              FROM "Registration" o WHERE o."sessionId" = ${sessionId}::uuid AND o."personId" = ${personId}::uuid
               AND o.state IN ('confirmed', 'offered', 'waiting')) AS own,
           ${ofSchool(sessionId, { personId, urn }, Prisma.sql`true`)} AS "ofSchool",
           ${ofSchool(sessionId, { personId, urn }, Prisma.sql`NOT ${isOfSchool('w')}`)} AS "unprovenOfSchool",
           (SELECT c."inPartnership" FROM "School" c WHERE c.urn = ${urn}::int) AS "inPartnership"
      FROM "Registration" g WHERE g."sessionId" = ${sessionId}::uuid AND g.state IN ('confirmed', 'offered', 'waiting')`;
  const [counted] = rows;
  if (!counted) throw new Error('The database counted nothing: check that the migrations are in place');
  return counted;
}

/**
 * The place held that one at this session does not go with: first what is on at the same time, then what is soonest. The
 * days of a round are the same at each venue; the parts of one day are at one venue, and go together. Call under the lock
 * of `lockSession` for this person. It is a statement of its own, because within that of `countPlaces` the server planned
 * both anew each time.
 */
export async function readBeside(
  tx: SqlTx,
  sessionId: string,
  personId: string,
  now: Date,
): Promise<Beside | undefined> {
  const atOnce = Prisma.sql`(h."startsAt" < s."endsAt" AND s."startsAt" < h."endsAt")`;
  const rows = await tx.$queryRaw<Beside[]>`
    SELECT o.id AS "registrationId", h.id AS "sessionId", CASE WHEN ${atOnce} THEN 'same-time' ELSE 'same-round' END AS why
      FROM "Registration" o JOIN "Session" h ON h.id = o."sessionId" JOIN "Event" e ON e.id = h."eventId"
      JOIN "Session" s ON s.id = ${sessionId}::uuid
     WHERE o."personId" = ${personId}::uuid AND o.state = 'confirmed' AND h.id <> s.id
       AND h.status = 'published' AND e.status = 'published' AND h."endsAt" > ${now}::timestamptz
       AND (${atOnce} OR (h."eventId" = s."eventId" AND (h.venue, h.town) IS DISTINCT FROM (s.venue, s.town)))
     ORDER BY ${atOnce} DESC, h."startsAt", o.id LIMIT 1`;
  return rows[0];
}

/** How many other people of a school are at the event, of those for whom the condition on `w` holds. */
function ofSchool(sessionId: string, who: Omit<Asker, 'proven'>, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN (SELECT e."placesPerSchool" FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
                                WHERE s.id = ${sessionId}::uuid) IS NOT NULL THEN (
    SELECT count(DISTINCT w."personId")::int
      FROM "Session" s JOIN "Session" t ON t."eventId" = s."eventId" JOIN "Registration" w ON w."sessionId" = t.id
     WHERE s.id = ${sessionId}::uuid AND w.urn = ${who.urn}::int AND w."personId" <> ${who.personId}::uuid
       AND w.state IN ('confirmed', 'offered', 'waiting') AND ${condition}) ELSE 0 END`;
}

/** Everyone with a place, an offer or a place in the waiting list of a session; in no particular order. */
export async function readStandings(db: SqlTx, sessionId: string): Promise<Standing[]> {
  const rows = await db.$queryRaw<Array<{ standings: Standing[] }>>`
    SELECT COALESCE(json_agg(json_build_object('id', id, 'personId', "personId", 'state', state,
                             'urn', CASE WHEN ${isOfSchool('g')} THEN urn END,
                             'queue', queue, 'jumped', "jumpReason" IS NOT NULL)), '[]'::json) AS standings
      FROM "Registration" g WHERE "sessionId" = ${sessionId}::uuid AND state IN ('confirmed', 'offered', 'waiting')`;
  return rows[0]?.standings ?? [];
}

/**
 * Offers free places to the waiting list in order, and tells each person in their own chat. Call under the lock, after
 * the change that freed the places. Past the catering cut-off nothing is offered: the organisers are told instead, and
 * can give the place to somebody.
 * @returns how many places were offered
 */
export async function offerFreePlaces(core: Core, tx: SqlTx, session: LockedSession): Promise<number> {
  const now = core.clock.now();
  if (session.startsAt <= now || isCancelled(session)) return 0;
  const counted = await tx.$queryRaw<Array<{ taken: number; waiting: number }>>`
    SELECT count(*) FILTER (WHERE state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting
      FROM "Registration" WHERE "sessionId" = ${session.id}::uuid`;
  const count = counted[0] ?? { taken: 0, waiting: 0 };
  if (placesToOffer({ capacity: session.capacity, ...count }) === 0) return 0;
  const until = holdUntil(now, session, await readWorkingCalendar(tx, core.timeZone));
  if (!until) {
    const key = `place-freed-late:${session.id}:${count.taken}`;
    const notice = { key, kind: 'place-freed-late', payload: { sessionId: session.id } } as const;
    await tellOrganisers(core, tx, notice, { eventId: session.eventId });
    return 0;
  }
  const next = nextToOffer(await readStandings(tx, session.id), session.capacity);
  await offer(core, tx, next, until);
  return next.length;
}

async function offer(core: Core, tx: SqlTx, next: readonly Standing[], until: Date): Promise<void> {
  const now = core.clock.now();
  const ids = next.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE "Registration" SET state = 'offered', "offeredAt" = ${now}::timestamptz, "offerExpiresAt" = ${until}::timestamptz
     WHERE id = ANY(${ids}::uuid[])`;
  const line = { act: 'offer-place', subject: 'registration', outcome: 'offered' } as const;
  const lines = ids.map((subjectId) => ({ ...line, subjectId }));
  await recordActs(tx, undefined, lines, now);
  await tellHolders(core, tx, 'place-offered', ids);
}

/** Places of cancelled or withdrawn sessions are not given to anybody. */
export function isCancelled(session: Pick<LockedSession, 'eventStatus' | 'sessionStatus'>): boolean {
  return session.eventStatus !== 'published' || session.sessionStatus !== 'published';
}
