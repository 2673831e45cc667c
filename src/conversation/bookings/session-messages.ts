import { requiredQuestions } from '../../app/bookings/booking-questions.js';
import { type FoundRegistration, findRegistration } from '../../app/bookings/registrations.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { sayDay, saySpan, sayTime } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { sessionFacts, sessionTitle, type View, whereOf } from '../programme/programme-cards.js';
import type { MakeMessage, QueuedMessage } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { missingWords, questionsAction } from './bookings-cards.js';

/** What a message about a session is built from. */
export interface Subject {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
  readonly view: View;
  /** The message goes to whoever holds the place, not to whoever booked it for them. */
  readonly self: boolean;
}

/** Reads what a message is about; undefined when it is gone or belongs to somebody else by now. */
export async function subjectOf(
  { core }: Services,
  { payload, personId }: QueuedMessage,
): Promise<Subject | undefined> {
  const registration = await findRegistration(core.prisma, payload.registrationId ?? '');
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!registration || !session) return undefined;
  if (personId !== registration.personId && personId !== registration.bookedById) return undefined;
  return {
    registration,
    session,
    view: { now: core.clock.now(), zone: core.timeZone },
    self: personId === registration.personId,
  };
}

/**
 * The card as its holder gets it; for whoever booked for somebody without a chat the same words, with the page to hand on
 * in place of the buttons.
 */
export function forHolder(services: Services, { registration, session, self }: Subject, card: Card): Card {
  if (self) return card;
  const lead = `For ${registration.personName}, who has no chat with me. Please hand this on.`;
  const url = services.links.place(registration.id, session.startsAt);
  return {
    fallback: `${lead} ${card.fallback} ${url}`,
    blocks: [{ kind: 'text', text: lead, tone: 'strong' }, ...card.blocks],
    actions: [{ kind: 'link', label: 'Page to hand on', url }],
  };
}

/** Says when and where again, with what to do when one cannot come. Nothing once the place or the time is another. */
const reminder: MakeMessage = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found || !isStillDue(found, message)) return undefined;
  const { registration, session, view } = found;
  const title = sessionTitle(session);
  const lead =
    message.payload.reminder === 'morning'
      ? `Today at ${sayTime(session.startsAt, view.zone)}: ${title}`
      : `Coming up on ${sayDay(session.startsAt, view.zone)}: ${title}`;
  const data = { registration: registration.id };
  const asked = (await requiredQuestions(services.core.prisma, [registration.id])).get(registration.id);
  const missing = asked && asked.missing.length > 0 ? missingWords(asked, undefined) : undefined;
  const actions: Action[] = [
    ...(missing ? [{ ...questionsAction(registration.id), style: 'primary' } as const] : []),
    { kind: 'act', label: 'Name a substitute', verb: 'substitute', data, keepsCard: true },
    { kind: 'act', label: 'Cancel my place', verb: 'cancel-ask', data, keepsCard: true },
    { kind: 'link', label: 'Add to calendar', url: services.links.calendar(registration.id) },
    { kind: 'act', label: 'No more reminders', verb: 'mute-reminders', keepsCard: true },
  ];
  const facts = sessionFacts(session, view).filter((fact) => fact.label !== 'Places');
  if (session.link) facts.push({ label: 'Link', value: session.link });
  return forHolder(services, found, {
    fallback: `${lead}. ${saySpan(session.startsAt, session.endsAt, view.zone)}, ${whereOf(session)}. ${missing ? `${missing} ` : ''}Say "cancel" or "name a substitute" if you cannot come.`,
    blocks: [
      { kind: 'heading', text: lead },
      { kind: 'facts', facts },
      ...(missing ? [{ kind: 'text', text: missing, tone: 'warning' } as const] : []),
    ],
    actions,
  });
};

function isStillDue({ registration, session, view }: Subject, { payload }: QueuedMessage): boolean {
  const published = session.eventStatus === 'published' && session.sessionStatus === 'published';
  return (
    published &&
    registration.state === 'confirmed' &&
    session.startsAt > view.now &&
    session.startsAt.toISOString() === payload.startsAt
  );
}

/** What it was and what it is, for those who hold a place, were offered one or wait. */
const sessionMoved: MakeMessage = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found || !isLivingState(found.registration.state)) return undefined;
  const { registration, session, view } = found;
  const { wasStartsAt, wasEndsAt, wasWhere } = message.payload;
  const was = wasStartsAt && wasEndsAt ? saySpan(new Date(wasStartsAt), new Date(wasEndsAt), view.zone) : undefined;
  const now = saySpan(session.startsAt, session.endsAt, view.zone);
  const where = whereOf(session);
  const facts = [
    ...(was && was !== now ? [{ label: 'Was', value: was }] : []),
    { label: was && was !== now ? 'Now' : 'When', value: now },
    ...(wasWhere && !sameWhere(wasWhere, session) ? [{ label: 'Was at', value: wasWhere }] : []),
    { label: 'Where', value: where },
  ];
  const lead = `${sessionTitle(session)} has changed.`;
  const data = { registration: registration.id };
  return forHolder(services, found, {
    fallback: [lead, ...facts.map(({ label, value }) => `${label}: ${value}.`)].join(' '),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'facts', facts },
      { kind: 'context', text: 'The calendar file brings your calendar up to date.' },
    ],
    actions: [
      { kind: 'link', label: 'Add to calendar', url: services.links.calendar(registration.id) },
      { kind: 'act', label: 'Cancel my place', verb: 'cancel-ask', data, keepsCard: true },
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
    ],
  });
};

function sameWhere(was: string, { venue, address, town, postcode, link }: ProgrammeSession): boolean {
  return was === [venue, address, town, postcode, link].filter(Boolean).join(', ');
}

function isLivingState(state: string): boolean {
  return state === 'confirmed' || state === 'offered' || state === 'waiting';
}

const sessionCancelled: MakeMessage = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.session.sessionStatus !== 'cancelled') return undefined;
  const { registration, session, view } = found;
  const lead = `${sessionTitle(session)} on ${sayDay(session.startsAt, view.zone)} is cancelled.`;
  const why = session.cancelReason ?? '';
  return forHolder(services, found, {
    fallback: `${lead} ${why}`.trim(),
    blocks: [{ kind: 'text', text: lead, tone: 'warning' }, ...(why ? [{ kind: 'text', text: why } as const] : [])],
    actions: [
      { kind: 'link', label: 'Take it out of my calendar', url: services.links.calendar(registration.id) },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
    ],
  });
};

/** Messages about a session and when it is, by kind. */
export const sessionMessages: Readonly<Record<string, MakeMessage>> = {
  reminder,
  'session-moved': sessionMoved,
  'session-cancelled': sessionCancelled,
};
