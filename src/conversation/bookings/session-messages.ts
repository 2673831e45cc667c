import { requiredQuestions } from '../../app/bookings/booking-questions.js';
import { type FoundRegistration, findRegistration, isLiving } from '../../app/bookings/registrations.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { sayDay, saySpan, sayTime } from '../../domain/when.js';
import { wholeWhere } from '../../domain/where.js';
import type { Action, Card } from '../../rendering/card.js';
import { mapLink, practicalFacts } from '../programme/details-cards.js';
import { heldFacts, sessionTitle, type View, whereOf } from '../programme/programme-cards.js';
import type { DueMessage, MakeMessage, MessageForms } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { missingWords, questionsAction } from './bookings-cards.js';

/** What a message about a session is built from. */
export interface Subject {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
  readonly view: View;
  /** The message goes to the person with the place, not to the colleague who booked it. */
  readonly self: boolean;
}

/** Reads what a message is about; undefined when it no longer exists or belongs to somebody else. */
export async function subjectOf(
  { core }: Services,
  { payload, personId }: { readonly payload: { readonly registrationId: string }; readonly personId: string | null },
): Promise<Subject | undefined> {
  const registration = await findRegistration(core.prisma, payload.registrationId);
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
 * The card for the person with the place. If they have no chat, the colleague who booked gets the same text, with a link
 * to pass on instead of the buttons.
 */
export function forHolder(services: Services, { registration, session, self }: Subject, card: Card): Card {
  if (self) return card;
  const lead = `For ${registration.personName}, who has no chat with me. Please pass this on.`;
  const url = services.links.place(registration.id, session.startsAt);
  return {
    fallback: `${lead} ${card.fallback} ${url}`,
    blocks: [{ kind: 'text', text: lead, tone: 'strong' }, ...card.blocks],
    actions: [{ kind: 'link', label: 'Page to pass on', url }],
  };
}

/** Reminds of time and place. Undefined once the booking or the time has changed. */
const reminder: MakeMessage<'reminder'> = async (services, message) => {
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
  const facts = [...heldFacts(session, view), ...practicalFacts(session, true)];
  const map = mapLink(session);
  if (map) actions.push({ kind: 'link', label: 'Map', url: map });
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

function isStillDue({ registration, session, view }: Subject, { payload }: DueMessage<'reminder'>): boolean {
  const published = session.eventStatus === 'published' && session.sessionStatus === 'published';
  return (
    published &&
    registration.state === 'confirmed' &&
    session.startsAt > view.now &&
    session.startsAt.toISOString() === payload.startsAt
  );
}

/** Left out of an e-mail with an invitation, which changes the calendar by itself. */
export const openCalendarFile = 'Open the calendar file to update your calendar.';

/** Old and new time or place, for everybody with a place, an offer or on the waiting list. */
const sessionMoved: MakeMessage<'session-moved'> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (!found || !isLiving(found.registration.state)) return undefined;
  const { registration, session, view } = found;
  const { wasStartsAt, wasEndsAt, wasWhere } = message.payload;
  const was = saySpan(new Date(wasStartsAt), new Date(wasEndsAt), view.zone);
  const now = saySpan(session.startsAt, session.endsAt, view.zone);
  const where = whereOf(session);
  const facts = [
    ...(was !== now ? [{ label: 'Was', value: was }] : []),
    { label: was !== now ? 'Now' : 'When', value: now },
    ...(wasWhere && wasWhere !== wholeWhere(session) ? [{ label: 'Was at', value: wasWhere }] : []),
    { label: 'Where', value: where },
  ];
  const lead = `${sessionTitle(session)} has changed.`;
  const data = { registration: registration.id };
  return forHolder(services, found, {
    fallback: [lead, ...facts.map(({ label, value }) => `${label}: ${value}.`)].join(' '),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'facts', facts },
      { kind: 'context', text: openCalendarFile },
    ],
    actions: [
      { kind: 'link', label: 'Add to calendar', url: services.links.calendar(registration.id) },
      { kind: 'act', label: 'Cancel my place', verb: 'cancel-ask', data, keepsCard: true },
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
    ],
  });
};

const sessionCancelled: MakeMessage<'session-cancelled'> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.session.sessionStatus !== 'cancelled') return undefined;
  const { registration, session, view } = found;
  const lead = `${sessionTitle(session)} on ${sayDay(session.startsAt, view.zone)} is cancelled.`;
  const why = session.cancelReason ?? '';
  return forHolder(services, found, {
    fallback: `${lead} ${why}`.trim(),
    blocks: [{ kind: 'text', text: lead, tone: 'warning' }, ...(why ? [{ kind: 'text', text: why } as const] : [])],
    actions: [
      { kind: 'link', label: 'Remove from my calendar', url: services.links.calendar(registration.id) },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
    ],
  });
};

/** With the end of an invitation: the message about all of what was cancelled has one, and each further place its own. */
const calendarCleared: MakeMessage<'calendar-cleared'> = async (services, message) => {
  const found = await subjectOf(services, message);
  if (found?.session.sessionStatus !== 'cancelled') return undefined;
  const { session, view } = found;
  const lead = `Out of your calendar: ${sessionTitle(session)} on ${sayDay(session.startsAt, view.zone)}`;
  const why = 'It was cancelled with what I wrote to you about. This e-mail takes it out of your calendar.';
  return {
    fallback: `${lead}. ${why}`,
    blocks: [
      { kind: 'text', text: `${lead}.`, tone: 'warning' },
      { kind: 'text', text: why },
    ],
  };
};

export type SessionMessageKind = 'reminder' | 'session-moved' | 'session-cancelled' | 'calendar-cleared';

/** Messages about a session and when it is. */
export const sessionMessages: MessageForms<SessionMessageKind> = {
  reminder: { label: 'Reminder', card: reminder },
  'session-moved': { label: 'Change of time or place', card: sessionMoved },
  'session-cancelled': { label: 'Cancellation', card: sessionCancelled },
  'calendar-cleared': { label: 'Cancellation of a further place', card: calendarCleared },
};
