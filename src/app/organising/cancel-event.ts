import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { endRegistration } from '../bookings/end-registration.js';
import { lockSession, readStandings } from '../bookings/session-lock.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import { type Reach, reachOfSessions } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { isReached } from '../messages/ways.js';
import { sessionCancelled } from './cancelled-places.js';
import { type ChangeOutcome, cancelledBefore, countChange, longestCancelReason } from './change-session.js';
import { clearCalendars } from './clear-calendars.js';
import { holdSending } from './held-sendings.js';

/**
 * Cancels an event with all its upcoming sessions, in one transaction. Everyone affected is told once, however many
 * places they hold.
 */
export async function cancelEvent(core: Core, actor: Actor, eventId: string, reason: string): Promise<ChangeOutcome> {
  if (!isUuid(eventId)) return { kind: 'refused', reason: 'not-found' };
  const words = reason.trim().slice(0, longestCancelReason);
  return commit(core, async (tx): Promise<ChangeOutcome> => {
    // Locks the event before its sessions, as every use case of organisers does, to avoid deadlocks.
    await tx.$executeRaw`SELECT 1 FROM "Event" WHERE id = ${eventId}::uuid FOR UPDATE`;
    const event = await tx.event.findUnique({ where: { id: eventId }, select: { seriesId: true, status: true } });
    if (!event) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', event.seriesId)) return { kind: 'refused', reason: 'not-organiser' };
    const sessionIds = await sessionsToCome(core, tx, eventId);
    if (event.status !== 'published' || sessionIds.length === 0) return { kind: 'unchanged' };
    if (words === '') return { kind: 'refused', reason: 'no-reason' };
    for (const id of sessionIds) await lockSession(tx, id, null);
    const people = await concernedIn(core, tx, sessionIds);
    const reach = await reachOfSessions(core, tx, sessionIds);
    const standings = await Promise.all(sessionIds.map((id) => readStandings(tx, id)));
    const before = cancelledBefore(sessionIds, standings.flat());
    const hold = await holdSending(core, tx, { act: 'cancel-event', subjectId: eventId, before });
    await endEvent(core, tx, { eventId, sessionIds, words });
    const told = await tell(core, tx, { eventId, occasion: sessionIds[0] ?? '' }, people, hold);
    await clearCalendars(core, tx, [eventId], sessionIds, hold);
    const line = {
      act: 'cancel-event',
      subject: 'event',
      subjectId: eventId,
      outcome: 'cancelled',
      detail: { told },
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'changed', told, reach, held: hold.id };
  });
}

/** Who would be told, each counted once, for the confirmation shown to its organisers. */
export async function reachOfEvent(core: Core, eventId: string): Promise<Reach> {
  const sessions = isUuid(eventId) ? await sessionsToCome(core, core.prisma, eventId) : [];
  return reachOfSessions(core, core.prisma, sessions);
}

/** In order of id, which is the order of locking. */
async function sessionsToCome(core: Core, db: Db | Tx, eventId: string): Promise<string[]> {
  const rows = await db.session.findMany({
    where: { eventId, status: 'published', startsAt: { gt: core.clock.now() } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/**
 * Everyone with a place, an offer or a place in the waiting list; for people who are not reached, whoever booked for them.
 */
export async function concernedIn(core: Core, db: Db | Tx, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<Array<{ recipient: string }>>`
    SELECT DISTINCT CASE WHEN ${isReached(core, Prisma.sql`g."personId"`)}
                         THEN g."personId" ELSE COALESCE(g."bookedById", g."personId") END AS recipient
      FROM "Registration" g
     WHERE g."sessionId" = ANY(${[...sessionIds]}::uuid[]) AND g.state IN ('confirmed', 'offered', 'waiting')
     ORDER BY recipient`;
  return rows.map(({ recipient }) => recipient);
}

/**
 * Cancels these locked sessions. The event is cancelled too, unless one of its sessions has taken place: then it keeps
 * that session and its figures.
 */
export async function endEvent(
  core: Core,
  tx: Tx,
  { eventId, sessionIds, words }: { readonly eventId: string; readonly sessionIds: readonly string[]; words: string },
): Promise<void> {
  for (const id of sessionIds) await endSession(core, tx, id, words);
  const held = await tx.session.count({ where: { eventId, status: 'published' } });
  const data = { cancelReason: words, ...(held === 0 ? { status: 'cancelled' as const } : {}) };
  await tx.event.update({ where: { id: eventId }, data, select: { id: true } });
}

/** Offers and waiting lists end; confirmed places stay on record. */
async function endSession(core: Core, tx: Tx, sessionId: string, words: string): Promise<void> {
  await tx.session.update({
    where: { id: sessionId },
    data: { status: 'cancelled', cancelReason: words, sequence: { increment: 1 } },
    select: { id: true },
  });
  const standings = await readStandings(tx, sessionId);
  await countChange(
    tx,
    standings.filter(({ state }) => state === 'confirmed').map(({ id }) => id),
  );
  const ending = { state: 'cancelled', reason: sessionCancelled, now: core.clock.now() } as const;
  for (const { id, state } of standings) if (state !== 'confirmed') await endRegistration(tx, id, ending);
}

/** Any session's id serves as the occasion, because no session is cancelled twice. */
function tell(
  core: Core,
  tx: Tx,
  { eventId, occasion }: { readonly eventId: string; readonly occasion: string },
  people: readonly string[],
  hold: Hold,
): Promise<number> {
  return scheduleDeliveries(
    core,
    tx,
    people.map(
      (personId): NewDelivery => ({
        key: `event-cancelled:${eventId}:${occasion}:${personId}`,
        kind: 'event-cancelled',
        to: { personId },
        payload: { eventId },
      }),
    ),
    hold,
  );
}
