import type { Tx } from '../db/database.js';
import { type Bookable, type Places, placesToPass } from '../domain/booking.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { scheduleDelivery } from './deliveries.js';

/** A session under its lock: nobody else decides about its places until this transaction ends. */
export interface LockedSession extends Bookable {
  readonly id: string;
  readonly capacity: number | null;
}

/**
 * Takes the lock under which places are counted and given. Count only in a later statement: one that locks and counts
 * at once sees the places as they were before it waited, and oversells.
 */
export async function lockSession(tx: Tx, sessionId: string): Promise<LockedSession | undefined> {
  const rows = await tx.$queryRaw<LockedSession[]>`
    SELECT s.id, s.capacity, s."startsAt", s.status AS "sessionStatus", e.status AS "eventStatus", e."opensAt",
           e."closesAt"
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
     WHERE s.id = ${sessionId}::uuid FOR UPDATE OF s`;
  return rows[0];
}

/** A person's living registration for a session. */
export interface OwnRegistration {
  readonly id: string;
  readonly state: 'confirmed' | 'offered' | 'waiting';
  /** 1 is next; null for a place that is held. */
  readonly position: number | null;
}

/** Counts places, and reads what the person holds, under the lock of `lockSession`. */
export async function countPlaces(
  tx: Tx,
  session: LockedSession,
  personId: string,
): Promise<{ readonly places: Places; readonly own: OwnRegistration | undefined }> {
  const rows = await tx.$queryRaw<Array<{ taken: number; waiting: number; own: OwnRegistration | null }>>`
    SELECT count(*) FILTER (WHERE g.state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE g.state = 'waiting')::int AS waiting,
           (SELECT json_build_object('id', o.id, 'state', o.state, 'position',
                     CASE WHEN o.state = 'waiting' THEN (SELECT count(*) FROM "Registration" w
                       WHERE w."sessionId" = o."sessionId" AND w.state = 'waiting' AND w.queue <= o.queue) END)
              FROM "Registration" o WHERE o."sessionId" = ${session.id}::uuid AND o."personId" = ${personId}::uuid
               AND o.state IN ('confirmed', 'offered', 'waiting')) AS own
      FROM "Registration" g WHERE g."sessionId" = ${session.id}::uuid`;
  const row = rows[0] ?? { taken: 0, waiting: 0, own: null };
  return {
    places: { capacity: session.capacity, taken: row.taken, waiting: row.waiting },
    own: row.own ?? undefined,
  };
}

/**
 * Gives free places to those who wait, in order of asking, and tells each in their own chat. Call under the lock,
 * after the change that freed the places.
 * @returns how many places were passed on
 */
export async function passFreedPlaces(core: Core, tx: Tx, session: LockedSession): Promise<number> {
  const now = core.clock.now();
  if (session.startsAt <= now) return 0;
  const counted = await tx.$queryRaw<Array<{ taken: number; waiting: number }>>`
    SELECT count(*) FILTER (WHERE state IN ('confirmed', 'offered'))::int AS taken,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting
      FROM "Registration" WHERE "sessionId" = ${session.id}::uuid`;
  const count = counted[0] ?? { taken: 0, waiting: 0 };
  const free = placesToPass({ capacity: session.capacity, ...count });
  if (free === 0) return 0;
  const passed = await tx.$queryRaw<Array<{ id: string; personId: string }>>`
    UPDATE "Registration" SET state = 'confirmed', "confirmedAt" = ${now}
     WHERE id IN (SELECT id FROM "Registration" WHERE "sessionId" = ${session.id}::uuid AND state = 'waiting'
                   ORDER BY queue LIMIT ${free})
    RETURNING id, "personId"`;
  for (const registration of passed) {
    await recordAct(
      tx,
      undefined,
      { act: 'pass-place', subject: 'registration', subjectId: registration.id, outcome: 'confirmed' },
      now,
    );
    await scheduleDelivery(core, tx, {
      key: `place-passed:${registration.id}`,
      kind: 'place-passed',
      to: { personId: registration.personId },
      payload: { registrationId: registration.id },
    });
  }
  return passed.length;
}
