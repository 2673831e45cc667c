import type { Actor } from '../../domain/actor.js';
import {
  type EventDetails,
  eventDetailFaults,
  type VenueDetails,
  venueDetailFaults,
} from '../../domain/programme/event-details.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { changeEvent, type PlanOutcome } from './plan-event.js';

/**
 * Saves what people want to know of an event. Nobody is told: it is on the card, and in later mails and calendars.
 * @param details fields left out stay as they are; empty ones are cleared
 */
export async function saveEventDetails(
  core: Core,
  actor: Actor,
  eventId: string,
  details: Partial<EventDetails>,
): Promise<PlanOutcome> {
  const faults = eventDetailFaults(details);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeEvent(core, actor, eventId, 'edit-event', async (tx, event) => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    await tx.event.update({ where: { id: event.id }, data: eventDetailsRow(details), select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Saves what people want to know of the venue of one session. Nobody is told. */
export async function saveVenueDetails(
  core: Core,
  actor: Actor,
  sessionId: string,
  details: VenueDetails,
): Promise<PlanOutcome> {
  const faults = venueDetailFaults(details);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const found = isUuid(sessionId)
    ? await core.prisma.session.findUnique({ where: { id: sessionId }, select: { eventId: true } })
    : null;
  return changeEvent(core, actor, found?.eventId ?? '', 'edit-session', async (tx, event) => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    await tx.session.update({ where: { id: sessionId }, data: venueDetailsRow(details), select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** In the form Prisma expects: what is left out is not changed, what is empty becomes null. */
export function eventDetailsRow(details: Partial<EventDetails>) {
  const { agenda, speakers, ...words } = details;
  return {
    ...emptyAsNull(words),
    ...(agenda ? { agenda: [...agenda] } : {}),
    ...(speakers ? { speakers: [...speakers] } : {}),
  };
}

export function venueDetailsRow(details: Partial<VenueDetails>) {
  return emptyAsNull(details);
}

function emptyAsNull<Key extends string>(words: { readonly [K in Key]?: string }): { [K in Key]?: string | null } {
  const entries = Object.entries<string | undefined>(words).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, value || null])) as { [K in Key]?: string | null };
}
