import type { ProgrammeSession } from '../../app/programme.js';
import type { MyRegistration } from '../../app/registration-reads.js';
import { sayMoment, saySpan } from '../../domain/when.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import { ordinal, plural } from '../wording.js';
import { sessionFacts, sessionTitle, type View, whereOf } from './programme.js';

export interface Booking {
  readonly registration: Pick<MyRegistration, 'id' | 'state' | 'position' | 'offerExpiresAt'>;
  readonly session: ProgrammeSession;
}

/**
 * A place or a waiting place: what, when, where, add to calendar, cancel.
 * @param lead what has just happened
 * @param asks the organisers ask something that can be answered, or changed
 */
export function bookingCard(booking: Booking, lead: string, calendarUrl: string, view: View, asks = false): Card {
  const { registration, session } = booking;
  const waiting = registration.state === 'waiting';
  const facts = sessionFacts(session, view).filter((fact) => fact.label !== 'Places');
  if (waiting && registration.position !== null) {
    facts.push({ label: 'Waiting list', value: `You are ${ordinal(registration.position)}` });
  }
  if (!waiting && session.link) facts.push({ label: 'Link', value: session.link });
  const data = { registration: registration.id };
  const actions: Action[] = [
    ...(waiting ? [] : [{ kind: 'link', label: 'Add to calendar', url: calendarUrl } as const]),
    ...(waiting ? [] : [{ kind: 'act', label: 'Outlook or Google', verb: 'calendar', data, keepsCard: true } as const]),
    ...(asks ? [questionsAction(registration.id)] : []),
    {
      kind: 'act',
      label: waiting ? 'Leave the waiting list' : 'Cancel my place',
      verb: 'cancel-ask',
      data: { registration: registration.id },
    },
    ...(waiting ? [] : heldActions(booking)),
  ];
  return {
    fallback: `${lead} ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}, ${whereOf(session)}.`,
    blocks: [
      { kind: 'text', text: lead, tone: waiting ? 'warning' : 'good' },
      { kind: 'heading', text: sessionTitle(session) },
      { kind: 'facts', facts },
    ],
    actions: actions.length < mostActions ? [...actions, myBookings] : actions,
  };
}

/** Platforms hide what is more (Teams). */
const mostActions = 6;
const myBookings: Action = { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true };

/** What can be done with a place beside giving it up. A session with a label is one of several. */
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

function questionsAction(registration: string): Action {
  return {
    kind: 'act',
    label: "Answer the organisers' questions",
    verb: 'answers',
    data: { registration },
    opensForm: true,
    keepsCard: true,
  };
}

/** No place is free: offers the waiting list and says how long it is. @param ahead how many would come before the asker */
export function fullCard(session: ProgrammeSession, ahead: number, view: View): Card {
  const queue =
    session.waiting === 0
      ? 'Nobody is waiting, so you would be first.'
      : `${plural(session.waiting, 'person is', 'people are')} waiting, and you would be ${ordinal(ahead + 1)}: first places of schools come before second ones.`;
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

/** All that somebody holds, soonest first. */
export function bookingsCard(bookings: readonly Booking[], view: View): Card {
  const lines = bookings.map(({ registration, session }) => ({
    title: sessionTitle(session),
    detail: [
      saySpan(session.startsAt, session.endsAt, view.zone),
      whereOf(session),
      ...(registration.position === null ? [] : [`${ordinal(registration.position)} in the waiting list`]),
      ...(registration.state === 'offered' ? ['a place is offered to you'] : []),
      ...(session.sessionStatus === 'cancelled' || session.eventStatus === 'cancelled' ? ['cancelled'] : []),
    ].join(' · '),
    action: { kind: 'act', label: 'Open', verb: 'booking', data: { registration: registration.id } } as const,
  }));
  const title = `You have ${plural(bookings.length, 'booking')}`;
  return {
    fallback: [`${title}:`, ...lines.map((line) => `${line.title}, ${line.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items: lines },
    ],
    actions: [{ kind: 'act', label: "What's on", verb: 'whats-on' }],
  };
}

/** One question before a place is given up. */
export function cancelQuestionCard(booking: Booking, view: View): Card {
  const { registration, session } = booking;
  const waiting = registration.state === 'waiting';
  const question = waiting
    ? `Leave the waiting list for ${sessionTitle(session)}?`
    : `Cancel your place at ${sessionTitle(session)}?`;
  const consequence: Block[] =
    session.waiting > 0 && !waiting
      ? [{ kind: 'text', text: 'It is offered to the first person in the waiting list straight away.' }]
      : [];
  return {
    fallback: `${question} Say "yes, cancel it" to confirm.`,
    blocks: [
      { kind: 'heading', text: question },
      { kind: 'context', text: `${saySpan(session.startsAt, session.endsAt, view.zone)} · ${whereOf(session)}` },
      ...consequence,
    ],
    actions: [
      {
        kind: 'act',
        label: waiting ? 'Yes, leave it' : 'Yes, cancel my place',
        verb: 'cancel',
        data: { registration: registration.id },
        style: 'danger',
      },
      { kind: 'act', label: 'No, keep it', verb: 'booking', data: { registration: registration.id } },
    ],
  };
}

/** A free place for somebody who waited: until when it is kept, and two buttons. @param lead what has just happened */
export function offerCard({ registration, session }: Booking, lead: string, view: View): Card {
  const until = registration.offerExpiresAt ? sayMoment(registration.offerExpiresAt, view.zone) : undefined;
  const kept = until ? `It is kept for you until ${until}.` : 'It is kept for you for a while.';
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
