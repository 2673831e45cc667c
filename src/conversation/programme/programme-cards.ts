import type { MyRegistration } from '../../app/bookings/registrations.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { bookingState, placesLeft } from '../../domain/booking.js';
import type { Phase, Position } from '../../domain/person.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayDay, sayMoment, sayShortDay, saySpan, sayTime } from '../../domain/when.js';
import type { Action, Block, Card, ListItem } from '../../rendering/card.js';
import { sayPhase, sayPosition } from '../talk/person-words.js';
import { capitalise, listWords, plural } from '../talk/wording.js';
import { hasDetails, linksOf } from './details-cards.js';

/** Sessions of one event, soonest first. Never empty. */
export type EventSessions = readonly [ProgrammeSession, ...ProgrammeSession[]];

export interface View {
  readonly now: Date;
  readonly zone: string;
}

/** Their ids fit into the button for the next page. */
const mostEvents = 40;

/** A list of what whoever asks may book: how far each is, and how many others there are. */
export interface ListedForMe {
  /** By event. */
  readonly away: ReadonlyMap<string, string>;
  readonly others: number;
  /** What was asked, for *All events*. */
  readonly words: string;
}

/** A list of events, with dates and how full they are. */
export function eventsCard(
  title: string,
  events: readonly EventSessions[],
  view: View,
  note?: string,
  listed?: ListedForMe,
): Card {
  const shown = events.slice(0, mostEvents).map((event) => ({ event, days: daysOf(event, view.zone) }));
  const items = shown.map(({ event, days }): ListItem => {
    const [first] = event;
    return {
      title: first.title,
      detail: [days, listed?.away.get(first.eventId), fullness(event, view.now)].filter(Boolean).join(' · '),
      action: { kind: 'act', label: 'See details', verb: 'event', data: { event: first.eventId } },
    };
  });
  return {
    fallback: [
      ...(note ? [note] : []),
      `${title}:`,
      ...shown.map(({ event, days }) => `${event[0].title}, ${days}`),
    ].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(note ? [{ kind: 'text', text: note } as const] : []),
      { kind: 'list', items },
    ],
    actions: [
      ...(listed && listed.others > 0 ? [allEvents(listed)] : []),
      { kind: 'act', label: 'My bookings', verb: 'my-bookings' },
    ],
    again: { verb: 'whats-on', data: { title, events: shown.map(({ event }) => event[0].eventId).join(' ') } },
  };
}

/** With what is full, closed, cancelled or for others. */
function allEvents({ words, others }: ListedForMe): Action {
  const data = { all: 'yes', words: words.slice(0, 200) };
  return { kind: 'act', label: `All events (${others} more)`, verb: 'whats-on', data };
}

/**
 * One event with when, where, for whom, places left and agenda; a button to book each session.
 * @param lead the sentence that answers what was asked
 */
export function eventCard(event: EventSessions, own: readonly MyRegistration[], view: View, lead?: string): Card {
  const [first, ...others] = event;
  const single = others.length === 0;
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'strong' } as const] : []),
    { kind: 'heading', text: first.title },
  ];
  if (first.eventStatus === 'cancelled') blocks.push({ kind: 'text', text: cancelledWords(first), tone: 'warning' });
  if (first.picture) blocks.push({ kind: 'image', url: first.picture, alt: `Picture for ${first.title}` });
  if (first.theme) blocks.push({ kind: 'text', text: first.theme, tone: 'strong' });
  if (first.description) blocks.push({ kind: 'text', text: first.description });
  blocks.push({ kind: 'facts', facts: [...(single ? sessionFacts(first, view) : []), ...eventFacts(event, view)] });
  if (!single) blocks.push({ kind: 'list', items: event.map((session) => sessionItem(session, own, view)) });
  const actions: Action[] = single
    ? [sessionAction(first, own, view.now, true)].filter((action) => action !== undefined)
    : [];
  if (hasDetails(event)) actions.push(detailsAction(first.eventId));
  actions.push(...linksOf(event));
  actions.push({ kind: 'act', label: "What's on", verb: 'whats-on' });
  return {
    fallback: [lead, eventWords(event, view)].filter(Boolean).join('\n'),
    blocks,
    actions,
    again: { verb: 'event', data: { event: first.eventId } },
  };
}

/** `Leadership briefing: Northgate`, and the title alone when there is nothing to tell apart. */
export function sessionTitle(session: ProgrammeSession): string {
  return session.label ? `${session.title}: ${session.label}` : session.title;
}

/** `The Assembly Rooms, High Street, Northgate ZZ1 1AA`, or where the link is. */
export function whereOf(session: ProgrammeSession): string {
  const parts = [session.venue, session.address, session.town].filter(Boolean).join(', ');
  const place = [parts, session.postcode].filter(Boolean).join(' ');
  if (place) return place;
  return session.link ? 'Online: the link comes with your booking' : 'To be announced';
}

/** When and where, as facts for somebody who has a place, to whom the link is shown. */
export function heldFacts(session: ProgrammeSession, view: View) {
  const isOnline = session.link && ![session.venue, session.address, session.town, session.postcode].some(Boolean);
  return [
    { label: 'When', value: saySpan(session.startsAt, session.endsAt, view.zone) },
    { label: 'Where', value: isOnline ? 'Online' : whereOf(session) },
    ...(session.link ? [{ label: 'Link', value: session.link }] : []),
  ];
}

/** When and where, as facts. */
export function sessionFacts(session: ProgrammeSession, view: View) {
  return [
    { label: 'When', value: saySpan(session.startsAt, session.endsAt, view.zone) },
    { label: 'Where', value: whereOf(session) },
    // Of what is over nobody asks for a place.
    ...(session.endsAt > view.now ? [{ label: 'Places', value: capitalise(placesWords(session, view)) }] : []),
  ];
}

/** `12 places left`, `full, 5 waiting`, `booking closed`. */
export function placesWords(session: ProgrammeSession, view: View): string {
  const state = bookingState(session, view.now);
  switch (state) {
    case 'cancelled':
      return 'cancelled';
    case 'past':
      return session.endsAt <= view.now ? 'took place' : 'already started';
    case 'closed':
      return 'booking has closed';
    case 'not-open-yet':
      return session.opensAt ? `booking opens on ${sayMoment(session.opensAt, view.zone)}` : 'booking is not open yet';
    case 'not-found':
      return 'not published';
    case 'open':
      return openPlacesWords(session);
    default:
      return unreachable(state);
  }
}

function openPlacesWords(session: ProgrammeSession): string {
  const left = placesLeft(session);
  if (left === Number.POSITIVE_INFINITY) return 'places available';
  if (left === 0 || session.waiting > 0) return session.waiting > 0 ? `full, ${session.waiting} waiting` : 'full';
  return `${plural(left, 'place')} left of ${session.capacity}`;
}

/** Agenda, speakers, parking and all that, as a message of its own. */
export function detailsAction(event: string): Action {
  return { kind: 'act', label: 'Details', verb: 'event-details', data: { event }, keepsCard: true };
}

/** `Until Friday 4 December 2026, 5pm · at most 2 from one school`: what limits a booking, said before it is made. */
function bookingLimits({ closesAt, startsAt, placesPerSchool, membersOnly }: ProgrammeSession, view: View): string {
  return capitalise(
    [
      ...(closesAt && closesAt < startsAt && closesAt > view.now ? [`until ${sayMoment(closesAt, view.zone)}`] : []),
      ...(placesPerSchool === null ? [] : [`at most ${placesPerSchool} from one school`]),
      ...(membersOnly ? [] : ['schools outside the partnership can book too']),
    ].join(' · '),
  );
}

function eventFacts(event: EventSessions, view: View) {
  const [session] = event;
  const limits = event.some(({ endsAt }) => endsAt > view.now) ? bookingLimits(session, view) : '';
  return [
    { label: 'For', value: audienceWords(session.audience, session.phases, session.localities) },
    ...(limits ? [{ label: 'Booking', value: limits }] : []),
    { label: 'Cost', value: sayCost(session.costPence) },
    { label: 'Year', value: `${sayAcademicYear(session.academicYear)}, ${session.term} term` },
  ];
}

/** `Free`, `£20.00` */
export function sayCost(pence: number): string {
  return pence === 0 ? 'Free' : `£${(pence / 100).toFixed(2)}`;
}

/** `Headteacher and governor, primary schools, in Eastholm` */
export function audienceWords(
  positions: readonly Position[],
  phases: readonly Phase[],
  localities: readonly string[],
): string {
  const who = positions.length === 0 ? 'Everybody' : listWords(positions.map((position) => sayPosition(position)));
  const where = [
    phases.length > 0 ? `${listWords(phases.map(sayPhase))} schools` : '',
    localities.length > 0 ? `in ${listWords(localities)}` : '',
  ].filter(Boolean);
  return [capitalise(who.toLowerCase()), ...where].join(', ');
}

function sessionItem(session: ProgrammeSession, own: readonly MyRegistration[], view: View): ListItem {
  const action = sessionAction(session, own, view.now, false);
  const name = session.label || session.town || session.title;
  const mine = own.find((registration) => registration.sessionId === session.id);
  const standing = mine
    ? mine.position === null
      ? 'you have a place'
      : `you are number ${mine.position} waiting`
    : placesWords(session, view);
  return {
    title: `${name}, ${saySpan(session.startsAt, session.endsAt, view.zone)}`,
    detail: `${whereOf(session)} · ${standing}`,
    ...(action ? { action } : {}),
  };
}

function sessionAction(
  session: ProgrammeSession,
  own: readonly MyRegistration[],
  now: Date,
  primary: boolean,
): Action | undefined {
  const mine = own.find((registration) => registration.sessionId === session.id);
  if (mine) return { kind: 'act', label: 'My booking', verb: 'booking', data: { registration: mine.id } };
  if (bookingState(session, now) !== 'open') return undefined;
  const full = placesLeft(session) === 0 || session.waiting > 0;
  return {
    kind: 'act',
    label: full ? 'Join the waiting list' : primary ? 'Book my place' : 'Book',
    verb: full ? 'wait' : 'book',
    data: { session: session.id },
    ...(primary ? { style: 'primary' as const } : {}),
  };
}

function cancelledWords(session: ProgrammeSession): string {
  return session.cancelReason ? `This event is cancelled: ${session.cancelReason}` : 'This event is cancelled.';
}

/** `Monday 1 March 2027, 9:30am, Northgate`; of several sessions, the place and day of each. */
export function daysOf(event: EventSessions, zone: string): string {
  const [first, ...others] = event;
  if (others.length === 0) {
    return `${sayDay(first.startsAt, zone)}, ${sayTime(first.startsAt, zone)}${first.town ? `, ${first.town}` : ''}`;
  }
  return event
    .slice(0, 4)
    .map((session) => `${session.label || session.town || ''} ${sayShortDay(session.startsAt, zone)}`.trim())
    .join('; ');
}

/** `12 places left`, `full, with a waiting list`, `booking closed`: of all its sessions together. */
export function fullness(event: EventSessions, now: Date): string {
  const open = event.filter((session) => bookingState(session, now) === 'open');
  if (open.length === 0) {
    const [first] = event;
    const state = bookingState(first, now);
    if (state === 'cancelled') return 'cancelled';
    return state === 'not-open-yet' ? 'not open for booking yet' : 'booking closed';
  }
  const left = open.reduce((sum, session) => sum + (session.waiting > 0 ? 0 : placesLeft(session)), 0);
  if (left === Number.POSITIVE_INFINITY) return 'places available';
  if (left > 0) return `${plural(left, 'place')} left`;
  return 'full, with a waiting list';
}

function eventWords(event: EventSessions, view: View): string {
  const [first] = event;
  const lines = event.map(
    (session) =>
      `${sessionTitle(session)}: ${saySpan(session.startsAt, session.endsAt, view.zone)}, ${whereOf(session)}, ${placesWords(session, view)}.`,
  );
  return [first.description, ...lines].filter(Boolean).join('\n');
}
