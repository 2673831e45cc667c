import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { positionOf, type Standing } from '../../domain/bookings/waiting-list.js';
import { isHead } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { readStandings } from './session-lock.js';

/** A person's active registration for a session. */
export interface OwnRegistration {
  readonly id: string;
  readonly state: Standing['state'];
  /** 1 is next; null for a held place. */
  readonly position: number | null;
  /** When the hold on an offered place expires. */
  readonly offerExpiresAt?: Date | null;
}

/** An active registration of a person, with its position if it is in the waiting list. */
export interface MyRegistration extends OwnRegistration {
  readonly sessionId: string;
  readonly personId: string;
  readonly personName: string;
  /** The school that the place belongs to. */
  readonly urn: number | null;
}

/** Whether the state is active: a place, an offer, or a place in the waiting list. */
export function isLiving(state: string): state is Standing['state'] {
  return state === 'confirmed' || state === 'offered' || state === 'waiting';
}

/** A person's active registrations for sessions that have not ended, soonest first. */
export async function registrationsOf(db: Db | Tx, personId: string, now: Date): Promise<MyRegistration[]> {
  const rows = await db.$queryRaw<Array<Omit<MyRegistration, 'position'>>>`
    SELECT g.id, g.state, g."sessionId", g."offerExpiresAt", g."personId", p.name AS "personName", g.urn
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" JOIN "Person" p ON p.id = g."personId"
     WHERE g."personId" = ${personId}::uuid AND g.state IN ('confirmed', 'offered', 'waiting') AND s."endsAt" > ${now}
     ORDER BY s."startsAt", g.id`;
  return withPositions(db, rows);
}

/**
 * Registrations that somebody made for colleagues of their current school and, for a headteacher, those of people who
 * have left it, for sessions that have not ended: soonest first, then by name. These are the ones `placesOf` lets them
 * change.
 */
export async function registrationsMadeBy(
  db: Db | Tx,
  { personId, post }: Pick<Actor, 'personId' | 'post'>,
  now: Date,
): Promise<MyRegistration[]> {
  if (personId === null || post === null || (post.urn !== null && !post.proven)) return [];
  const head = isHead(post) && post.urn !== null;
  const rows = await db.$queryRaw<Array<Omit<MyRegistration, 'position'>>>`
    SELECT g.id, g.state, g."sessionId", g."offerExpiresAt", g."personId", p.name AS "personName", g.urn
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" JOIN "Person" p ON p.id = g."personId"
     WHERE g."personId" <> ${personId}::uuid AND g.urn IS NOT DISTINCT FROM ${post.urn}::int
       AND (g."bookedById" = ${personId}::uuid OR (${head} AND EXISTS (
              SELECT 1 FROM "Post" w WHERE w."personId" = g."personId" AND w.urn = g.urn) AND NOT EXISTS (
              SELECT 1 FROM "Post" w WHERE w."personId" = g."personId" AND w.urn = g.urn AND w.until IS NULL)))
       AND g.state IN ('confirmed', 'offered', 'waiting') AND s."endsAt" > ${now}
     ORDER BY s."startsAt", p.name, g.id`;
  return withPositions(db, rows);
}

async function withPositions(
  db: Db | Tx,
  rows: ReadonlyArray<Omit<MyRegistration, 'position'>>,
): Promise<MyRegistration[]> {
  const placed: MyRegistration[] = [];
  for (const row of rows) {
    const position = row.state === 'waiting' ? positionOf(await readStandings(db, row.sessionId), row.id) : null;
    placed.push({ ...row, position });
  }
  return placed;
}

export interface FoundRegistration {
  readonly id: string;
  readonly state: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly personName: string;
  readonly bookedById: string | null;
  readonly urn: number | null;
  readonly offerExpiresAt: Date | null;
  /** Counts changes of the registration, for calendars. */
  readonly sequence: number;
  /** Counts changes of the session, for calendars. */
  readonly sessionSequence: number;
}

/** One registration by id, for a message about it; undefined when it no longer exists. */
export async function findRegistration(db: Db | Tx, registrationId: string): Promise<FoundRegistration | undefined> {
  if (!isUuid(registrationId)) return undefined;
  // One statement, because this runs for every message that is sent.
  const rows = await db.$queryRaw<FoundRegistration[]>`
    SELECT g.id, g.state, g."sessionId", g."personId", p.name AS "personName", g."bookedById", g.urn,
           g."offerExpiresAt", g.sequence, s.sequence AS "sessionSequence"
      FROM "Registration" g JOIN "Person" p ON p.id = g."personId" JOIN "Session" s ON s.id = g."sessionId"
     WHERE g.id = ${registrationId}::uuid`;
  return rows[0];
}

/** Whether whoever booked it is of the school that holds it: a colleague, and not an organiser who brought a guest. */
export async function isBookedByColleague(db: Db | Tx, { bookedById, urn }: FoundRegistration): Promise<boolean> {
  if (bookedById === null) return true;
  if (urn === null) return false;
  return (await db.post.count({ where: { personId: bookedById, urn } })) > 0;
}

/** The places that a person holds, or held when the session was cancelled, in sessions from `since` on. */
export async function heldBy(db: Db | Tx, personId: string, since: Date): Promise<FoundRegistration[]> {
  const rows = await db.registration.findMany({
    where: { personId, state: 'confirmed', session: { startsAt: { gt: since } } },
    orderBy: [{ session: { startsAt: 'asc' } }, { id: 'asc' }],
    take: 500,
    select: shown,
  });
  return rows.map(foundOf);
}

const shown = {
  id: true,
  state: true,
  sessionId: true,
  personId: true,
  bookedById: true,
  urn: true,
  offerExpiresAt: true,
  sequence: true,
  person: { select: { name: true } },
  session: { select: { sequence: true } },
} as const;

function foundOf({
  person,
  session,
  ...rest
}: Omit<FoundRegistration, 'personName' | 'sessionSequence'> & {
  readonly person: { readonly name: string };
  readonly session: { readonly sequence: number };
}): FoundRegistration {
  return { ...rest, personName: person.name, sessionSequence: session.sequence };
}
