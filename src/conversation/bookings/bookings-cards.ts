import type { Asked } from '../../app/bookings/booking-questions.js';
import type { MyRegistration } from '../../app/bookings/registrations.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment, saySpan } from '../../domain/when.js';
import type { ActAction, Action, Block, Card } from '../../rendering/card.js';
import { mapLink, practicalFacts } from '../programme/details-cards.js';
import {
  detailsAction,
  heldFacts,
  sessionFacts,
  sessionTitle,
  type View,
  whereOf,
} from '../programme/programme-cards.js';
import { ordinal, plural } from '../talk/wording.js';

export interface Booking {
  readonly registration: Pick<MyRegistration, 'id' | 'state' | 'position' | 'offerExpiresAt'>;
  readonly session: ProgrammeSession;
  /** Whose booking it is, if the user booked it for a colleague. */
  readonly forWhom?: string;
}

/** Optional parts of a booking card. */
export interface BookingExtras {
  /** The organisers' questions, and what is still to be answered. */
  readonly asked?: Asked;
  /** The page of a colleague's place, to pass on. */
  readonly page?: string;
}

/** `your place`, or `Sam Field’s place` for what somebody booked for a colleague. */
export function placeInWords(forWhom: string | undefined): string {
  return forWhom === undefined ? 'your place' : `${forWhom}’s place`;
}

/**
 * A place or a waiting place: what, when, where, add to calendar, cancel.
 * @param lead what has just happened
 */
export function bookingCard(
  booking: Booking,
  lead: string,
  calendarUrl: string,
  view: View,
  extras: BookingExtras = {},
): Card {
  const { registration, session, forWhom } = booking;
  const waiting = registration.state === 'waiting';
  const facts = [
    ...(forWhom ? [{ label: 'For', value: forWhom }] : []),
    ...(waiting ? sessionFacts(session, view).filter(({ label }) => label !== 'Places') : heldFacts(session, view)),
  ];
  if (waiting && registration.position !== null) {
    const who = forWhom ? '' : 'You are ';
    facts.push({ label: 'Waiting list', value: `${who}${ordinal(registration.position)}` });
  }
  if (!waiting) facts.push(...practicalFacts(session, true));
  const { asked } = extras;
  const missing = asked && asked.missing.length > 0 ? missingWords(asked, forWhom) : undefined;
  const actions = bookingActions(booking, calendarUrl, extras);
  return {
    fallback: `${lead} ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}, ${whereOf(session)}.${missing ? ` ${missing}` : ''}`,
    blocks: [
      { kind: 'text', text: lead, tone: waiting ? 'warning' : 'good' },
      { kind: 'heading', text: sessionTitle(session) },
      { kind: 'facts', facts },
      ...(missing ? [{ kind: 'text', text: missing, tone: 'warning' } as const] : []),
    ],
    actions: [...actions, ...furtherActions(session, waiting)].slice(0, Math.max(mostActions, actions.length)),
  };
}

/** `The organisers still need an answer from you: Which workshop?` */
export function missingWords({ missing }: Asked, forWhom: string | undefined): string {
  return `The organisers still need an answer ${forWhom ? `for ${forWhom}` : 'from you'}: ${missing.join(' ')}`;
}

function bookingActions(booking: Booking, calendarUrl: string, { asked, page }: BookingExtras): Action[] {
  const { registration, forWhom } = booking;
  const waiting = registration.state === 'waiting';
  const data = { registration: registration.id };
  const calendars: Action[] = [
    { kind: 'link', label: 'Add to calendar', url: calendarUrl },
    { kind: 'act', label: 'Outlook or Google', verb: 'calendar', data, keepsCard: true },
  ];
  const urgent = asked !== undefined && asked.missing.length > 0;
  const held = registration.state === 'confirmed';
  return [
    ...(urgent ? [{ ...questionsAction(registration.id), style: 'primary' } as const] : []),
    ...(page ? [{ kind: 'link', label: 'Page to pass on', url: page } as const] : []),
    ...(waiting || forWhom ? [] : calendars),
    ...(asked?.asks && !urgent ? [questionsAction(registration.id)] : []),
    { kind: 'act', label: cancelLabel(waiting, forWhom), verb: 'cancel-ask', data },
    ...(held ? heldActions(booking) : []),
  ];
}

function cancelLabel(waiting: boolean, forWhom: string | undefined): string {
  if (waiting) return forWhom ? 'Take off the waiting list' : 'Leave the waiting list';
  return forWhom ? 'Cancel this place' : 'Cancel my place';
}

/** What there is room for, the most wanted first. */
function furtherActions(session: ProgrammeSession, waiting: boolean): Action[] {
  const map = waiting ? undefined : mapLink(session);
  const hasMore = session.agenda.length > 0 || session.speakers.length > 0;
  return [
    ...(map ? [{ kind: 'link', label: 'Map', url: map } as const] : []),
    myBookings,
    ...(hasMore ? [detailsAction(session.eventId)] : []),
  ];
}

/** Teams hides further buttons. */
const mostActions = 6;
const myBookings: Action = { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true };

/** Actions for a confirmed place, except cancelling. A session with a label is one of several. */
function heldActions({ registration, session }: Booking): readonly Action[] {
  const data = { registration: registration.id };
  return [
    { kind: 'act', label: 'Name a substitute', verb: 'substitute', data, keepsCard: true },
    session.label
      ? { kind: 'act', label: 'Move to another date', verb: 'move', data, keepsCard: true }
      : {
          kind: 'act',
          label: 'Book a colleague',
          verb: 'book-colleagues',
          data: { session: session.id },
          opensForm: true,
          keepsCard: true,
        },
  ];
}

/** Opens the organisers' questions of a booking. */
export function questionsAction(registration: string): ActAction {
  return {
    kind: 'act',
    label: 'Answer the questions',
    verb: 'answers',
    data: { registration },
    opensForm: true,
    keepsCard: true,
  };
}

/**
 * The session is full: offers the waiting list and says how long it is.
 * @param line how many are waiting, and how many of them come before the user
 */
export function fullCard(
  session: ProgrammeSession,
  line: { readonly waiting: number; readonly ahead: number },
  view: View,
): Card {
  const { waiting, ahead } = line;
  const queue =
    waiting === 0
      ? 'Nobody is waiting, so you would be first.'
      : `${plural(waiting, 'person is', 'people are')} waiting, and you would be ${ordinal(ahead + 1)}: people whose school has no place yet come first.`;
  const lead = `${sessionTitle(session)} is full. ${queue}`;
  return {
    fallback: `${lead} Say "join the waiting list" to wait for a place.`,
    blocks: [
      { kind: 'heading', text: sessionTitle(session) },
      { kind: 'text', text: lead },
      { kind: 'context', text: saySpan(session.startsAt, session.endsAt, view.zone) },
    ],
    actions: [
      { kind: 'act', label: 'Join the waiting list', verb: 'wait', data: { session: session.id }, style: 'primary' },
      { kind: 'act', label: 'See other dates', verb: 'event', data: { event: session.eventId } },
    ],
  };
}

/**
 * All bookings of a person, soonest first, and those they made for colleagues.
 * @param missing by registration id, where the organisers still need an answer
 */
export function bookingsCard(
  bookings: readonly Booking[],
  view: View,
  forOthers: readonly Booking[] = [],
  missing: ReadonlySet<string> = new Set(),
): Card {
  const title =
    bookings.length > 0 ? `You have ${plural(bookings.length, 'booking')}` : 'You have no bookings yourself';
  const lines = bookings.map((booking) => bookingLine(booking, view, missing));
  const others = forOthers.map((booking) => bookingLine(booking, view, missing));
  const second = 'Booked for colleagues';
  return {
    fallback: [
      `${title}${lines.length > 0 ? ':' : '.'}`,
      ...lines.map((line) => `${line.title}, ${line.detail}`),
      ...(others.length > 0 ? [`${second}:`, ...others.map((line) => `${line.title}, ${line.detail}`)] : []),
    ].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
      ...(others.length > 0
        ? [{ kind: 'text', text: second, tone: 'strong' } as const, { kind: 'list', items: others } as const]
        : []),
    ],
    actions: [{ kind: 'act', label: "What's on", verb: 'whats-on' }],
    again: { verb: 'my-bookings' },
  };
}

function bookingLine({ registration, session, forWhom }: Booking, view: View, missing: ReadonlySet<string>) {
  const offered = forWhom ? 'a place is offered' : 'a place is offered to you';
  return {
    title: forWhom ? `${forWhom}: ${sessionTitle(session)}` : sessionTitle(session),
    detail: [
      saySpan(session.startsAt, session.endsAt, view.zone),
      whereOf(session),
      ...(registration.position === null ? [] : [`${ordinal(registration.position)} on the waiting list`]),
      ...(registration.state === 'offered' ? [offered] : []),
      ...(missing.has(registration.id) ? ['a question is not answered yet'] : []),
      ...(session.sessionStatus === 'cancelled' || session.eventStatus === 'cancelled' ? ['cancelled'] : []),
    ].join(' · '),
    action: { kind: 'act', label: 'Open', verb: 'booking', data: { registration: registration.id } } as const,
  };
}

/** Asks for confirmation before a booking is cancelled. */
export function cancelQuestionCard(booking: Booking, view: View, note?: string): Card {
  const { registration, session, forWhom } = booking;
  const waiting = registration.state === 'waiting';
  const leave = forWhom ? `Take ${forWhom} off the waiting list` : 'Leave the waiting list';
  const question = waiting
    ? `${leave} for ${sessionTitle(session)}?`
    : `Cancel ${placeInWords(forWhom)} at ${sessionTitle(session)}?`;
  const yes = waiting ? 'Yes, leave it' : 'Yes, cancel my place';
  const consequence: Block[] =
    session.waiting > 0 && !waiting
      ? [{ kind: 'text', text: 'The place will be offered to the first person on the waiting list straight away.' }]
      : [];
  return {
    fallback: [question, note, 'Say "yes, cancel it" to confirm.'].filter(Boolean).join(' '),
    blocks: [
      { kind: 'heading', text: question },
      { kind: 'context', text: `${saySpan(session.startsAt, session.endsAt, view.zone)} · ${whereOf(session)}` },
      ...consequence,
      ...(note ? [{ kind: 'text', text: note } as const] : []),
    ],
    actions: [
      {
        kind: 'act',
        label: forWhom ? (waiting ? 'Yes, take them off' : 'Yes, cancel it') : yes,
        verb: 'cancel',
        data: { registration: registration.id },
        style: 'danger',
      },
      { kind: 'act', label: 'No, keep it', verb: 'booking', data: { registration: registration.id } },
    ],
  };
}

/** Offers a free place to somebody on the waiting list. @param lead what has just happened */
export function offerCard({ registration, session }: Booking, lead: string, view: View): Card {
  const until = registration.offerExpiresAt ? sayMoment(registration.offerExpiresAt, view.zone) : undefined;
  const kept = until ? `It is held for you until ${until}.` : 'It is held for you for a while.';
  const data = { registration: registration.id };
  return {
    fallback: `${lead} ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}. ${kept} Say "accept the place" or "decline the place".`,
    blocks: [
      { kind: 'text', text: lead, tone: 'good' },
      { kind: 'heading', text: sessionTitle(session) },
      { kind: 'facts', facts: sessionFacts(session, view).filter((fact) => fact.label !== 'Places') },
      { kind: 'text', text: `${kept} After that it goes to the next person.` },
    ],
    actions: [
      { kind: 'act', label: 'Accept the place', verb: 'accept', data, style: 'primary' },
      { kind: 'act', label: 'Decline it', verb: 'decline', data },
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
    ],
  };
}
