import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** An event that can be booked now, and so be announced. */
export interface EventToInviteTo {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
}

const most = 6;

/**
 * Events that can be announced to more people, soonest first.
 * @param series slugs; empty is any
 * @returns none for whoever does not organise everything
 */
export async function eventsToInviteTo(
  core: Core,
  actor: Actor,
  series: readonly string[],
): Promise<readonly EventToInviteTo[]> {
  if (!holds(actor, 'organiser')) return [];
  const now = core.clock.now();
  const ofSeries = series.length > 0 ? Prisma.sql`r.slug = ANY(${[...series]})` : Prisma.sql`true`;
  return core.prisma.$queryRaw<EventToInviteTo[]>`
    SELECT e.id, e.title, min(s."startsAt") AS "startsAt"
      FROM "Event" e JOIN "Series" r ON r.id = e."seriesId"
      JOIN "Session" s ON s."eventId" = e.id AND s.status = 'published' AND s."startsAt" > ${now}
     WHERE e.status = 'published' AND (e."closesAt" IS NULL OR e."closesAt" > ${now}) AND ${ofSeries}
     GROUP BY e.id ORDER BY 3, e.id LIMIT ${most}`;
}
