import type { FieldValues } from '../../domain/organising/message-fields.js';
import { isUuid } from '../../domain/uuid.js';
import { sayDay, sayTime } from '../../domain/when.js';
import { wholeWhere } from '../../domain/where.js';
import type { Core } from '../core.js';

const place = {
  label: true,
  startsAt: true,
  venue: true,
  address: true,
  town: true,
  postcode: true,
  link: true,
} as const;

/**
 * What the fields of a message are for one reader, and about an event: their own session, where they have one.
 * @param eventId null for a message that is about none
 */
export async function fieldValues(core: Core, eventId: string | null, personId: string): Promise<FieldValues> {
  if (!isUuid(personId)) return {};
  const [person, place] = await Promise.all([
    core.prisma.person.findUnique({
      where: { id: personId },
      select: { name: true, posts: { where: { until: null }, select: { school: { select: { name: true } } } } },
    }),
    eventId !== null && isUuid(eventId) ? valuesOfEvent(core, eventId, personId) : undefined,
  ]);
  return {
    ...(person ? { 'first name': person.name.split(' ')[0] ?? '', name: person.name } : {}),
    school: person?.posts[0]?.school?.name ?? '',
    ...place,
  };
}

async function valuesOfEvent(core: Core, eventId: string, personId: string): Promise<FieldValues> {
  const [event, own] = await Promise.all([
    core.prisma.event.findUnique({
      where: { id: eventId },
      select: { title: true, sessions: { orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: 1, select: place } },
    }),
    core.prisma.registration.findFirst({
      where: {
        session: { eventId },
        OR: [{ personId }, { bookedById: personId }],
        state: { in: ['confirmed', 'offered', 'waiting'] },
      },
      orderBy: [{ session: { startsAt: 'asc' } }, { id: 'asc' }],
      select: { session: { select: place } },
    }),
  ]);
  const session = own?.session ?? event?.sessions[0];
  return {
    ...(event ? { event: event.title } : {}),
    ...(session
      ? {
          day: sayDay(session.startsAt, core.timeZone),
          time: sayTime(session.startsAt, core.timeZone),
          place: wholeWhere(session),
        }
      : {}),
  };
}
