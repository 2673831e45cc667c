import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { placesLeft } from '../../domain/booking.js';
import { isUuid } from '../../domain/uuid.js';
import { positionOf } from '../../domain/waiting-list.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { mayOrganise } from '../programme/event-rights.js';
import { isCalledOff, type LockedSession, lockSession, passFreedPlaces, readStandings } from './session-lock.js';

/** In characters. */
export const longestReason = 300;

export type JumpOutcome =
  /** They are next, or were offered a place at once, or (past the cut-off) given one. */
  | { readonly kind: 'ahead'; readonly position: number }
  | { readonly kind: 'offered' | 'given' }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'no-reason' | 'not-waiting' | 'past' };

/**
 * Puts somebody who waits ahead of the order, for a reason that is kept with the registration and noted in the audit trail.
 * Past the catering cut-off, when nothing is offered any more, a free place is given to them outright.
 */
export async function promoteInWaitingList(
  core: Core,
  actor: Actor,
  registrationId: string,
  reason: string,
): Promise<JumpOutcome> {
  const words = reason.trim().slice(0, longestReason);
  if (words === '') return { kind: 'refused', reason: 'no-reason' };
  if (!isUuid(registrationId)) return { kind: 'refused', reason: 'not-waiting' };
  return commit(core, (tx) => jumpUnderLock(core, tx, actor, registrationId, words));
}

async function jumpUnderLock(
  core: Core,
  tx: Tx,
  actor: Actor,
  registrationId: string,
  reason: string,
): Promise<JumpOutcome> {
  const found = await tx.registration.findUnique({
    where: { id: registrationId },
    select: { sessionId: true, session: { select: { event: { select: { seriesId: true } } } } },
  });
  if (!found || !holds(actor, 'organiser', found.session.event.seriesId)) {
    return { kind: 'refused', reason: found ? 'not-organiser' : 'not-waiting' };
  }
  const session = await lockSession(tx, found.sessionId, null);
  const now = core.clock.now();
  if (!session || session.startsAt <= now) return { kind: 'refused', reason: 'past' };
  const jumped = await tx.registration.updateMany({
    where: { id: registrationId, state: 'waiting' },
    data: { jumpReason: reason },
  });
  if (jumped.count === 0) return { kind: 'refused', reason: 'not-waiting' };
  // The reason itself stays with the registration: the trail holds nothing that somebody wrote.
  const line = {
    act: 'jump-queue',
    subject: 'registration',
    subjectId: registrationId,
    outcome: 'reason given',
  } as const;
  await recordAct(tx, actor, line, now);
  await passFreedPlaces(core, tx, session);
  return standingAfterJump(core, tx, session, registrationId);
}

async function standingAfterJump(
  core: Core,
  tx: Tx,
  session: LockedSession,
  registrationId: string,
): Promise<JumpOutcome> {
  const standings = await readStandings(tx, session.id);
  const position = positionOf(standings, registrationId);
  if (position === null) return { kind: 'offered' };
  const taken = standings.filter(({ state }) => state !== 'waiting').length;
  if (placesLeft({ capacity: session.capacity, taken }) === 0 || isCalledOff(session))
    return { kind: 'ahead', position };
  const now = core.clock.now();
  await tx.registration.update({
    where: { id: registrationId },
    data: { state: 'confirmed', confirmedAt: now },
    select: { id: true },
  });
  await tellHolders(core, tx, 'place-given', [registrationId]);
  return { kind: 'given' };
}

export type ResizeOutcome =
  | { readonly kind: 'resized'; readonly offered: number; readonly over: number }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'not-found' | 'no-places' };

/**
 * Changes how many places a session has. More places are offered to as many as wait, at once; fewer take nobody's away:
 * `over` people then hold more than there are, until enough cancel.
 * @param capacity a whole number from 1; null is unlimited
 */
export async function resizeSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  capacity: number | null,
): Promise<ResizeOutcome> {
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  if (capacity !== null && (!Number.isSafeInteger(capacity) || capacity < 1 || capacity > 100_000)) {
    return { kind: 'refused', reason: 'no-places' };
  }
  return commit(core, async (tx): Promise<ResizeOutcome> => {
    const locked = await lockSession(tx, sessionId, null);
    if (!locked) return { kind: 'refused', reason: 'not-found' };
    if (!(await mayOrganise(tx, actor, locked.eventId))) return { kind: 'refused', reason: 'not-organiser' };
    await tx.session.update({ where: { id: sessionId }, data: { capacity }, select: { id: true } });
    const detail = { capacity: capacity ?? 'unlimited' };
    const line = { act: 'resize', subject: 'session', subjectId: sessionId, outcome: 'resized', detail } as const;
    await recordAct(tx, actor, line, core.clock.now());
    const offered = await passFreedPlaces(core, tx, { ...locked, capacity });
    const taken = await tx.registration.count({ where: { sessionId, state: { in: ['confirmed', 'offered'] } } });
    return { kind: 'resized', offered, over: capacity === null ? 0 : Math.max(0, taken - capacity) };
  });
}
