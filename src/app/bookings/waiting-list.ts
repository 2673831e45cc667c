import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { placesLeft } from '../../domain/booking.js';
import { orderWaiting, positionOf } from '../../domain/bookings/waiting-list.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { seriesOfSession } from '../programme/event-rights.js';
import { isCancelled, type LockedSession, lockSession, offerFreePlaces, readStandings } from './session-lock.js';

interface Waiter {
  readonly registrationId: string;
  readonly name: string;
  readonly school: string | null;
  /** The reason, if an organiser moved them to the top. */
  readonly jumpReason: string | null;
}

/** The waiting list of a session in order. Undefined for anyone but an organiser of its series. */
export async function waitingListOf(core: Core, actor: Actor, sessionId: string): Promise<Waiter[] | undefined> {
  const seriesId = await seriesOfSession(core, sessionId);
  if (seriesId === undefined || !holds(actor, 'organiser', seriesId)) return undefined;
  const order = orderWaiting(await readStandings(core.prisma, sessionId)).map(({ id }) => id);
  const rows = await core.prisma.registration.findMany({
    where: { id: { in: order } },
    select: { id: true, jumpReason: true, person: { select: { name: true } }, school: { select: { name: true } } },
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  return order.flatMap((id) => {
    const row = found.get(id);
    if (!row) return [];
    return [
      { registrationId: id, name: row.person.name, school: row.school?.name ?? null, jumpReason: row.jumpReason },
    ];
  });
}

/** In characters. */
export const longestReason = 300;

export type PromotionOutcome =
  /** They are now next, were offered a place at once, or (past the cut-off) were given one. */
  | { readonly kind: 'ahead'; readonly position: number }
  | { readonly kind: 'offered' | 'given' }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'no-reason' | 'not-waiting' | 'past' };

/**
 * Moves somebody to the top of the waiting list, with a reason that is stored with the registration. Past the catering
 * cut-off, when offers are no longer made, a free place is given to them directly.
 */
export async function promoteInWaitingList(
  core: Core,
  actor: Actor,
  registrationId: string,
  reason: string,
): Promise<PromotionOutcome> {
  const words = reason.trim().slice(0, longestReason);
  if (words === '') return { kind: 'refused', reason: 'no-reason' };
  if (!isUuid(registrationId)) return { kind: 'refused', reason: 'not-waiting' };
  return commit(core, (tx) => promoteUnderLock(core, tx, actor, registrationId, words));
}

async function promoteUnderLock(
  core: Core,
  tx: Tx,
  actor: Actor,
  registrationId: string,
  reason: string,
): Promise<PromotionOutcome> {
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
  // Only the fact: the audit trail holds nothing that people wrote.
  const line = {
    act: 'jump-queue',
    subject: 'registration',
    subjectId: registrationId,
    outcome: 'reason given',
  } as const;
  await recordAct(tx, actor, line, now);
  await offerFreePlaces(core, tx, session);
  return standingAfterPromotion(core, tx, session, registrationId);
}

async function standingAfterPromotion(
  core: Core,
  tx: Tx,
  session: LockedSession,
  registrationId: string,
): Promise<PromotionOutcome> {
  const standings = await readStandings(tx, session.id);
  const position = positionOf(standings, registrationId);
  if (position === null) return { kind: 'offered' };
  const taken = standings.filter(({ state }) => state !== 'waiting').length;
  if (placesLeft({ capacity: session.capacity, taken }) === 0 || isCancelled(session))
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
