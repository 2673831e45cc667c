import type { Db, Tx } from '../../db/database.js';
import type { SqlTx } from '../../db/fast/quick-transaction.js';
import { Prisma } from '../../db/generated/client.js';
import type { AccountKey } from '../../domain/account.js';
import { type Bookable, placesToPass } from '../../domain/booking.js';
import type { Phase, Position } from '../../domain/person.js';
import { type HoldLimits, holdUntil, nextToOffer, type Standing } from '../../domain/waiting-list.js';
import { recordActs } from '../audit/audit.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { type SessionDetails, sessionColumns, type WrittenInstants, withInstants } from '../programme/sessions.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** A session under its lock: nobody else decides about its places until this transaction ends. */
export interface LockedSession extends Bookable, HoldLimits {
  readonly id: string;
  readonly eventId: string;
  readonly endsAt: Date;
  readonly capacity: number | null;
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  readonly membersOnly: boolean;
  /** People of one school at the event; null is any number. */
  readonly placesPerSchool: number | null;
  /** What is asked at booking. */
  readonly questions: 'none' | 'optional' | 'required';
}

/** Whom a place is for, as a statement names them. */
export interface Asker {
  /** What the statement begins with. */
  readonly beginning: Prisma.Sql;
  readonly personId: Prisma.Sql;
  readonly urn: Prisma.Sql;
}

/** @param urn their school */
export function askerIs(personId: string, urn: number | null): Asker {
  return { beginning: Prisma.empty, personId: Prisma.sql`${personId}::uuid`, urn: Prisma.sql`${urn}::int` };
}

/** Whoever has an account, which this statement looks up. */
export function askerOf({ platform, tenant, user }: AccountKey): Asker {
  const beginning = Prisma.sql`
    WITH asker AS MATERIALIZED (
      SELECT a."personId", (SELECT o.urn FROM "Post" o WHERE o."personId" = a."personId" AND o.until IS NULL) AS urn
        FROM "Account" a WHERE a.platform = ${platform}::"Platform" AND a.tenant = ${tenant} AND a."user" = ${user})`;
  return { beginning, personId: Prisma.sql`(SELECT "personId" FROM asker)`, urn: Prisma.sql`(SELECT urn FROM asker)` };
}

/**
 * Takes the lock under which places are counted and given. Count only in a later statement: one that locks and counts
 * at once sees the places as they were before it waited, and oversells.
 * @param urn the school to give a place to: where places per school are limited it is locked for the whole event, since
 * its people may ask for different sessions at once
 */
export async function lockSession(
  tx: SqlTx,
  sessionId: string,
  urn: number | null,
): Promise<LockedSession | undefined> {
  const rows = await tx.$queryRaw<LockedSession[]>`
    SELECT s.id, s."eventId", s.capacity, s."startsAt", s."endsAt", s.status AS "sessionStatus",
           e.status AS "eventStatus", e."opensAt", e."closesAt", COALESCE(e.audience::text[], '{}') AS audience,
           COALESCE(e.phases::text[], '{}') AS phases, COALESCE(e.localities, '{}') AS localities,
           ${bookingRules(Prisma.sql`${urn}::int`)}
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
     WHERE s.id = ${sessionId}::uuid FOR UPDATE OF s`;
  return rows[0];
}

/**
 * The same for whoever speaks in a turn that this transaction has just tried to claim, with what there is to say of the
 * session. Where the turn is somebody else's, nothing is locked.
 */
export async function lockSessionInTurn(
  tx: SqlTx,
  sessionId: string,
  asker: Asker,
  turnKey: string,
): Promise<(LockedSession & SessionDetails) | undefined> {
  const rows = await tx.$queryRaw<Array<{ session: LockedJson }>>`
    ${asker.beginning}
    SELECT to_json(found) AS session FROM (
      SELECT ${sessionColumns}, ${bookingRules(asker.urn)}
        FROM "Session" s JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
       WHERE s.id = ${sessionId}::uuid
         AND (SELECT i.xmin = pg_current_xact_id()::xid FROM "Inbound" i WHERE i.key = ${turnKey})
         FOR UPDATE OF s) AS found`;
  const found = rows[0]?.session;
  if (!found) return undefined;
  const { cateringCutOff, ...session } = found;
  return { ...withInstants(session), cateringCutOff: cateringCutOff === null ? null : new Date(cateringCutOff) };
}

type LockedJson = Omit<LockedSession & SessionDetails, keyof WrittenInstants | 'cateringCutOff'> &
  WrittenInstants & { readonly cateringCutOff: string | null };

/** Columns of the event `e`; reading them locks the school, where that is needed. */
function bookingRules(urn: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
           e."cateringCutOff", e."holdHours", e."membersOnly", e."placesPerSchool",
           COALESCE((SELECT CASE WHEN bool_or(q.required) THEN 'required' ELSE 'optional' END
                       FROM "BookingQuestion" q WHERE q."eventId" = e.id HAVING count(*) > 0), 'none') AS questions,
           CASE WHEN e."placesPerSchool" IS NOT NULL AND ${urn} IS NOT NULL
                THEN pg_advisory_xact_lock(hashtextextended(e.id::text, ${urn}))::text END AS locked`;
}

/** The same lock, for the session of a registration, where nothing is decided by what is read of the session. */
export async function lockSessionOf(tx: SqlTx, registrationId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT s.id FROM "Session" s
     WHERE s.id = (SELECT g."sessionId" FROM "Registration" g WHERE g.id = ${registrationId}::uuid) FOR UPDATE`;
}

/** Whether somebody may book at all, and what is free, under the lock of `lockSession`. */
export interface Counted {
  readonly taken: number;
  readonly waiting: number;
  /** Of those who wait, the ones who come before a newcomer of this school, by the order of `orderWaiting`. */
  readonly ahead: number;
  /** What the person holds or waits for already. */
  readonly own: { readonly id: string; readonly state: Standing['state'] } | null;
  /** Other people of the school at the event, where places per school are limited; else 0. */
  readonly ofSchool: number;
  /** Whether the school is one of the partnership's; null when there is none. */
  readonly inPartnership: boolean | null;
  /** For whom it was counted. */
  readonly personId: string | null;
  readonly urn: number | null;
}

/** Counts places, and reads what the person holds, under the lock of `lockSession`, which must be asked for before. */
export async function countPlaces(tx: SqlTx, sessionId: string, asker: Asker): Promise<Counted> {
  const rows = await tx.$queryRaw<Counted[]>`
    ${asker.beginning}
    SELECT count(*) FILTER (WHERE g.state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE g.state = 'waiting')::int AS waiting,
           CASE WHEN count(*) FILTER (WHERE g.state = 'waiting') = 0 THEN 0 ELSE (
             SELECT count(*)::int FROM (
               SELECT r.state, r."jumpReason", row_number() OVER (
                        PARTITION BY COALESCE(r.urn::text, r."personId"::text)
                        ORDER BY r.state = 'waiting', r."jumpReason" IS NULL, r.queue) AS nth
                 FROM "Registration" r
                WHERE r."sessionId" = ${sessionId}::uuid AND r.state IN ('confirmed', 'offered', 'waiting')) AS placed
              WHERE placed.state = 'waiting' AND (placed."jumpReason" IS NOT NULL OR placed.nth <= 1 + (
                SELECT count(*) FROM "Registration" m
                 WHERE m."sessionId" = ${sessionId}::uuid AND m.state IN ('confirmed', 'offered', 'waiting')
                   AND COALESCE(m.urn::text, m."personId"::text)
                       = COALESCE(${asker.urn}::text, ${asker.personId}::text)))) END AS ahead,
           (SELECT json_build_object('id', o.id, 'state', o.state)
              FROM "Registration" o WHERE o."sessionId" = ${sessionId}::uuid AND o."personId" = ${asker.personId}
               AND o.state IN ('confirmed', 'offered', 'waiting')) AS own,
           CASE WHEN (SELECT e."placesPerSchool" FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
                       WHERE s.id = ${sessionId}::uuid) IS NOT NULL THEN (
             SELECT count(DISTINCT w."personId")::int
              FROM "Session" s JOIN "Session" t ON t."eventId" = s."eventId" JOIN "Registration" w ON w."sessionId" = t.id
             WHERE s.id = ${sessionId}::uuid AND w.urn = ${asker.urn} AND w."personId" <> ${asker.personId}
               AND w.state IN ('confirmed', 'offered', 'waiting')) ELSE 0 END AS "ofSchool",
           (SELECT c."inPartnership" FROM "School" c WHERE c.urn = ${asker.urn}) AS "inPartnership",
           ${asker.personId} AS "personId", ${asker.urn} AS urn
      FROM "Registration" g WHERE g."sessionId" = ${sessionId}::uuid AND g.state IN ('confirmed', 'offered', 'waiting')`;
  const [counted] = rows;
  if (!counted) throw new Error('The database counted nothing: check that the migrations are in place');
  return counted;
}

/** Everybody who holds, was offered or waits for a place of a session; in no order. */
export async function readStandings(db: Db | Tx, sessionId: string): Promise<Standing[]> {
  const rows = await db.$queryRaw<Array<{ standings: Standing[] }>>`
    SELECT COALESCE(json_agg(json_build_object('id', id, 'personId', "personId", 'urn', urn, 'state', state,
                             'queue', queue, 'jumped', "jumpReason" IS NOT NULL)), '[]'::json) AS standings
      FROM "Registration" WHERE "sessionId" = ${sessionId}::uuid AND state IN ('confirmed', 'offered', 'waiting')`;
  return rows[0]?.standings ?? [];
}

/**
 * Offers free places to those who wait, in their order, and tells each in their own chat. Call under the lock, after the
 * change that freed the places. Past the catering cut-off nothing is offered: the organisers are told instead, and can
 * give the place by name.
 * @returns how many places were offered
 */
export async function passFreedPlaces(core: Core, tx: Tx, session: LockedSession): Promise<number> {
  const now = core.clock.now();
  if (session.startsAt <= now || isCalledOff(session)) return 0;
  const counted = await tx.$queryRaw<Array<{ taken: number; waiting: number }>>`
    SELECT count(*) FILTER (WHERE state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting
      FROM "Registration" WHERE "sessionId" = ${session.id}::uuid`;
  const count = counted[0] ?? { taken: 0, waiting: 0 };
  if (placesToPass({ capacity: session.capacity, ...count }) === 0) return 0;
  const until = holdUntil(now, session, await readWorkingCalendar(tx, core.timeZone));
  if (!until) {
    const key = `place-freed-late:${session.id}:${count.taken}`;
    await tellOrganisers(core, tx, { key, kind: 'place-freed-late', payload: { sessionId: session.id } });
    return 0;
  }
  const next = nextToOffer(await readStandings(tx, session.id), session.capacity);
  await offer(core, tx, next, until);
  return next.length;
}

async function offer(core: Core, tx: Tx, next: readonly Standing[], until: Date): Promise<void> {
  const now = core.clock.now();
  const ids = next.map(({ id }) => id);
  await tx.registration.updateMany({
    where: { id: { in: ids } },
    data: { state: 'offered', offeredAt: now, offerExpiresAt: until },
  });
  const lines = ids.map((id) => ({
    act: 'offer-place',
    subject: 'registration',
    subjectId: id,
    outcome: 'offered',
  }));
  await recordActs(tx, undefined, lines, now);
  await tellHolders(core, tx, 'place-offered', ids);
}

/** Nothing of a cancelled or withdrawn session is given to anybody. */
export function isCalledOff(session: Pick<LockedSession, 'eventStatus' | 'sessionStatus'>): boolean {
  return session.eventStatus !== 'published' || session.sessionStatus !== 'published';
}
