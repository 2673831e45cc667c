import { registrationsOf } from '../../app/bookings/registrations.js';
import { type ProgrammeSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { impossibleDayInWords } from '../talk/dates-in-words.js';
import { type Answer, type Subject, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { type EventSessions, eventCard, eventsCard } from './programme-cards.js';
import { programmeOf } from './programme-of-turn.js';
import { byEvent, isFor, type Narrowed, narrowProgramme, ordinalInWords, preferMeantFor } from './programme-words.js';

/** "What's on", "next briefing", "anything for governors in March?": the events named in the message. */
export async function answerWhatsOn(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const noSuchDay = impossibleDayInWords(request.text);
  if (noSuchDay) return { replies: [text(`There is no ${noSuchDay}. Which day do you mean?`)] };
  const sessions = await programmeOf(context);
  const narrowed = narrowProgramme(sessions, request.text, context.now, context.zone);
  const events = byEvent(narrowed.sessions);
  const [first, ...others] = events;
  if (!first) return nothingFits(context, sessions, narrowed);
  const next = /\bnext\b/i.test(request.text) && narrowed.named;
  if (others.length === 0 || next) return showEvent(context, next ? soonest(context, first, events) : first);
  return listEvents(context, titleOf(narrowed), events);
}

/** The next event of what was named, of those meant for the user when they said nothing of whom it is for. */
function soonest(context: TurnContext, first: EventSessions, events: readonly EventSessions[]): EventSessions {
  const meant = preferMeantFor(
    events.map((event) => event[0]),
    context.actor.post?.position,
  );
  return events.find((event) => event[0].id === meant[0]?.id) ?? first;
}

/** An event by its button, or "the second one" of those listed. */
export async function answerEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const eventId = request.data.event ?? listedEvent(context, request.text);
  const [first, ...rest] = visible(await sessionsOfEvent(context.services.core.prisma, eventId ?? ''));
  if (!first) {
    const answer = await answerWhatsOn(context, { ...request, text: '' });
    return {
      ...answer,
      replies: [text('That event is no longer on the programme. Here is what is.'), ...answer.replies],
    };
  }
  return showEvent(context, [first, ...rest]);
}

/** The event that "the second one" means here, if events were listed. */
export function listedEvent(context: TurnContext, words: string): string | undefined {
  const ordinal = ordinalInWords(words);
  return ordinal === undefined ? undefined : context.subject.events.at(ordinal > 0 ? ordinal - 1 : ordinal);
}

/** Sessions that a member may see: published or cancelled ones. */
export function visible(sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return sessions.filter((session) => session.eventStatus !== 'draft' && session.sessionStatus !== 'draft');
}

/** The card of one event, with what the user holds in it; the conversation is about it from here on. */
export async function showEvent(context: TurnContext, event: EventSessions): Promise<Answer> {
  const { actor, now, zone } = context;
  // What somebody holds is theirs alone: where others read, the card shows the event only.
  const own =
    actor.personId && context.turn.place.kind === 'personal'
      ? await registrationsOf(context.services.core.prisma, actor.personId, now)
      : [];
  const [first, ...others] = event;
  return {
    replies: [{ kind: 'card', card: eventCard(event, own, { now, zone }) }],
    subject: {
      events: [first.eventId],
      ...(others.length === 0 ? { session: first.id } : {}),
      about: { kind: 'event', slug: first.eventSlug },
    },
  };
}

/** A list of events, which become the subject of the conversation in this order. */
export function listEvents(
  context: TurnContext,
  title: string,
  events: readonly EventSessions[],
  note?: string,
): Answer {
  return {
    replies: [{ kind: 'card', card: eventsCard(title, events, context, note) }],
    subject: { events: events.slice(0, 20).map((event) => event[0].eventId), ...commonSeries(events) },
  };
}

/** The common series, if there is one, becomes the subject of the conversation. */
function commonSeries(events: readonly EventSessions[]): Pick<Subject, 'about'> {
  const [slug, ...others] = new Set(events.map(([first]) => first.seriesSlug));
  return slug !== undefined && others.length === 0 ? { about: { kind: 'series', slug } } : {};
}

function titleOf(narrowed: Narrowed): string {
  return ["What's on", narrowed.audience ? `for ${narrowed.audience.words}` : '', narrowed.days?.said]
    .filter(Boolean)
    .join(' ');
}

/** Nothing fits: says what was looked for, and shows the nearest that there is. */
function nothingFits(context: TurnContext, sessions: readonly ProgrammeSession[], narrowed: Narrowed): Answer {
  const looked = [narrowed.audience ? `for ${narrowed.audience.words}` : '', narrowed.days?.said].filter(Boolean);
  const whenever = sessions.filter((session) => !narrowed.audience || isFor(session, narrowed.audience));
  return listUpcoming(context, whenever.length > 0 ? whenever : sessions, looked.join(' ') || 'like that');
}

/** What was named is not on: says so, and shows first what fits the rest of the words. */
export function nothingLikeThat(
  context: TurnContext,
  sessions: readonly ProgrammeSession[],
  narrowed: Narrowed,
): Answer {
  const near = new Set(narrowed.sessions.map(({ eventId }) => eventId));
  const nearestFirst = [
    ...sessions.filter(({ eventId }) => near.has(eventId)),
    ...sessions.filter(({ eventId }) => !near.has(eventId)),
  ];
  return listUpcoming(context, nearestFirst, 'like that');
}

/** @param looked what nothing was found of, as `in March 2027` */
function listUpcoming(context: TurnContext, sessions: readonly ProgrammeSession[], looked: string): Answer {
  const open = byEvent(sessions.filter((session) => bookingState(session, context.now) !== 'cancelled'));
  if (open.length === 0) {
    return {
      replies: [text('Nothing is on the programme just now. New dates appear here as soon as they are published.')],
    };
  }
  return listEvents(context, 'Coming up', open, `I found nothing ${looked}. This is what is coming up.`);
}
