import { findSession, type ProgrammeSession } from '../../app/programme.js';
import { type FoundRegistration, findRegistration } from '../../app/registration-reads.js';
import { saySpan } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import type { Desk } from '../talk.js';
import { bookingCard, offerCard } from './bookings.js';
import type { MakeMessage, QueuedMessage } from './messages.js';
import { sessionTitle, type View } from './programme.js';

interface Subject {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
  readonly view: View;
}

/** Reads what a message is about; undefined when it is gone or belongs to somebody else by now. */
async function subjectOf({ core }: Desk, { payload, personId }: QueuedMessage): Promise<Subject | undefined> {
  const registration = await findRegistration(core.prisma, payload.registrationId ?? '');
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!registration || !session || (personId !== null && registration.personId !== personId)) return undefined;
  return { registration, session, view: { now: core.clock.now(), zone: core.timeZone } };
}

const placeOffered: MakeMessage = async (desk, message) => {
  const found = await subjectOf(desk, message);
  if (found?.registration.state !== 'offered') return undefined;
  const { registration, session, view } = found;
  const booking = { registration: { ...registration, state: 'offered' as const, position: null }, session };
  return offerCard(booking, 'Good news: a place has come free, and it is offered to you.', view);
};

const placeGiven: MakeMessage = async (desk, message) => {
  const found = await subjectOf(desk, message);
  if (found?.registration.state !== 'confirmed') return undefined;
  return heldCard(desk, found, 'Good news: a place has come free, and it is yours.');
};

function heldCard(desk: Desk, { registration, session, view }: Subject, lead: string): Card {
  const booking = { registration: { ...registration, state: 'confirmed' as const, position: null }, session };
  return bookingCard(booking, lead, desk.links.calendar(registration.id), view);
}

const offerExpired: MakeMessage = async (desk, message) => {
  const found = await subjectOf(desk, message);
  if (found?.registration.state !== 'expired') return undefined;
  const title = sessionTitle(found.session);
  const words = `The place at ${title} was kept for you until its time was over, and has gone to the next person.`;
  return {
    fallback: `${words} Say "join the waiting list" to wait again.`,
    blocks: [{ kind: 'text', text: words }],
    actions: [
      { kind: 'act', label: 'Wait again', verb: 'wait', data: { session: found.session.id } },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
    ],
  };
};

const placeFreedLate: MakeMessage = async ({ core }, { payload }) => {
  const session = await findSession(core.prisma, payload.sessionId ?? '');
  if (!session || session.waiting === 0 || session.startsAt <= core.clock.now()) return undefined;
  const words = `A place has come free at ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, core.timeZone)}, and ${session.waiting} wait. The food is ordered, so nobody is offered it: give it by name to whoever can come.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'Who waits', verb: 'waiting-list', data: { session: session.id } }],
  };
};

/** Says that something changed, never what: food and access are for those who see to them. */
const answersLate: MakeMessage = async ({ core }, { payload }) => {
  const registration = await findRegistration(core.prisma, payload.registrationId ?? '');
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!session) return undefined;
  const words = `Somebody coming to ${sessionTitle(session)} changed their answers after the catering cut-off.`;
  return {
    fallback: `${words} Say "answers" to see the counts.`,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'act', label: 'See the answers', verb: 'event-answers', data: { session: session.id } }],
  };
};

/** Messages about places and waiting lists, by kind. */
export const bookingMessages: Readonly<Record<string, MakeMessage>> = {
  'place-offered': placeOffered,
  'place-given': placeGiven,
  'offer-expired': offerExpired,
  'place-freed-late': placeFreedLate,
  'answers-late': answersLate,
};
