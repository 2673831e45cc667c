import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { lockSession, readStandings } from '../bookings/session-lock.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import type { MessagePayload } from '../messages/message-kinds.js';
import { type Reach, reachOfSessions } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { concernedIn, endEvent } from './cancel-event.js';
import { type CancelledPlace, findCancelledPlaces } from './cancelled-places.js';
import { cancelledBefore, longestCancelReason } from './change-session.js';
import { clearCalendars } from './clear-calendars.js';
import { draftsOf, holdSending } from './held-sendings.js';
import type { CancelledBefore } from './undo-shapes.js';

/** What cancelling a series affects. */
export interface SeriesToCancel {
  /** Events with upcoming sessions, soonest first. */
  readonly events: ReadonlyArray<{ readonly id: string; readonly title: string; readonly startsAt: Date }>;
  readonly drafts: number;
  /** Who will be told, each counted once. */
  readonly reach: Reach;
}

type SeriesCancelOutcome =
  /** `told` counts the messages being sent; `events` and `drafts` what was cancelled or deleted. */
  | {
      readonly kind: 'cancelled';
      readonly reach: Reach;
      readonly told: number;
      readonly events: number;
      readonly drafts: number;
      /** By which it can be undone, while its messages wait. */
      readonly held: string;
    }
  /** It was cancelled before: nobody is told. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'draft' | 'no-reason' };

/** What cancelling would affect; undefined for anyone who does not organise the series. */
export async function seriesToCancel(core: Core, actor: Actor, seriesId: string): Promise<SeriesToCancel | undefined> {
  if (!isUuid(seriesId) || !holds(actor, 'organiser', seriesId)) return undefined;
  const events = await eventsToCome(core, core.prisma, seriesId);
  const reach = await reachOfSessions(
    core,
    core.prisma,
    events.flatMap(({ sessions }) => sessions),
  );
  const soonest = [...events].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return {
    events: soonest.map(({ id, title, startsAt }) => ({ id, title, startsAt })),
    drafts: await core.prisma.event.count({ where: draftsOf(seriesId) }),
    reach,
  };
}

/**
 * Cancels a series in one transaction: every event with upcoming sessions is cancelled, drafts are deleted, and
 * everyone with a place, an offer or a place in a waiting list is told once. Past events stay as they are, with their
 * figures.
 */
export async function cancelSeries(
  core: Core,
  actor: Actor,
  seriesId: string,
  reason: string,
): Promise<SeriesCancelOutcome> {
  if (!isUuid(seriesId)) return { kind: 'refused', reason: 'not-found' };
  const words = reason.trim().slice(0, longestCancelReason);
  return commit(core, async (tx): Promise<SeriesCancelOutcome> => {
    // Locks the series, then its events, then their sessions, as every use case of organisers does.
    await tx.$executeRaw`SELECT 1 FROM "Series" WHERE id = ${seriesId}::uuid FOR UPDATE`;
    const series = await tx.series.findUnique({ where: { id: seriesId }, select: { status: true } });
    if (!series) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', seriesId)) return { kind: 'refused', reason: 'not-allowed' };
    if (series.status === 'draft') return { kind: 'refused', reason: 'draft' };
    if (series.status === 'cancelled') return { kind: 'already' };
    if (words === '') return { kind: 'refused', reason: 'no-reason' };
    await tx.$executeRaw`SELECT 1 FROM "Event" WHERE "seriesId" = ${seriesId}::uuid ORDER BY id FOR UPDATE`;
    const events = await eventsToCome(core, tx, seriesId);
    const sessions = events.flatMap((event) => event.sessions);
    const reach = await reachOfSessions(core, tx, sessions);
    // In order of id, as everyone locks them.
    for (const id of [...sessions].sort()) await lockSession(tx, id, null);
    const before = { status: series.status, events: await eventsBefore(tx, events) };
    const hold = await holdSending(core, tx, { act: 'cancel-series', subjectId: seriesId, before });
    const told = await callOff(core, tx, { events, words, seriesId }, hold);
    // They are deleted when it can no longer be undone.
    const drafts = await tx.event.count({ where: draftsOf(seriesId) });
    await tx.series.update({ where: { id: seriesId }, data: { status: 'cancelled' }, select: { id: true } });
    const detail = { told, events: events.length, drafts };
    const line = {
      act: 'cancel-series',
      subject: 'series',
      subjectId: seriesId,
      outcome: 'cancelled',
      detail,
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'cancelled', reach, ...detail, held: hold.id };
  });
}

interface EventToCome {
  readonly id: string;
  readonly title: string;
  /** The start of its first upcoming session. */
  readonly startsAt: Date;
  /** Ids of the upcoming sessions. */
  readonly sessions: readonly string[];
}

/** In order of id. */
async function eventsToCome(core: Core, db: Db | Tx, seriesId: string): Promise<EventToCome[]> {
  const toCome = { status: 'published' as const, startsAt: { gt: core.clock.now() } };
  const rows = await db.event.findMany({
    where: { seriesId, status: 'published', sessions: { some: toCome } },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      title: true,
      sessions: { where: toCome, select: { id: true, startsAt: true } },
    },
  });
  return rows.map(({ id, title, sessions }) => ({
    id,
    title,
    startsAt: new Date(Math.min(...sessions.map(({ startsAt }) => startsAt.getTime()))),
    sessions: sessions.map((session) => session.id),
  }));
}

/** What an undo puts back, by event. */
async function eventsBefore(tx: Tx, events: readonly EventToCome[]): Promise<Record<string, CancelledBefore>> {
  const before: Record<string, CancelledBefore> = {};
  for (const { id, sessions } of events) {
    const standings = await Promise.all(sessions.map((session) => readStandings(tx, session)));
    before[id] = cancelledBefore(sessions, standings.flat());
  }
  return before;
}

/** @returns how many messages are new */
async function callOff(
  core: Core,
  tx: Tx,
  {
    events,
    words,
    seriesId,
  }: { readonly events: readonly EventToCome[]; readonly words: string; readonly seriesId: string },
  hold: Hold,
): Promise<number> {
  const all = events.flatMap(({ sessions }) => sessions).sort();
  const people = await concernedIn(core, tx, all);
  for (const { id, sessions } of events) await endEvent(core, tx, { eventId: id, sessionIds: sessions, words });
  // No session is cancelled twice, so any of them identifies the occasion.
  const [occasion = ''] = all;
  const eventIds = events.map(({ id }) => id);
  const payload = { seriesId, words, events: eventIds.join(' ') };
  await clearCalendars(core, tx, eventIds, all, hold);
  return scheduleDeliveries(
    core,
    tx,
    people.map(
      (personId): NewDelivery => ({
        key: `series-cancelled:${seriesId}:${occasion}:${personId}`,
        kind: 'series-cancelled',
        to: { personId },
        payload,
      }),
    ),
    hold,
  );
}

/** What was cancelled with a series, as one of the people affected reads it; undefined when they are not affected. */
export async function findCancelledSeries(
  core: Core,
  { seriesId, events }: MessagePayload<'series-cancelled'>,
  personId: string,
): Promise<{ readonly name: string; readonly places: readonly CancelledPlace[] } | undefined> {
  if (!isUuid(seriesId)) return undefined;
  const series = await core.prisma.series.findUnique({ where: { id: seriesId }, select: { name: true } });
  const places = await findCancelledPlaces(core, events.split(' '), personId);
  return series && places.length > 0 ? { name: series.name, places } : undefined;
}
