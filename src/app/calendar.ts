import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Db } from '../db/database.js';
import { findSession } from './programme.js';
import { findRegistration } from './registration-reads.js';

/** A calendar file and the name to save it under. */
export interface CalendarFile {
  readonly name: string;
  readonly body: string;
}

/**
 * One booking as iCalendar (RFC 5545), instants in UTC: a stable UID, SEQUENCE raised by each change of the session or
 * the booking, and CANCEL once the place is given up.
 * @returns undefined when there is no such booking
 */
export async function calendarFile(db: Db, registrationId: string, now: Date): Promise<CalendarFile | undefined> {
  const registration = await findRegistration(db, registrationId);
  const session = registration && (await findSession(db, registration.sessionId));
  if (!registration || !session) return undefined;
  const living = registration.state === 'confirmed' || registration.state === 'offered';
  const held = living && session.eventStatus === 'published' && session.sessionStatus === 'published';
  const calendar = ical({
    prodId: { company: 'Staffroom', product: 'Bookings', language: 'EN' },
    method: held ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  calendar.createEvent({
    id: `${registration.id}@staffroom`,
    sequence: registration.sequence,
    stamp: now,
    start: session.startsAt,
    end: session.endsAt,
    summary: session.label ? `${session.title}: ${session.label}` : session.title,
    location: [session.venue, session.address, session.town, session.postcode].filter(Boolean).join(', ') || 'Online',
    description: session.description,
    ...(session.link ? { url: session.link } : {}),
    status: held ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  return { name: `${session.eventSlug}.ics`, body: calendar.toString() };
}
