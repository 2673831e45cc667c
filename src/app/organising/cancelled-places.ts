import { Prisma } from '../../db/generated/client.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { isReached } from '../messages/ways.js';

/** The reason recorded when a session's cancellation ends an offer or a place in the waiting list. */
export const sessionCancelled = 'session cancelled';

/** A place that was cancelled with its event. */
export interface CancelledPlace {
  readonly registrationId: string;
  /** The event's title. */
  readonly title: string;
  readonly label: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** It was confirmed, so it is in a calendar. */
  readonly held: boolean;
  /** The attendee's name, unless it is the reader. */
  readonly of: string | null;
}

/** What was cancelled, as one of the people affected reads it; undefined when they are not affected. */
export async function findCancelledEvent(
  core: Core,
  eventId: string,
  personId: string,
): Promise<
  { readonly title: string; readonly reason: string; readonly places: readonly CancelledPlace[] } | undefined
> {
  if (!isUuid(eventId)) return undefined;
  const event = await core.prisma.event.findUnique({
    where: { id: eventId },
    select: { title: true, cancelReason: true },
  });
  const places = await findCancelledPlaces(core, [eventId], personId);
  return event && places.length > 0 ? { title: event.title, reason: event.cancelReason ?? '', places } : undefined;
}

/**
 * Places in cancelled sessions of these events that concern a person, soonest first: their own, and those they booked
 * for somebody who is not reached.
 */
export async function findCancelledPlaces(
  core: Core,
  eventIds: readonly string[],
  personId: string,
): Promise<CancelledPlace[]> {
  if (!isUuid(personId)) return [];
  return core.prisma.$queryRaw<CancelledPlace[]>`
    SELECT g.id AS "registrationId", e.title, s.label, s."startsAt", s."endsAt", g.state = 'confirmed' AS held,
           CASE WHEN g."personId" = ${personId}::uuid THEN NULL ELSE p.name END AS of
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" JOIN "Event" e ON e.id = s."eventId"
           JOIN "Person" p ON p.id = g."personId"
     WHERE s."eventId" = ANY(${eventIds.filter(isUuid)}::uuid[]) AND s.status = 'cancelled'
       AND (g.state = 'confirmed' OR g."endReason" = ${sessionCancelled})
       AND (g."personId" = ${personId}::uuid OR (g."bookedById" = ${personId}::uuid
            AND NOT ${isReached(core, Prisma.sql`g."personId"`)}))
     ORDER BY s."startsAt", p.name, g.id`;
}
