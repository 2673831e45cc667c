import type { Tx } from '../../db/database.js';
import type { Session } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import type { Standing } from '../../domain/bookings/waiting-list.js';
import { isUuid } from '../../domain/uuid.js';
import { wholeWhere } from '../../domain/where.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { endRegistration } from '../bookings/end-registration.js';
import { isCancelled, type LockedSession, lockSession, readStandings } from '../bookings/session-lock.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Reach, reachOfSessions } from '../messages/reach.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellHolders } from '../messages/tell-holders.js';
import { mayOrganise } from '../programme/event-rights.js';
import { holdSending } from './held-sendings.js';
import { settleTerm } from './plan-event.js';
import type { CancelledBefore, MovedBefore } from './undo-shapes.js';
import { isElsewhere, venueDetailsOf } from './venue-details.js';

/** What changes; fields left out stay as they are, null clears a field. */
interface SessionMove {
  /** Nobody is told of a new name alone. */
  readonly label?: string;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly venue?: string | null;
  readonly address?: string | null;
  readonly town?: string | null;
  readonly postcode?: string | null;
  readonly link?: string | null;
}

export type ChangeOutcome =
  /** `told` counts the messages being sent, `reach` the people. */
  | {
      readonly kind: 'changed';
      readonly told: number;
      readonly reach: Reach;
      /** By which it can be undone, while its messages wait. */
      readonly held?: string;
    }
  /** Nothing differs: nobody is told. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'refused';
      readonly reason: 'not-organiser' | 'not-found' | 'past' | 'cancelled' | 'ends-before-it-starts' | 'no-reason';
    };

/** The longest reason, in characters. */
export const longestCancelReason = 300;

/**
 * Changes the time or place of a session, and tells everyone with a place, an offer or a place in the waiting list once
 * for each change. Calendar sequences are raised.
 */
export async function moveSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  move: SessionMove,
): Promise<ChangeOutcome> {
  return change(core, actor, sessionId, async (tx) => {
    const before = await tx.session.findUniqueOrThrow({ where: { id: sessionId } });
    const after = { ...before, ...move };
    if (after.startsAt <= core.clock.now()) return { kind: 'refused', reason: 'past' };
    if (after.endsAt <= after.startsAt) return { kind: 'refused', reason: 'ends-before-it-starts' };
    if (fingerprint(before) === fingerprint(after)) {
      if (before.label !== after.label) {
        await tx.session.update({ where: { id: sessionId }, data: { label: after.label }, select: { id: true } });
        await note(core, tx, actor, 'name-session', sessionId, 0);
      }
      return { kind: 'unchanged' };
    }
    const { sequence } = await tx.session.update({
      where: { id: sessionId },
      data: {
        ...move,
        ...(isElsewhere(before, after) ? await venueDetailsOf(tx, after) : {}),
        sequence: { increment: 1 },
      },
      select: { sequence: true },
    });
    await settleTerm(core, tx, before.eventId);
    const ids = (await readStandings(tx, sessionId)).map(({ id }) => id);
    await countChange(tx, ids);
    const was = {
      wasStartsAt: before.startsAt.toISOString(),
      wasEndsAt: before.endsAt.toISOString(),
      wasWhere: wholeWhere(before),
    };
    const noticeOf = (registrationId: string): Notice => ({
      key: `session-moved:${registrationId}:${sequence}`,
      kind: 'session-moved',
      payload: { registrationId, ...was },
    });
    const reach = await reachOfSessions(core, tx, [sessionId]);
    const put = { act: 'move-session', subjectId: before.eventId, before: movedBefore(before, sequence) } as const;
    const hold = await holdSending(core, tx, put);
    const told = await tellHolders(core, tx, noticeOf, ids, hold);
    await note(core, tx, actor, 'move-session', sessionId, told);
    return { kind: 'changed', told, reach, held: hold.id };
  });
}

/**
 * Cancels a session for a reason that attendees are given. Offers and waiting list end; confirmed places stay on
 * record.
 */
export async function cancelSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  reason: string,
): Promise<ChangeOutcome> {
  const words = reason.trim().slice(0, longestCancelReason);
  return change(core, actor, sessionId, async (tx, session) => {
    if (words === '') return { kind: 'refused', reason: 'no-reason' };
    await tx.session.update({
      where: { id: sessionId },
      data: { status: 'cancelled', cancelReason: words, sequence: { increment: 1 } },
      select: { id: true },
    });
    const standings = await readStandings(tx, sessionId);
    const reach = await reachOfSessions(core, tx, [sessionId]);
    const ids = standings.map(({ id }) => id);
    const now = core.clock.now();
    const held = standings.filter(({ state }) => state === 'confirmed').map(({ id }) => id);
    await countChange(tx, held);
    for (const { id, state } of standings) {
      if (state !== 'confirmed')
        await endRegistration(tx, id, { state: 'cancelled', reason: 'session cancelled', now });
    }
    const before = cancelledBefore([sessionId], standings);
    const hold = await holdSending(core, tx, { act: 'cancel-session', subjectId: session.eventId, before });
    const told = await tellHolders(core, tx, 'session-cancelled', ids, hold);
    await note(core, tx, actor, 'cancel-session', sessionId, told);
    return { kind: 'changed', told, reach, held: hold.id };
  });
}

/** What an undo of a move puts back. */
function movedBefore(session: Session, sequence: number): MovedBefore {
  const { id, label, startsAt, endsAt, venue, address, town, postcode, link, parking, stepFree, travel } = session;
  const when = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  const was = { label, ...when, venue, address, town, postcode, link, parking, stepFree, travel };
  return { session: id, sequence, was };
}

/** What an undo of a cancellation puts back. @param standings of the sessions, before they ended */
export function cancelledBefore(
  sessions: readonly string[],
  standings: ReadonlyArray<{ readonly id: string; readonly state: Standing['state'] }>,
): CancelledBefore {
  const ended = standings.flatMap(({ id, state }) => (state === 'confirmed' ? [] : [[id, state] as const]));
  return { sessions: [...sessions], ended: Object.fromEntries(ended) };
}

/** Under the lock of the session, for its organisers, while it can still be changed. */
async function change(
  core: Core,
  actor: Actor,
  sessionId: string,
  act: (tx: Tx, session: LockedSession) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<ChangeOutcome> => {
    // Locks the event before the session, as every use case of organisers does, to avoid deadlocks.
    await tx.$executeRaw`
      SELECT 1 FROM "Event" WHERE id = (SELECT "eventId" FROM "Session" WHERE id = ${sessionId}::uuid) FOR UPDATE`;
    const session = await lockSession(tx, sessionId, null);
    if (!session) return { kind: 'refused', reason: 'not-found' };
    if (!(await mayOrganise(tx, actor, session.eventId))) return { kind: 'refused', reason: 'not-organiser' };
    if (isCancelled(session)) return { kind: 'refused', reason: 'cancelled' };
    if (session.startsAt <= core.clock.now()) return { kind: 'refused', reason: 'past' };
    return act(tx, session);
  });
}

type WhenAndWhere = Required<Omit<SessionMove, 'label'>>;

function fingerprint(session: WhenAndWhere): string {
  const { startsAt, endsAt, venue, address, town, postcode, link } = session;
  return JSON.stringify([startsAt, endsAt, venue, address, town, postcode, link]);
}

/** Raises the calendar sequence of these registrations. */
export async function countChange(tx: Tx, registrationIds: readonly string[]): Promise<void> {
  await tx.registration.updateMany({
    where: { id: { in: [...registrationIds] } },
    data: { sequence: { increment: 1 } },
  });
}

async function note(core: Core, tx: Tx, actor: Actor, act: AuditAct, sessionId: string, told: number): Promise<void> {
  const line = { act, subject: 'session', subjectId: sessionId, outcome: 'done', detail: { told } } as const;
  await recordAct(tx, actor, line, core.clock.now());
}
