import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.js';
import type { Actor } from '../domain/actor.js';
import { type BookingState, bookingState, decidePlace } from '../domain/booking.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { countPlaces, type LockedSession, lockSession, type OwnRegistration, passFreedPlaces } from './places.js';
import { isUuid } from './programme.js';

export type BookingOutcome =
  | { readonly kind: 'confirmed'; readonly registrationId: string }
  | { readonly kind: 'waiting'; readonly registrationId: string; readonly position: number }
  /** No place is free and the asker did not ask to wait; `waiting` people are before them. */
  | { readonly kind: 'full'; readonly waiting: number }
  | { readonly kind: 'already'; readonly own: OwnRegistration }
  | { readonly kind: 'refused'; readonly reason: Exclude<BookingState, 'open'> | 'unknown-person' };

/**
 * Books a place for the actor, or puts them in the waiting list when it is full and they asked to wait.
 * Asked twice, it answers `already` with what is held.
 * @param sessionId as a button carried it; anything that is no session is refused as `not-found`
 */
export async function bookPlace(
  core: Core,
  actor: Actor,
  sessionId: string,
  whenFull: 'ask' | 'wait',
): Promise<BookingOutcome> {
  const personId = actor.personId;
  if (personId === null) return { kind: 'refused', reason: 'unknown-person' };
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  return core.prisma.$transaction(async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (!session) return { kind: 'refused', reason: 'not-found' };
    return giveOrRefuse(core, tx, { actor, personId, session, whenFull });
  });
}

interface Wish {
  readonly actor: Actor;
  readonly personId: string;
  readonly session: LockedSession;
  readonly whenFull: 'ask' | 'wait';
}

async function giveOrRefuse(core: Core, tx: Tx, wish: Wish): Promise<BookingOutcome> {
  const { places, own } = await countPlaces(tx, wish.session, wish.personId);
  if (own) return { kind: 'already', own };
  const state = bookingState(wish.session, core.clock.now());
  if (state !== 'open') return { kind: 'refused', reason: state };
  if (decidePlace(places) === 'confirm') {
    return { kind: 'confirmed', registrationId: await insertRegistration(core, tx, wish, 'confirmed') };
  }
  if (wish.whenFull === 'ask') return { kind: 'full', waiting: places.waiting };
  const registrationId = await insertRegistration(core, tx, wish, 'waiting');
  return { kind: 'waiting', registrationId, position: places.waiting + 1 };
}

/** Writes the registration and its line in the audit trail in one statement, while the session's lock is held. */
async function insertRegistration(core: Core, tx: Tx, wish: Wish, state: 'confirmed' | 'waiting'): Promise<string> {
  const id = randomUUID();
  const now = core.clock.now();
  const { actor, personId, session } = wish;
  await tx.$executeRaw`
    WITH registered AS (
      INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "bookedById", "createdAt", "confirmedAt")
      VALUES (${id}::uuid, ${session.id}::uuid, ${personId}::uuid, ${actor.post?.urn ?? null}::int,
              ${state}::"RegistrationState", ${personId}::uuid, ${now}, ${state === 'confirmed' ? now : null})
      RETURNING id, state)
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome)
    SELECT ${now}, ${actor.accountId}::uuid, ${personId}::uuid, 'book', 'registration', id::text, state::text
      FROM registered`;
  return id;
}

export type CancelOutcome =
  | {
      readonly kind: 'cancelled';
      readonly sessionId: string;
      readonly was: 'place' | 'waiting';
      readonly passedOn: number;
    }
  | { readonly kind: 'already-cancelled'; readonly sessionId: string }
  | { readonly kind: 'past'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/** Gives back the actor's place, or leaves the waiting list; a freed place goes to whoever waits first. */
export async function cancelRegistration(core: Core, actor: Actor, registrationId: string): Promise<CancelOutcome> {
  if (actor.personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  const outcome = await core.prisma.$transaction((tx) => cancelUnderLock(core, tx, actor, registrationId));
  if (outcome.kind === 'cancelled' && outcome.passedOn > 0) core.queue.nudge();
  return outcome;
}

async function cancelUnderLock(core: Core, tx: Tx, actor: Actor, registrationId: string): Promise<CancelOutcome> {
  const found = await ownRegistration(tx, actor, registrationId);
  if (!found) return { kind: 'not-found' };
  const session = await lockSession(tx, found.sessionId);
  // Read again: while this waited for the lock, somebody may have passed a place on.
  const registration = await ownRegistration(tx, actor, registrationId);
  if (!session || !registration) return { kind: 'not-found' };
  const sessionId = session.id;
  if (!isLiving(registration.state)) return { kind: 'already-cancelled', sessionId };
  const now = core.clock.now();
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  await tx.registration.update({
    where: { id: registrationId },
    data: { state: 'cancelled', endedAt: now, endReason: 'cancelled by attendee', sequence: { increment: 1 } },
    select: { id: true },
  });
  const line = { act: 'cancel', subject: 'registration', subjectId: registrationId, outcome: 'cancelled' };
  await recordAct(tx, actor, line, now);
  if (registration.state === 'waiting') return { kind: 'cancelled', sessionId, was: 'waiting', passedOn: 0 };
  return { kind: 'cancelled', sessionId, was: 'place', passedOn: await passFreedPlaces(core, tx, session) };
}

function isLiving(state: string): boolean {
  return state === 'confirmed' || state === 'offered' || state === 'waiting';
}

async function ownRegistration(tx: Tx, actor: Actor, registrationId: string) {
  const personId = actor.personId;
  if (personId === null) return null;
  return tx.registration.findFirst({
    where: { id: registrationId, personId },
    select: { id: true, state: true, sessionId: true },
  });
}

/** A living registration of a person, with its place in the waiting list when it waits. */
export interface MyRegistration extends OwnRegistration {
  readonly sessionId: string;
}

/** What a person holds in sessions that have not ended, soonest first. */
export async function registrationsOf(db: Db | Tx, personId: string, now: Date): Promise<MyRegistration[]> {
  return db.$queryRaw<MyRegistration[]>`
    SELECT g.id, g.state, g."sessionId",
           CASE WHEN g.state = 'waiting' THEN (SELECT count(*)::int FROM "Registration" w
             WHERE w."sessionId" = g."sessionId" AND w.state = 'waiting' AND w.queue <= g.queue) END AS position
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE g."personId" = ${personId}::uuid AND g.state IN ('confirmed', 'offered', 'waiting') AND s."endsAt" > ${now}
     ORDER BY s."startsAt", g.id`;
}

export interface FoundRegistration {
  readonly id: string;
  readonly state: string;
  readonly sessionId: string;
  readonly personId: string;
  /** Counts changes, for calendars. */
  readonly sequence: number;
}

/** One registration by id, for a message about it; undefined when it is gone. */
export async function findRegistration(db: Db | Tx, registrationId: string): Promise<FoundRegistration | undefined> {
  if (!isUuid(registrationId)) return undefined;
  const found = await db.registration.findUnique({
    where: { id: registrationId },
    select: { id: true, state: true, sessionId: true, personId: true, sequence: true },
  });
  return found ?? undefined;
}
