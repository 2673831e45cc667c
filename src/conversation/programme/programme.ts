import { whatCameOfIt } from '../../app/afterwards/what-came-of-it.js';
import { registrationsOf } from '../../app/bookings/registrations.js';
import { type ProgrammeSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { sayDay } from '../../domain/when.js';
import type { Action } from '../../rendering/card.js';
import { impossibleDayInWords } from '../../understanding/dates.js';
import { closedWith } from '../afterwards/what-came-of-it-cards.js';
import { isPrivate } from '../talk/turn.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { answerInList, answerOfSession, placesAsked } from './asked-of-session.js';
import { sayAudience } from './audience-named.js';
import { besideEvent } from './beside-event.js';
import { answerByMeasure, measureInWords, ownReach } from './by-measure.js';
import { detailsCard } from './details-cards.js';
import { firstForMe, forMe, nearestForMe, nearMeInWords } from './for-me.js';
import { listEvents } from './list-events.js';
import { narrowingIn } from './narrowing.js';
import { nearArea, nearTownInWords } from './near-towns.js';
import {
  answerNear,
  answerNotInTown,
  answerUnknownPlace,
  listUpcoming,
  nothingFiltered,
  nothingFits,
  unknownExtent,
} from './nothing-there.js';
import { townWithout, unknownPlaceInWords } from './place-not-held.js';
import { type EventSessions, eventCard, sessionTitle } from './programme-cards.js';
import { filtered, type ProgrammeFilter } from './programme-filters.js';
import { programmeOf } from './programme-of-turn.js';
import { byEvent, type Narrowed, narrowProgramme, ordinalInWords, preferMeantFor } from './programme-words.js';

/** "What's on", "next briefing", "anything for governors in March?": the events named in the message. */
export async function answerWhatsOn(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.events) return listAgain(context, request.data.title ?? '', request.data.events.split(' '));
  const noSuchDay = impossibleDayInWords(request.text);
  if (noSuchDay) return { replies: [text(`There is no ${noSuchDay}. Which day do you mean?`)] };
  const words = request.data.words ?? request.text;
  const without = new Set(request.data.without?.split(' '));
  const programme = (await programmeOf(context)).filter(({ eventId }) => !without.has(eventId));
  const { filters, rest, many, area, isWithin } = await narrowingIn(context, words, programme);
  if (area && !isWithin) return unknownExtent(context, area.name, programme);
  const sessions = filtered(programme, filters, context.zone);
  if (sessions.length === 0 && area && filters.length === 1)
    return answerNear(context, await nearArea(context, area, programme), programme, rest, []);
  const named = filters.length > 0 ? namedAndNotSo(context, programme, sessions, rest) : undefined;
  if (named)
    return listEvents(context, "What's on", named, `None of these is ${filters.map(({ said }) => said).join(', ')}.`);
  if (sessions.length === 0) return nothingFiltered(context, programme, filters);
  const measure = measureInWords(rest);
  const measured = measure && (await answerByMeasure(context, measure, sessions));
  if (measured) return measured;
  const nearMe = nearMeInWords(rest);
  if (nearMe.isAsked) return answerNearMe(context, sessions, nearMe.rest, filters);
  const near = await nearTownInWords(context, rest, programme);
  if (near) return answerNear(context, near, sessions, words, filters);
  const unknown = await unknownPlaceInWords(context, rest, programme);
  if (unknown) return answerUnknownPlace(context, unknown, sessions, rest);
  return answerNarrowed(context, request, { words, rest, sessions, filters, many });
}

interface Asked {
  readonly words: string;
  /** Without what the filters say. */
  readonly rest: string;
  /** Those that fit the filters. */
  readonly sessions: readonly ProgrammeSession[];
  readonly filters: readonly ProgrammeFilter[];
  /** How many of the next ones. */
  readonly many: number | undefined;
}

/** What is left of the programme when days, people, series and places are taken into account. */
async function answerNarrowed(
  context: TurnContext,
  request: TurnRequest,
  { words, rest, sessions, filters, many }: Asked,
): Promise<Answer> {
  const narrowed = narrowProgramme(sessions, rest, context.now, context.zone);
  if (many !== undefined && narrowed.sessions.length > 0) return listNext(context, narrowed, filters, many);
  // "The last week" asks nothing of what is on then.
  const asked = narrowed.days ? request.text.replace(narrowed.days.words, ' ') : request.text;
  const events = byEvent(request.data.among ? ofTalk(context, narrowed.sessions) : narrowed.sessions);
  const [first, ...others] = events;
  if (!first) return nothingFits(context, sessions, narrowed, rest);
  const town = townWithout(narrowed, sessions);
  if (town) return answerNotInTown(context, town, narrowed, sessions);
  if (request.data.topic) {
    const note = `I found nothing about ${request.data.topic}. This is what else is on${narrowed.days ? ' then' : ''}.`;
    return listEvents(context, titleOf(narrowed, filters, false), events, note);
  }
  const theirs = narrowed.named ? theOneMeant(context, request.text, events) : undefined;
  const one = others.length === 0 ? first : theirs;
  const beside = one && narrowed.named && !narrowed.days ? besideEvent(request.text, one, sessions) : undefined;
  if (beside) return listEvents(context, beside.title, beside.events);
  const next = /\bnext\b/i.test(request.text) && narrowed.named;
  if (next && afterNext.test(request.text)) return showAfterNext(context, events, request.text);
  if (others.length === 0 || next)
    return showEvent(context, next ? soonest(context, first, reachable(context, request.text, events)) : first, asked);
  if (theirs) return showEvent(context, theirs, asked);
  const plain = !narrowed.named && !narrowed.audience && !request.data.among && request.data.all === undefined;
  const mine = plain ? await forMe(context, events) : undefined;
  const title = titleOf(narrowed, filters, mine !== undefined);
  return mine
    ? listEvents(context, title, mine.events, nextOfAll(context, asked, narrowed.sessions, mine.events), {
        ...mine,
        words,
      })
    : listEvents(context, title, events, answerOfEach(context, asked, events));
}

/** What the words name, where none of it is as they say: "leadership briefings in the evening", which are in the morning. */
function namedAndNotSo(
  { now, zone }: TurnContext,
  programme: readonly ProgrammeSession[],
  fitting: readonly ProgrammeSession[],
  rest: string,
): readonly EventSessions[] | undefined {
  const { named, sessions } = narrowProgramme(programme, rest, now, zone);
  const ids = new Set(fitting.map(({ id }) => id));
  const isNone = named && sessions.length > 0 && !sessions.some(({ id }) => ids.has(id));
  return isNone ? byEvent(sessions) : undefined;
}

/** "When's the next event", where what is next is none that they may book: that one is told all the same. */
function nextOfAll(
  { now, zone }: TurnContext,
  asked: string,
  sessions: readonly ProgrammeSession[],
  listed: readonly EventSessions[],
): string | undefined {
  const next = sessions.find((session) => bookingState(session, now) !== 'cancelled');
  if (!next || !/\bnext (?:event|session|thing|meeting|date|training)\b/i.test(asked)) return undefined;
  if (listed.some(([{ eventId }]) => eventId === next.eventId && listed[0]?.[0].eventId === eventId)) return undefined;
  return `The very next is ${sessionTitle(next)}, on ${sayDay(next.startsAt, zone)}. First what you may book:`;
}

/** "The next 3 events", of whatever was named. */
function listNext(context: TurnContext, narrowed: Narrowed, filters: readonly ProgrammeFilter[], many: number): Answer {
  const on = byEvent(narrowed.sessions.filter((session) => bookingState(session, context.now) !== 'cancelled'));
  const note = on.length < many ? `There ${on.length === 1 ? 'is' : 'are'} only ${on.length} so far.` : undefined;
  return listEvents(context, titleOf(narrowed, filters, false), on.slice(0, many), note);
}

/** What is asked of each of a few that are meant, told of each. Asked for places, each day of a round has its own. */
function answerOfEach(context: TurnContext, asked: string, events: readonly EventSessions[]): string | undefined {
  if (events.length > mostAnswered) return undefined;
  const said = events.flatMap((event) => {
    const places = event.length > 1 ? placesAsked(asked, event, context) : undefined;
    if (places) return [`${event[0].title}: ${places.charAt(0).toLowerCase()}${places.slice(1)}`];
    return answerInList(asked, event, context) ?? [];
  });
  return said.length > 0 ? said.join(' ') : undefined;
}

const mostAnswered = 3;

const afterNext = /\bnext but one\b|\bafter next\b/i;

/** "The next but one forum": of the series that is next, the one after; where there is none, that is said. */
async function showAfterNext(context: TurnContext, events: readonly EventSessions[], asked: string): Promise<Answer> {
  const [first] = events;
  const next = first && soonest(context, first, events);
  if (!next) return listUpcoming(context, await programmeOf(context), 'like that');
  const later = events.find(
    ([one]) => one.eventStatus !== 'cancelled' && one.seriesId === next[0].seriesId && one.startsAt > next[0].startsAt,
  );
  if (later) return showEvent(context, later, asked);
  const answer = await showEvent(context, next, asked);
  return { ...answer, replies: [text('Only one is on the programme so far.'), ...answer.replies] };
}

/** What is nearest to the school of whoever asks. */
async function answerNearMe(
  context: TurnContext,
  sessions: readonly ProgrammeSession[],
  rest: string,
  filters: readonly ProgrammeFilter[],
): Promise<Answer> {
  const narrowed = narrowProgramme(sessions, rest, context.now, context.zone);
  if (narrowed.sessions.length === 0) return nothingFits(context, sessions, narrowed, rest);
  const asked = narrowed.audience ? narrowed.sessions : firstForMe(context, narrowed.sessions);
  const near = await nearestForMe(context, byEvent(asked));
  const title = [
    `Nearest to your school${narrowed.days ? ` ${narrowed.days.said}` : ''}`,
    ...filters.map(({ said }) => said),
  ];
  if (near) return listEvents(context, title.join(', '), near.events, undefined, { ...near, others: 0, words: '' });
  const note = 'I do not know how far these are from you. Name a town, and I look near it.';
  return listEvents(context, titleOf(narrowed, filters, false), byEvent(asked), note);
}

/** The sessions of the events last talked about, else of those listed before; all sessions if none of them is among those. */
export function ofTalk(
  { subject }: Pick<TurnContext, 'subject'>,
  sessions: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const of = (events: readonly string[]) => sessions.filter(({ eventId }) => events.includes(eventId));
  const [talked, listed] = [of(subject.events), of(subject.listed ?? [])];
  return talked.length > 0 ? talked : listed.length > 0 ? listed : sessions;
}

/** "Eastholm", of several events that were listed: those of them that the words mean. After one event alone, the words say which. */
export function ofListed(context: TurnContext, sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return context.subject.events.length > 1 ? ofTalk(context, sessions) : sessions;
}

/** "The conference", where one of those that are on is meant for whoever asks. */
function theOneMeant(context: TurnContext, words: string, events: readonly EventSessions[]): EventSessions | undefined {
  if (!/\bthe\b/i.test(words) || /\b\w+s\b\s*\??$/i.test(words.replace(/\bthis\b/gi, ''))) return undefined;
  const position = context.actor.post?.position;
  const meant = events.filter(([first]) => position !== undefined && first.audience.includes(position));
  return meant.length === 1 ? meant[0] : undefined;
}

/** "The next workshop I can still get on": those that they may book, where there are any. */
function reachable(context: TurnContext, words: string, events: readonly EventSessions[]): readonly EventSessions[] {
  if (!ownReach.test(words)) return events;
  const open = new Set(firstForMe(context, events.flat()).map(({ eventId }) => eventId));
  return events.filter(([{ eventId }]) => open.has(eventId));
}

/** The next event of what was named, of those meant for the user when they said nothing of whom it is for. */
function soonest(context: TurnContext, first: EventSessions, events: readonly EventSessions[]): EventSessions {
  const on = events.filter(([one]) => one.eventStatus !== 'cancelled');
  const meant = preferMeantFor(
    (on.length > 0 ? on : events).map((event) => event[0]),
    context.actor.post?.position,
  );
  return events.find((event) => event[0].id === meant[0]?.id) ?? first;
}

/** An event by its button, or "the second one" of those listed. */
export async function answerEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const [only, ...otherEvents] = context.subject.events;
  const ofList = otherEvents.length > 0 || (await isOneOfList(context));
  const ordinal = request.data.event || ofList ? undefined : ordinalInWords(request.text);
  const eventId = request.data.event ?? (ordinal === undefined ? listedEvent(context, request.text) : only);
  const whole = visible(await sessionsOfEvent(context.services.core.prisma, eventId ?? ''));
  const one = whole.filter(({ id }) => id === request.data.session);
  const all = one.length > 0 ? one : whole;
  // Of one event its sessions were listed: "the second one" is one of them.
  const pointed = ordinal === undefined ? undefined : all.at(ordinal > 0 ? ordinal - 1 : ordinal);
  const [first, ...rest] = pointed ? [pointed] : all;
  if (!first) {
    const answer = await answerWhatsOn(context, { ...request, text: '' });
    return {
      ...answer,
      replies: [text('That event is no longer on the programme. Here is what is.'), ...answer.replies],
    };
  }
  const answer = await showEvent(context, [first, ...rest], request.data.words ?? request.text);
  return request.data.question ? withDoubt(answer, request.data.question) : answer;
}

/** What is held does not say what was asked: the card is shown for it all the same, and the team may know. */
function withDoubt(answer: Answer, question: string): Answer {
  const words = 'I don’t know that about it. Here is what I have:';
  const askTeam: Action = { kind: 'act', label: 'Ask the team', verb: 'ask-team', data: { question }, keepsCard: true };
  const replies = answer.replies.map((reply) =>
    reply.kind === 'card'
      ? {
          ...reply,
          card: {
            ...reply.card,
            fallback: `${words}\n${reply.card.fallback}`,
            blocks: [{ kind: 'text', text: words } as const, ...reply.card.blocks],
            actions: [askTeam, ...(reply.card.actions ?? [])],
          },
        }
      : reply,
  );
  return { ...answer, replies, unanswered: question };
}

/** Of several that were listed one of a single day is looked at: "the second one" is still the second of the list. */
async function isOneOfList({ subject: { events, listed }, services }: TurnContext): Promise<boolean> {
  if (!listed) return false;
  return (await sessionsOfEvent(services.core.prisma, events[0] ?? '')).length === 1;
}

/** *Details*: agenda, speakers, and what to know before setting off. */
export async function answerDetails(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { actor, now, services } = context;
  const [first, ...rest] = visible(await sessionsOfEvent(services.core.prisma, request.data.event ?? ''));
  if (!first) return answerEvent(context, request);
  const own =
    actor.personId && isPrivate(context.turn) ? await registrationsOf(services.core.prisma, actor.personId, now) : [];
  const holds = own.some(
    ({ sessionId, state }) => state === 'confirmed' && [first, ...rest].some(({ id }) => id === sessionId),
  );
  return {
    replies: [{ kind: 'card', card: detailsCard([first, ...rest], holds) }],
    subject: { events: [first.eventId], about: { kind: 'event', slug: first.eventSlug } },
  };
}

/** The event that "the second one" means here, if events were listed. */
export function listedEvent(context: TurnContext, words: string): string | undefined {
  const ordinal = ordinalInWords(words);
  const { events, listed } = context.subject;
  const list = events.length === 1 && listed ? listed : events;
  return ordinal === undefined ? undefined : list.at(ordinal > 0 ? ordinal - 1 : ordinal);
}

/** Sessions that a member may see: published or cancelled ones. */
export function visible(sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return sessions.filter((session) => session.eventStatus !== 'draft' && session.sessionStatus !== 'draft');
}

/**
 * The card of one event with the user's own bookings; follow-up questions are then about this event.
 * @param asked the words that asked for it: what they ask of it is answered first
 */
export async function showEvent(context: TurnContext, event: EventSessions, asked = ''): Promise<Answer> {
  const { actor, now, zone } = context;
  // Bookings are private: where others can read, the card shows only the event.
  const own =
    actor.personId && isPrivate(context.turn)
      ? await registrationsOf(context.services.core.prisma, actor.personId, now)
      : [];
  const [first, ...others] = event;
  const card = eventCard(event, own, { now, zone }, answerOfSession(asked, event, { now, zone }));
  const past = event.every(({ endsAt }) => endsAt <= now) ? { id: first.eventId, slug: first.eventSlug } : undefined;
  const outcome = past && (await whatCameOfIt(context.services.core, actor, past, isPrivate(context.turn)));
  return {
    replies: [{ kind: 'card', card: outcome ? closedWith(card, outcome) : card }],
    ...(outcome ? { quoted: outcome.quotes.map(({ id }) => id) } : {}),
    subject: {
      events: [first.eventId],
      ...(others.length === 0 ? { session: first.id } : {}),
      about: { kind: 'event', slug: first.eventSlug },
    },
  };
}

/** The same events as before, as they stand now: what people page through does not change its order. */
async function listAgain(context: TurnContext, title: string, ids: readonly string[]): Promise<Answer> {
  const all = byEvent(await programmeOf(context));
  const events = ids.flatMap((id) => all.filter(([first]) => first.eventId === id));
  if (events.length === 0) return answerWhatsOn(context, { text: '', data: {}, values: {} });
  return listEvents(context, title || "What's on", events);
}

/** `What's on for governors in March 2027, online only`; `What's on, for you` */
function titleOf(narrowed: Narrowed, filters: readonly ProgrammeFilter[], mine: boolean): string {
  const title = ["What's on", narrowed.audience ? sayAudience(narrowed.audience) : '', narrowed.days?.said];
  return [title.filter(Boolean).join(' '), ...filters.map(({ said }) => said), ...(mine ? ['for you'] : [])].join(', ');
}
