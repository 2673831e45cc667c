import { TZDate } from '@date-fns/tz';
import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventStatus,
} from 'ical-generator';
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

/** What is told of a session beside its description, in this order. */
const calendarFacts = ['joining', 'lunch', 'bring', 'parking', 'stepFree', 'travel', 'contact'] as const;

/** What a calendar says beside the words of its events. */
export interface CalendarWords {
  /** What the calendar of a person is called. */
  readonly feedName: string;
  /** The place of a session that has neither a venue nor a link. */
  readonly online: string;
  readonly joinOnline: (link: string) => string;
  readonly facts: Readonly<Record<(typeof calendarFacts)[number], string>>;
  readonly agenda: string;
  readonly speakers: string;
}

/** Who a calendar is for. */
interface CalendarView {
  readonly now: Date;
  /** IANA name; times are written in it, with its rules (RFC 5545 VTIMEZONE). */
  readonly zone: string;
  readonly words: CalendarWords;
}

/** Who an invitation comes from and who it is for (RFC 5546). */
interface Invitation {
  readonly organiser: { readonly name: string; readonly address: string };
  readonly attendee: { readonly name: string; readonly address: string };
}

/** A calendar file for an e-mail. */
interface InvitationFile extends CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL';
  /** Whose entry it is. */
  readonly personId: string;
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
 * The same booking as an invitation for an e-mail (RFC 5546 and 6047): REQUEST while the place is held, CANCEL once it was
 * given up or the session is cancelled. A place that was moved keeps its UID, so that the entry moves too.
 * @returns undefined for a place that was never held, as in the waiting list
 */
export async function invitationFile(
  db: Db,
  registrationId: string,
  view: CalendarView,
  invitation: Invitation,
): Promise<InvitationFile | undefined> {
  const registration = await findRegistration(db, registrationId);
  const session = registration && (await findSession(db, registration.sessionId));
  const thread = registration && (await findThread(db, registrationId));
  if (!registration || !session || !thread?.wasHeld) return undefined;
  const held = isHeld(registration, session);
  if (!held && thread.movedOn) return undefined;
  const calendar = emptyCalendar(view.zone, held ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL);
  const event = addBooking(calendar, registration, session, view);
  const { organiser, attendee } = invitation;
  event.uid(`${thread.firstId}@staffroom`);
  event.sequence(thread.sequence);
  event.organizer({ name: organiser.name || session.seriesName, email: organiser.address });
  event.createAttendee({
    name: attendee.name,
    email: attendee.address,
    role: ICalAttendeeRole.REQ,
    status: held ? ICalAttendeeStatus.ACCEPTED : ICalAttendeeStatus.DECLINED,
    rsvp: false,
  });
  const description = event.description()?.plain ?? '';
  if (description.length > longestDescription) event.description(`${description.slice(0, longestDescription)}…`);
  const method = held ? 'REQUEST' : 'CANCEL';
  const body = orderCalendar(calendar.toString(), view.now);
  return { method, personId: registration.personId, name: `${session.eventSlug}.ics`, body };
}

/** In characters: mail servers and calendars refuse large invitations, and the programme has the rest. */
const longestDescription = 4_000;

/**
 * All bookings of a person, from the last year on, as a calendar to subscribe to. Cancelled sessions stay in it as
 * cancelled; places the person gave up are left out.
 */
export async function calendarOfPerson(db: Db, personId: string, view: CalendarView): Promise<string> {
  const calendar = emptyCalendar(view.zone, ICalCalendarMethod.PUBLISH);
  calendar.name(view.words.feedName);
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

interface CalendarThread {
  /** The first of the registrations that this one was moved from. */
  readonly firstId: string;
  /** Rises with every change of any of them. */
  readonly sequence: number;
  readonly wasHeld: boolean;
  /** The place was moved, and a later registration has the entry now. */
  readonly movedOn: boolean;
}

/** The registrations of one person that a place was moved through, as one entry of a calendar. */
async function findThread(db: Db, registrationId: string): Promise<CalendarThread | undefined> {
  const rows = await db.$queryRaw<CalendarThread[]>`
    WITH RECURSIVE moved AS (
      SELECT g.id, g."replacesId", g."personId", g.sequence + s.sequence AS changes, 0 AS steps
        FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" WHERE g.id = ${registrationId}::uuid
      UNION ALL
      SELECT g.id, g."replacesId", g."personId", g.sequence + s.sequence, m.steps + 1
        FROM moved m JOIN "Registration" g ON g.id = m."replacesId" AND g."personId" = m."personId"
        JOIN "Session" s ON s.id = g."sessionId")
    SELECT (SELECT id FROM moved ORDER BY steps DESC LIMIT 1) AS "firstId",
           (SELECT sum(changes + 1) - 1 FROM moved)::int AS sequence,
           g."confirmedAt" IS NOT NULL AS "wasHeld",
           EXISTS (SELECT 1 FROM "Registration" n WHERE n."replacesId" = g.id AND n."personId" = g."personId") AS "movedOn"
      FROM "Registration" g WHERE g.id = ${registrationId}::uuid`;
  return rows[0];
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
  { now, zone, words }: CalendarView,
): ICalEvent {
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
    location: placeOf(session) || session.link || words.online,
    description: describe(session, held, words),
    // RFC 5546 requires an organiser; the reserved domain (RFC 2606) receives no mail.
    organizer: { name: session.seriesName, email: 'no-reply@staffroom.invalid' },
    ...(session.link ? { url: session.link } : {}),
    status: held ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  if (held) event.createAlarm({ type: ICalAlarmType.display, trigger: alarmBefore, description: titleOf(session) });
  return event;
}

/** What the entry says. Joining notes are for those who hold a place. */
function describe(session: ProgrammeSession, held: boolean, words: CalendarWords): string {
  const facts = calendarFacts.flatMap((fact) => {
    const value = fact !== 'joining' || held ? session[fact] : null;
    return value ? [`${words.facts[fact]}: ${value}`] : [];
  });
  return [
    session.link ? words.joinOnline(session.link) : '',
    facts.join('\n'),
    session.theme ?? '',
    session.description,
    session.agenda.length > 0 ? [words.agenda, ...session.agenda].join('\n') : '',
    session.speakers.length > 0 ? [words.speakers, ...session.speakers].join('\n') : '',
  ]
    .filter(Boolean)
    .join('\n\n');
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
