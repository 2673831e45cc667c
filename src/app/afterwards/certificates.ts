import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';

/** A session that somebody was recorded at. */
export interface AttendedPart {
  readonly label: string;
  readonly venue: string | null;
  readonly town: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** That somebody was at an event. */
export interface Certificate {
  readonly personId: string;
  readonly eventId: string;
  readonly name: string;
  readonly title: string;
  readonly partnership: string;
  /** The sessions they were at, in order of time. */
  readonly parts: readonly AttendedPart[];
}

const listedAtMost = 60;

/**
 * What somebody may have a certificate for, the latest first: events that are over, of which it is on record that they were there.
 * Nobody else gets one, whatever they booked.
 */
export async function certificatesOf(core: Core, personId: string | null, eventId?: string): Promise<Certificate[]> {
  if (personId === null || !isUuid(personId) || (eventId !== undefined && !isUuid(eventId))) return [];
  const rows = await core.prisma.attendance.findMany({
    where: {
      personId,
      present: true,
      person: { erasedAt: null },
      session: {
        endsAt: { lte: core.clock.now() },
        status: { not: 'cancelled' },
        event: { status: { in: ['published', 'retired'] } },
        ...(eventId === undefined ? {} : { eventId }),
      },
    },
    orderBy: [{ session: { startsAt: 'desc' } }, { id: 'asc' }],
    take: listedAtMost,
    select: {
      person: { select: { name: true } },
      session: {
        select: {
          ...{ label: true, venue: true, town: true, startsAt: true, endsAt: true, eventId: true },
          event: { select: { title: true } },
        },
      },
    },
  });
  const partnership = (await readPartnership(core)).name;
  const byEvent = new Map<string, Certificate>();
  for (const { person, session } of rows) {
    const { event, eventId: id, ...part } = session;
    const before = byEvent.get(id)?.parts ?? [];
    const parts = [...before, part].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    byEvent.set(id, { personId, eventId: id, name: person?.name ?? '', title: event.title, partnership, parts });
  }
  return [...byEvent.values()];
}
