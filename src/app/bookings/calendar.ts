import { TZDate } from '@date-fns/tz';
import ical, { ICalAlarmType, type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { Db } from '../../db/database.js';
import { dayMs } from '../../domain/durations.js';
import { findSession, type ProgrammeSession, sessionsByIds } from '../programme/sessions.js';
import { orderCalendar } from './calendar-text.js';
import { type FoundRegistration, findRegistration, heldBy } from './registrations.js';

/** A calendar file and the name to save it under. */
interface CalendarFile {
  readonly name: string;
  readonly body: string;
}

/** Who a calendar is for. */
interface CalendarView {
  readonly now: Date;
  /** IANA name; times are written in it, with its rules (RFC 5545 VTIMEZONE). */
  readonly zone: string;
}

/** Reminds an hour before the start, in seconds. */
const alarmBefore = 60 * 60;

/**
 * One booking as iCalendar (RFC 5545): the UID is stable, SEQUENCE grows with each change of the session or booking,
 * and it becomes CANCEL once the place is given up or the session is cancelled.
 * @returns undefined when there is no such booking
 */
export async function calendarFile(
  db: Db,
  registrationId: string,
  view: CalendarView,
): Promise<CalendarFile | undefined> {
  const registration = await findRegistration(db, registrationId);
  const session = registration && (await findSession(db, registration.sessionId));
  if (!registration || !session) return undefined;
  const held = isHeld(registration, session);
  const calendar = emptyCalendar(view.zone, held ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL);
  addBooking(calendar, registration, session, view);
  return { name: `${session.eventSlug}.ics`, body: orderCalendar(calendar.toString(), view.now) };
}

/**
 * All bookings of a person, from the last year on, as a calendar to subscribe to. Cancelled sessions stay in it as
 * cancelled; places the person gave up are left out.
 */
export async function calendarOfPerson(db: Db, personId: string, view: CalendarView): Promise<string> {
  const calendar = emptyCalendar(view.zone, ICalCalendarMethod.PUBLISH);
  calendar.name('Staffroom bookings');
  calendar.ttl(60 * 60);
  const since = new Date(view.now.getTime() - 366 * dayMs);
  const held = await heldBy(db, personId, since);
  const sessions = await sessionsByIds(
    db,
    held.map(({ sessionId }) => sessionId),
  );
  for (const registration of held) {
    const session = sessions.get(registration.sessionId);
    if (session) addBooking(calendar, registration, session, view);
  }
  return orderCalendar(calendar.toString(), view.now);
}

function isHeld(registration: FoundRegistration, session: ProgrammeSession): boolean {
  const published = session.eventStatus === 'published' && session.sessionStatus === 'published';
  return published && (registration.state === 'confirmed' || registration.state === 'offered');
}

function emptyCalendar(zone: string, method: ICalCalendarMethod): ICalCalendar {
  return ical({
    prodId: { company: 'Staffroom', product: 'Bookings', language: 'EN' },
    method,
    timezone: { name: zone, generator: (name) => [tzlib_get_ical_block(name)].flat()[0] ?? null },
  });
}

function addBooking(
  calendar: ICalCalendar,
  registration: FoundRegistration,
  session: ProgrammeSession,
  { now, zone }: CalendarView,
): void {
  const held = isHeld(registration, session);
  const event = calendar.createEvent({
    id: `${registration.id}@staffroom`,
    sequence: registration.sequence + registration.sessionSequence,
    stamp: now,
    // A plain Date would be written in the server's own time zone.
    start: new TZDate(session.startsAt, zone),
    end: new TZDate(session.endsAt, zone),
    timezone: zone,
    summary: titleOf(session),
    location: placeOf(session) || session.link || 'Online',
    description: [session.description, session.link ? `Join online: ${session.link}` : ''].filter(Boolean).join('\n\n'),
    // RFC 5546 requires an organiser; the reserved domain (RFC 2606) receives no mail.
    organizer: { name: session.seriesName, email: 'no-reply@staffroom.invalid' },
    ...(session.link ? { url: session.link } : {}),
    status: held ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  if (held) event.createAlarm({ type: ICalAlarmType.display, trigger: alarmBefore, description: titleOf(session) });
}

function titleOf(session: ProgrammeSession): string {
  return session.label ? `${session.title}: ${session.label}` : session.title;
}

function placeOf(session: ProgrammeSession): string {
  return [session.venue, session.address, session.town, session.postcode].filter(Boolean).join(', ');
}

/** Links that add a session to the web calendars of Outlook and Google; instants in UTC. */
export function webCalendarLinks(session: ProgrammeSession): { readonly outlook: string; readonly google: string } {
  const location = placeOf(session) || (session.link ?? '');
  const outlook = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: titleOf(session),
    startdt: session.startsAt.toISOString(),
    enddt: session.endsAt.toISOString(),
    location,
  });
  const compact = (instant: Date) => instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: titleOf(session),
    dates: `${compact(session.startsAt)}/${compact(session.endsAt)}`,
    location,
  });
  return {
    outlook: `https://outlook.office.com/calendar/0/action/compose?${outlook}`,
    google: `https://calendar.google.com/calendar/render?${google}`,
  };
}
