import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { bookingState, placesLeft } from '../../domain/booking.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOfMoving } from '../messages/tell-booker.js';
import { endRegistration } from './end-registration.js';
import { isKeptBySchool, placesOf } from './place-rights.js';
import { countPlaces, type LockedSession, lockSession, offerFreePlaces } from './session-lock.js';

export type MoveOutcome =
  | { readonly kind: 'moved'; readonly registrationId: string; readonly sessionId: string }
  /** Nothing has changed: the place is still held. */
  | { readonly kind: 'full' | 'already-there' | 'closed' | 'past' | 'not-held' | 'kept-by-school' }
  | { readonly kind: 'not-found' };

/**
 * Moves a registration to another session of the same event; the place left behind is offered to whoever waits for it.
 */
export async function moveRegistration(
  core: Core,
  actor: Actor,
  registrationId: string,
  toSessionId: string,
): Promise<MoveOutcome> {
  if (actor.personId === null || !isUuid(registrationId) || !isUuid(toSessionId)) return { kind: 'not-found' };
  return commit(core, (tx) => moveUnderLocks(core, tx, actor, registrationId, toSessionId));
}

async function moveUnderLocks(
  core: Core,
  tx: Tx,
  actor: Actor,
  registrationId: string,
  toSessionId: string,
): Promise<MoveOutcome> {
  const mine = { AND: [{ id: registrationId }, placesOf(actor)] };
  const fields = { personId: true, urn: true, state: true, sessionId: true, bookedById: true } as const;
  const found = await tx.registration.findFirst({ where: mine, select: fields });
  if (!found) return { kind: 'not-found' };
  const [from, to] = await lockBoth(tx, found.sessionId, toSessionId);
  const registration = await tx.registration.findFirst({ where: mine, select: fields });
  if (!from || !to || !registration || from.eventId !== to.eventId) return { kind: 'not-found' };
  if (from.id === to.id) return { kind: 'already-there' };
  if (registration.state !== 'confirmed') return { kind: 'not-held' };
  if (await isKeptBySchool(tx, actor, registrationId)) return { kind: 'kept-by-school' };
  const now = core.clock.now();
  if (from.startsAt <= now || to.startsAt <= now) return { kind: 'past' };
  if (bookingState(to, now) !== 'open') return { kind: 'closed' };
  const counted = await countPlaces(tx, to.id, { ...registration, proven: true });
  if (counted.own && counted.own.state !== 'waiting') return { kind: 'already-there' };
  if (placesLeft({ capacity: to.capacity, taken: counted.taken }) === 0) return { kind: 'full' };
  if (counted.waiting > (counted.own ? 1 : 0)) return { kind: 'full' };
  if (counted.own) await endRegistration(tx, counted.own.id, { state: 'cancelled', reason: 'moved here', now });
  const id = await exchange(tx, actor, registrationId, { ...registration, sessionId: to.id }, now);
  await tellOfMoving(core, tx, id, { personId: actor.personId, actor });
  await offerFreePlaces(core, tx, from);
  return { kind: 'moved', registrationId: id, sessionId: to.id };
}

/** Locks in order of id, so that two people who swap sessions cannot deadlock. */
async function lockBoth(tx: Tx, fromId: string, toId: string): Promise<Array<LockedSession | undefined>> {
  const locked = new Map<string, LockedSession | undefined>();
  for (const id of [...new Set([fromId, toId])].sort()) locked.set(id, await lockSession(tx, id, null));
  return [locked.get(fromId), locked.get(toId)];
}

async function exchange(
  tx: Tx,
  actor: Actor,
  fromId: string,
  to: {
    readonly personId: string;
    readonly urn: number | null;
    readonly sessionId: string;
    readonly bookedById: string | null;
  },
  now: Date,
): Promise<string> {
  const id = newId();
  await endRegistration(tx, fromId, { state: 'cancelled', reason: 'moved to another session', now });
  await tx.registration.create({
    data: {
      id,
      sessionId: to.sessionId,
      personId: to.personId,
      urn: to.urn,
      state: 'confirmed',
      bookedById: to.bookedById,
      createdAt: now,
      confirmedAt: now,
      replacesId: fromId,
    },
    select: { id: true },
  });
  // Answers belong to the event, whichever session they attend.
  await tx.bookingAnswer.updateMany({ where: { registrationId: fromId }, data: { registrationId: id } });
  const line = {
    act: 'move',
    subject: 'registration',
    subjectId: fromId,
    outcome: 'moved',
    detail: { to: id },
  } as const;
  await recordAct(tx, actor, line, now);
  return id;
}
