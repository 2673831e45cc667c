import type { Db, Tx } from '../db/database.js';
import { positionOf, type Standing } from '../domain/waiting-list.js';
import { readStandings } from './places.js';
import { isUuid } from './programme.js';

/** A person's living registration for a session. */
export interface OwnRegistration {
  readonly id: string;
  readonly state: Standing['state'];
  /** 1 is next; null for a place that is held. */
  readonly position: number | null;
  /** Until when an offered place is kept. */
  readonly offerExpiresAt?: Date | null;
}

/** A living registration of a person, with its place in the waiting list when it waits. */
export interface MyRegistration extends OwnRegistration {
  readonly sessionId: string;
}

/** Whether it still stands for a place, or for one in the waiting list. */
export function isLiving(state: string): state is Standing['state'] {
  return state === 'confirmed' || state === 'offered' || state === 'waiting';
}

/** What a person holds in sessions that have not ended, soonest first. */
export async function registrationsOf(db: Db | Tx, personId: string, now: Date): Promise<MyRegistration[]> {
  const rows = await db.$queryRaw<Array<Omit<MyRegistration, 'position'>>>`
    SELECT g.id, g.state, g."sessionId", g."offerExpiresAt"
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE g."personId" = ${personId}::uuid AND g.state IN ('confirmed', 'offered', 'waiting') AND s."endsAt" > ${now}
     ORDER BY s."startsAt", g.id`;
  const own: MyRegistration[] = [];
  for (const row of rows) {
    const position = row.state === 'waiting' ? positionOf(await readStandings(db, row.sessionId), row.id) : null;
    own.push({ ...row, position });
  }
  return own;
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
  /** Counts changes, for calendars. */
  readonly sequence: number;
}

/** One registration by id, for a message about it; undefined when it is gone. */
export async function findRegistration(db: Db | Tx, registrationId: string): Promise<FoundRegistration | undefined> {
  if (!isUuid(registrationId)) return undefined;
  const found = await db.registration.findUnique({
    where: { id: registrationId },
    select: {
      id: true,
      state: true,
      sessionId: true,
      personId: true,
      bookedById: true,
      urn: true,
      offerExpiresAt: true,
      sequence: true,
      person: { select: { name: true } },
    },
  });
  if (!found) return undefined;
  const { person, ...rest } = found;
  return { ...rest, personName: person.name };
}
