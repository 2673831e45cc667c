import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { academicYearOf, termOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import {
  type EventPlan,
  eventFaults,
  type PlanFaults,
  type SessionPlan,
  sessionFaults,
} from '../../domain/event-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { lockSeries, reasonSeriesIsHidden } from '../programme/series.js';
import { isElsewhere, venueDetailsOf } from './venue-details.js';

export type PlanOutcome =
  | { readonly kind: 'saved'; readonly eventId: string }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'not-allowed'
        | 'not-found'
        | 'no-sessions'
        | 'published'
        | 'cancelled'
        /** Events of a draft series are not visible, and a retired series gets no new events. */
        | 'series-draft'
        | 'series-retired';
    };

/**
 * Creates a draft, or changes an event. An existing event stays in its series.
 * @param eventId undefined makes a new one
 */
export async function saveEvent(
  core: Core,
  actor: Actor,
  plan: EventPlan,
  eventId: string | undefined,
): Promise<PlanOutcome> {
  const faults = eventFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  if (eventId !== undefined) {
    return changeEvent(core, actor, eventId, 'edit-event', async (tx, event) => {
      if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
      const { seriesId: _fixed, audience: _lists, phases: _apart, ...words } = plan;
      const data = { ...words, ...groupsOf(plan) };
      await tx.event.update({ where: { id: event.id }, data, select: { id: true } });
      return { kind: 'saved', eventId: event.id };
    });
  }
  if (!isUuid(plan.seriesId)) return { kind: 'faulty', faults: { series: 'unknown' } };
  return commit(core, async (tx): Promise<PlanOutcome> => {
    const series = await tx.series.findFirst({ where: { id: plan.seriesId, status: { in: ['draft', 'published'] } } });
    if (!series) return { kind: 'faulty', faults: { series: 'unknown' } };
    if (!holds(actor, 'organiser', series.id)) return { kind: 'refused', reason: 'not-allowed' };
    const now = core.clock.now();
    const id = newId();
    const { audience: _lists, phases: _apart, ...words } = plan;
    const data = { ...words, audience: series.audience, ...groupsOf(plan), createdAt: now };
    await tx.event.create({
      data: { ...data, id, slug: slugOf(plan.title, id), ...when(core, plan.opensAt ?? now), status: 'draft' },
      select: { id: true },
    });
    await recordAct(tx, actor, { act: 'create-event', subject: 'event', subjectId: id, outcome: 'draft' }, now);
    return { kind: 'saved', eventId: id };
  });
}

/** The lists of a plan, where present, in the form Prisma expects. */
function groupsOf({ audience, phases }: Pick<EventPlan, 'audience' | 'phases'>) {
  return { ...(audience ? { audience: [...audience] } : {}), ...(phases ? { phases: [...phases] } : {}) };
}

/** Adds a session to an event that is not cancelled; in a published event it can be booked at once. */
export async function addSession(core: Core, actor: Actor, eventId: string, plan: SessionPlan): Promise<PlanOutcome> {
  const faults = sessionFaults(plan, core.clock.now());
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeEvent(core, actor, eventId, 'add-session', async (tx, event) => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    const row = sessionRow(plan);
    const data = { eventId: event.id, ...row, ...(await venueDetailsOf(tx, row)) };
    await tx.session.create({ data, select: { id: true } });
    await settleTerm(core, tx, event.id);
    return { kind: 'saved', eventId: event.id };
  });
}

/** Changes a session of a draft, which nobody else has seen. */
export async function editDraftSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  plan: SessionPlan,
): Promise<PlanOutcome> {
  const faults = sessionFaults(plan, core.clock.now());
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const found = isUuid(sessionId)
    ? await core.prisma.session.findUnique({ where: { id: sessionId }, select: { eventId: true } })
    : null;
  return changeEvent(core, actor, found?.eventId ?? '', 'edit-session', async (tx, event) => {
    if (event.status !== 'draft') return { kind: 'refused', reason: 'published' };
    const before = await tx.session.findUniqueOrThrow({ where: { id: sessionId } });
    const row = sessionRow(plan);
    const data = { ...row, ...(isElsewhere(before, row) ? await venueDetailsOf(tx, row) : {}) };
    await tx.session.update({ where: { id: sessionId }, data, select: { id: true } });
    await settleTerm(core, tx, event.id);
    return { kind: 'saved', eventId: event.id };
  });
}

/** Deletes a session of a draft, which nobody else has seen. */
export async function removeDraftSession(core: Core, actor: Actor, sessionId: string): Promise<PlanOutcome> {
  const found = isUuid(sessionId)
    ? await core.prisma.session.findUnique({ where: { id: sessionId }, select: { eventId: true } })
    : null;
  return changeEvent(core, actor, found?.eventId ?? '', 'remove-session', async (tx, event) => {
    if (event.status !== 'draft') return { kind: 'refused', reason: 'published' };
    await tx.session.deleteMany({ where: { id: sessionId } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Publishes an event. It needs an upcoming session, and its series must be published. */
export async function publishEvent(core: Core, actor: Actor, eventId: string): Promise<PlanOutcome> {
  return changeEvent(core, actor, eventId, 'publish', async (tx, event) => {
    if (event.status === 'published') return { kind: 'saved', eventId: event.id };
    if (event.status !== 'draft') return { kind: 'refused', reason: 'cancelled' };
    const coming = await tx.session.count({ where: { eventId: event.id, startsAt: { gt: core.clock.now() } } });
    if (coming === 0) return { kind: 'refused', reason: 'no-sessions' };
    const hindrance = await reasonSeriesIsHidden(tx, event.seriesId);
    if (hindrance) return { kind: 'refused', reason: hindrance };
    await tx.event.update({ where: { id: event.id }, data: { status: 'published' }, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Opens or closes booking now. Places already held are kept. */
export async function setBooking(
  core: Core,
  actor: Actor,
  eventId: string,
  wanted: 'open' | 'closed',
): Promise<PlanOutcome> {
  return changeEvent(core, actor, eventId, wanted === 'open' ? 'open-booking' : 'close-booking', async (tx, event) => {
    if (event.status !== 'published') return { kind: 'refused', reason: 'cancelled' };
    const now = core.clock.now();
    const laterClosing = event.closesAt && event.closesAt > now ? event.closesAt : null;
    const earlierOpening = event.opensAt && event.opensAt < now ? event.opensAt : null;
    const data =
      wanted === 'open'
        ? { opensAt: earlierOpening, closesAt: laterClosing }
        : { opensAt: earlierOpening, closesAt: now };
    await tx.event.update({ where: { id: event.id }, data, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Deletes a draft. A published event is cancelled instead. */
export async function discardDraft(core: Core, actor: Actor, eventId: string): Promise<PlanOutcome> {
  return changeEvent(core, actor, eventId, 'discard-draft', async (tx, event) => {
    if (event.status !== 'draft') return { kind: 'refused', reason: 'published' };
    const registered = await tx.registration.count({ where: { session: { eventId: event.id } } });
    if (registered > 0) return { kind: 'refused', reason: 'published' };
    await tx.event.delete({ where: { id: event.id }, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

interface ChangedEvent {
  readonly id: string;
  readonly seriesId: string;
  readonly status: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** Locks the event, checks the actor, applies the change and records who made it. */
export async function changeEvent(
  core: Core,
  actor: Actor,
  eventId: string,
  act: AuditAct,
  change: (tx: Tx, event: ChangedEvent) => Promise<PlanOutcome>,
): Promise<PlanOutcome> {
  if (!isUuid(eventId)) return { kind: 'refused', reason: 'not-found' };
  const outcome = await commit(core, async (tx) => {
    await lockSeries(tx, { eventId });
    await tx.$executeRaw`SELECT 1 FROM "Event" WHERE id = ${eventId}::uuid FOR UPDATE`;
    const event = await tx.event.findUnique({ where: { id: eventId } });
    if (!event) return { kind: 'refused', reason: 'not-found' } as const;
    if (!holds(actor, 'organiser', event.seriesId)) return { kind: 'refused', reason: 'not-allowed' } as const;
    const done = await change(tx, event);
    if (done.kind === 'saved') {
      const line = { act, subject: 'event', subjectId: event.id, outcome: 'done' } as const;
      await recordAct(tx, actor, line, core.clock.now());
    }
    return done;
  });
  return outcome;
}

/** A session in the form Prisma expects: empty fields become null. */
export function sessionRow(plan: SessionPlan) {
  const { label, venue, address, town, postcode, link, startsAt, endsAt, capacity } = plan;
  return {
    label,
    venue: venue || null,
    address: address || null,
    town: town || null,
    postcode: postcode || null,
    link: link || null,
    startsAt,
    endsAt,
    capacity,
  };
}

/** An event belongs to the academic year and term of its first session. */
export async function settleTerm(core: Core, tx: Tx, eventId: string): Promise<void> {
  const first = await tx.session.findFirst({
    where: { eventId, status: 'published' },
    orderBy: { startsAt: 'asc' },
    select: { startsAt: true },
  });
  if (first) await tx.event.update({ where: { id: eventId }, data: when(core, first.startsAt), select: { id: true } });
}

function when({ timeZone }: Core, instant: Date) {
  return { academicYear: academicYearOf(instant, timeZone), term: termOf(instant, timeZone) };
}

/** Words of the title and part of the id, so that two events with one title differ. */
export function slugOf(title: string, id: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return [words, id.slice(-8)].filter(Boolean).join('-');
}
