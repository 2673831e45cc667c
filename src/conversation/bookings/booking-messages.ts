import { requiredQuestions } from '../../app/bookings/booking-questions.js';
import { findRegistration, isBookedByColleague } from '../../app/bookings/registrations.js';
import { readStandings } from '../../app/bookings/session-lock.js';
import type { PlaceMessageKind } from '../../app/messages/message-kinds.js';
import { findSession } from '../../app/programme/sessions.js';
import { positionOf } from '../../domain/bookings/waiting-list.js';
import { saySpan } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { type BookingExtras, bookingCard, offerCard } from './bookings-cards.js';
import { lostAnswer } from './lost-answer.js';
import { forHolder, type SessionMessageKind, type Subject, sessionMessages, subjectOf } from './session-messages.js';

const placeOffered: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'offered') return undefined;
  const { registration, session, view } = found;
  const booking = { registration: { ...registration, state: 'offered' as const, position: null }, session };
  const lead = 'Good news: a place has come free. Would you like it?';
  return forHolder(services, found, offerCard(booking, lead, view));
};

const placeGiven: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'confirmed') return undefined;
  return heldCard(services, found, 'Good news: a place has come free, and it is yours.');
};

async function heldCard(services: Services, subject: Subject, lead: string): Promise<Card> {
  const { registration, session, view } = subject;
  const booking = { registration: { ...registration, state: 'confirmed' as const, position: null }, session };
  const extras = await extrasOf(services, registration.id);
  return forHolder(
    services,
    subject,
    bookingCard(booking, lead, services.links.calendar(registration.id), view, extras),
  );
}

/** The organisers' questions, for which the card has a button. */
async function extrasOf({ core }: Services, registrationId: string): Promise<BookingExtras> {
  const asked = (await requiredQuestions(core.prisma, [registrationId])).get(registrationId);
  return asked ? { asked } : {};
}

const offerExpired: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'expired') return undefined;
  const title = sessionTitle(found.session);
  const words = `The place at ${title} was held for you, but the time to accept it has passed and it has gone to the next person.`;
  return forHolder(services, found, {
    fallback: `${words} Say "join the waiting list" to wait again.`,
    blocks: [{ kind: 'text', text: words }],
    actions: [
      { kind: 'act', label: 'Join the waiting list', verb: 'wait', data: { session: found.session.id } },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
    ],
  });
};

/** Confirms a place, or a place in the waiting list, to whoever took it. */
const booked: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found) return undefined;
  if (found.registration.state === 'confirmed') return heldCard(services, found, 'Your place is booked.');
  return waitingCard(services, found, 'You are on the waiting list.');
};

/** Confirms to somebody that they gave up their own place. */
const cancelledByYou: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'cancelled') return undefined;
  const { session, view } = found;
  const words = `Your booking for ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}, is cancelled.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'Book it again', verb: 'book', data: { session: session.id }, keepsCard: true }],
  };
};

const bookedForYou: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found) return undefined;
  const who = (await isBookedByColleague(services.core.prisma, found.registration))
    ? 'A colleague has'
    : 'The organisers have';
  if (found.registration.state === 'confirmed') return heldCard(services, found, `${who} booked a place for you.`);
  return waitingCard(services, found, `${who} put you on the waiting list.`);
};

async function waitingCard(services: Services, subject: Subject, lead: string): Promise<Card | undefined> {
  const { registration, session, view } = subject;
  if (registration.state !== 'waiting') return undefined;
  const standings = await readStandings(services.core.prisma, session.id);
  const position = positionOf(standings, registration.id);
  const booking = { registration: { ...registration, state: 'waiting' as const, position }, session };
  const extras = await extrasOf(services, registration.id);
  return bookingCard(booking, lead, services.links.calendar(registration.id), view, extras);
}

/** Tells somebody that the colleague who booked for them moved their place. */
const movedForYou: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'confirmed') return undefined;
  return heldCard(services, found, 'A colleague has moved your place to another date.');
};

/** Tells somebody that the colleague who booked for them cancelled their booking. */
const cancelledForYou: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.registration.state !== 'cancelled') return undefined;
  const { session, view } = found;
  const words = `A colleague has cancelled your booking for ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words, tone: 'warning' }],
    actions: [
      { kind: 'act', label: 'Book it again', verb: 'book', data: { session: session.id }, keepsCard: true },
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
    ],
  };
};

/** Tells whoever booked for a colleague that the colleague cannot come. */
const colleagueCancelled: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found || found.registration.state === 'confirmed') return undefined;
  const { registration, session, view } = found;
  const words = `${registration.personName} cannot come to ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, view.zone)}, and has cancelled the booking.`;
  const data = { session: session.id };
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [
      { kind: 'act', label: 'Book a colleague', verb: 'book-colleagues', data, opensForm: true, keepsCard: true },
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
    ],
  };
};

/** Tells somebody that a colleague named a substitute for them. */
const substituted: MakeMessage<PlaceMessageKind> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found) return undefined;
  const words = `Your school is sending somebody else to ${sessionTitle(found.session)}, so your place there has gone to them.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }],
  };
};

/** Asks the head about a place of somebody who has left the school. */
const takeOver: MakeMessage<PlaceMessageKind> = async ({ core }, { payload }) => {
  const registration = await findRegistration(core.prisma, payload.registrationId);
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!session || registration.state !== 'confirmed' || session.startsAt <= core.clock.now()) return undefined;
  const lead = `Your school has a place at ${sessionTitle(session)} that ${registration.personName} booked before leaving. Would you like it?`;
  const data = { registration: registration.id };
  return {
    fallback: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'context', text: saySpan(session.startsAt, session.endsAt, core.timeZone) },
    ],
    actions: [
      { kind: 'act', label: 'Take it over', verb: 'take-over', data, style: 'primary' },
      { kind: 'act', label: 'Send somebody else', verb: 'substitute', data, keepsCard: true },
      { kind: 'act', label: 'Leave it as it is', verb: 'leave-it' },
    ],
  };
};

const placeFreedLate: MakeMessage<'place-freed-late'> = async ({ core }, { payload }) => {
  const session = await findSession(core.prisma, payload.sessionId);
  if (!session || session.waiting === 0 || session.startsAt <= core.clock.now()) return undefined;
  const words = `A place has come free at ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, core.timeZone)}, and ${plural(session.waiting, 'person is', 'people are')} waiting. The food has been ordered, so I have not offered it to anybody: please give it to somebody who can come.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'Who waits', verb: 'waiting-list', data: { session: session.id } }],
  };
};

/** Says only that something changed, because food and access needs are confidential. */
const answersLate: MakeMessage<PlaceMessageKind> = async ({ core }, { payload }) => {
  const registration = await findRegistration(core.prisma, payload.registrationId);
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!session) return undefined;
  const words = `Somebody coming to ${sessionTitle(session)} changed their answers after the catering cut-off.`;
  return {
    fallback: `${words} Say "answers" to see the counts.`,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'See the answers', verb: 'event-answers', data: { session: session.id } }],
  };
};

type Kind = Exclude<PlaceMessageKind, 'session-cancelled'> | SessionMessageKind | 'place-freed-late' | 'answer-lost';

/** Messages about places and waiting lists. */
export const bookingMessages: MessageForms<Kind> = {
  ...sessionMessages,
  'answer-lost': { label: 'Answer that did not get through', card: lostAnswer },
  'place-offered': { label: 'Offer of a place', card: placeOffered },
  'place-given': { label: 'Place given', card: placeGiven },
  booked: { label: 'Confirmation', card: booked },
  'cancelled-by-you': { label: 'Cancellation confirmed', card: cancelledByYou },
  'booked-for-you': { label: 'Booking by somebody else', card: bookedForYou },
  'moved-for-you': { label: 'Place moved by a colleague', card: movedForYou },
  'cancelled-for-you': { label: 'Booking cancelled by a colleague', card: cancelledForYou },
  'colleague-cancelled': { label: 'A colleague who cannot come', card: colleagueCancelled },
  substituted: { label: 'Substitute named', card: substituted },
  'take-over': { label: 'Place of somebody who left', card: takeOver },
  'offer-expired': { label: 'End of an offer', card: offerExpired },
  'place-freed-late': { label: 'A place that came free late', card: placeFreedLate },
  'answers-late': { label: 'Answers changed late', card: answersLate },
};
