import { whatCameOfIt } from '../../app/afterwards/what-came-of-it.js';
import { registrationsOf } from '../../app/bookings/registrations.js';
import { type ProgrammeSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { impossibleDayInWords } from '../../understanding/dates.js';
import { closedWith } from '../afterwards/what-came-of-it-cards.js';
import { isPrivate } from '../talk/turn.js';
import { type Answer, type Subject, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { areaInWords, inArea } from './areas-named.js';
import { answerOfSession, placesAsked } from './asked-of-session.js';
import { besideEvent } from './beside-event.js';
import { detailsCard } from './details-cards.js';
import { firstForMe, forMe, nearestForMe, nearMeInWords } from './for-me.js';
import { type NearTown, nearArea, nearTownInWords } from './near-towns.js';
import { type EventSessions, eventCard, eventsCard, type ListedForMe } from './programme-cards.js';
import { filtered, filtersInWords, type ProgrammeFilter } from './programme-filters.js';
import { programmeOf } from './programme-of-turn.js';
import { byEvent, isFor, type Narrowed, narrowProgramme, ordinalInWords, preferMeantFor } from './programme-words.js';

/** "What's on", "next briefing", "anything for governors in March?": the events named in the message. */
export async function answerWhatsOn(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.events) return listAgain(context, request.data.title ?? '', request.data.events.split(' '));
  const noSuchDay = impossibleDayInWords(request.text);
  if (noSuchDay) return { replies: [text(`There is no ${noSuchDay}. Which day do you mean?`)] };
  const words = request.data.words ?? request.text;
  const programme = await programmeOf(context);
  const found = filtersOf(context, words, programme);
  const named = await areaInWords(context, found.rest, programme);
  const within = named && inArea(named.area);
  if (named && !within) return unknownExtent(context, named.area.name, programme);
  const { filters, rest } = named && within ? { filters: [...found.filters, within], rest: named.rest } : found;
  const sessions = filtered(programme, filters, context.zone);
  if (sessions.length === 0 && named && found.filters.length === 0)
    return answerNear(context, await nearArea(context, named.area, programme), programme, rest, []);
  if (sessions.length === 0) return nothingFiltered(context, programme, filters);
  const nearMe = nearMeInWords(rest);
  if (nearMe.isAsked) return answerNearMe(context, sessions, nearMe.rest, filters);
  const near = await nearTownInWords(context, rest, programme);
  if (near) return answerNear(context, near, sessions, words, filters);
  return answerNarrowed(context, request, { words, rest, sessions, filters });
}

interface Asked {
  readonly words: string;
  /** Without what the filters say. */
  readonly rest: string;
  /** Those that fit the filters. */
  readonly sessions: readonly ProgrammeSession[];
  readonly filters: readonly ProgrammeFilter[];
}

/** What is left of the programme when days, people, series and places are taken into account. */
async function answerNarrowed(
  context: TurnContext,
  request: TurnRequest,
  { words, rest, sessions, filters }: Asked,
): Promise<Answer> {
  const narrowed = narrowProgramme(sessions, rest, context.now, context.zone);
  const events = byEvent(request.data.among ? ofTalk(context, narrowed.sessions) : narrowed.sessions);
  const [first, ...others] = events;
  if (!first) return nothingFits(context, sessions, narrowed);
  const theirs = narrowed.named ? theOneMeant(context, request.text, events) : undefined;
  const one = others.length === 0 ? first : theirs;
  const beside = one && narrowed.named && !narrowed.days ? besideEvent(request.text, one, sessions) : undefined;
  if (beside) return listEvents(context, beside.title, beside.events);
  const next = /\bnext\b/i.test(request.text) && narrowed.named;
  if (next && afterNext.test(request.text)) return showAfterNext(context, events, request.text);
  if (others.length === 0 || next)
    return showEvent(context, next ? soonest(context, first, events) : first, request.text);
  if (theirs) return showEvent(context, theirs, request.text);
  const plain = !narrowed.named && !narrowed.audience && !request.data.among && request.data.all === undefined;
  const mine = plain ? await forMe(context, events) : undefined;
  const title = titleOf(narrowed, filters, mine !== undefined);
  return mine
    ? listEvents(context, title, mine.events, undefined, { ...mine, words })
    : listEvents(context, title, events, placesOfEach(context, request.text, events));
}

/** Asked for places, each day of a round has its own. */
function placesOfEach(context: TurnContext, asked: string, events: readonly EventSessions[]): string | undefined {
  const severalDays = events.filter((event) => event.length > 1).slice(0, 3);
  const said = severalDays.flatMap((event) => {
    const places = placesAsked(asked, event, context);
    return places ? [`${event[0].title}: ${places.charAt(0).toLowerCase()}${places.slice(1)}`] : [];
  });
  return said.length > 0 ? said.join(' ') : undefined;
}

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
  if (narrowed.sessions.length === 0) return nothingFits(context, sessions, narrowed);
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

/** What narrows the programme, unless the words ask of one event that they name: "is the briefing free?" */
function filtersOf(context: TurnContext, words: string, programme: readonly ProgrammeSession[]) {
  const found = filtersInWords(words);
  const asksOfOne = /^\W*(is|are|does|do|how|will|was|were)\b(?! there\b)/i.test(words);
  if (found.filters.length === 0 || !asksOfOne) return found;
  const { named } = narrowProgramme(programme, found.rest, context.now, context.zone);
  const ofOne = named || context.subject.events.length === 1;
  return ofOne ? { filters: [], rest: found.filters.every(({ ofTime }) => ofTime) ? found.rest : words } : found;
}

/** A county of which nobody has said what belongs to it: what there is, and which parts are known. */
function unknownExtent(context: TurnContext, area: string, programme: readonly ProgrammeSession[]): Answer {
  const open = byEvent(programme.filter((session) => bookingState(session, context.now) !== 'cancelled'));
  const note = `I do not know which places are in ${area}: name a town or a district. This is what is coming up.`;
  return open.length === 0 ? { replies: [text(nothingOn)] } : listEvents(context, 'Coming up', open, note);
}

/** Nothing is so at all: says it, and shows what there is. */
function nothingFiltered(
  context: TurnContext,
  programme: readonly ProgrammeSession[],
  filters: readonly ProgrammeFilter[],
): Answer {
  return listUpcoming(context, programme, `that is ${filters.map(({ said }) => said).join(', ')}`);
}

/** The sessions of the events last talked about; all sessions if none of them is among those. */
export function ofTalk(
  { subject }: Pick<TurnContext, 'subject'>,
  sessions: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const talked = sessions.filter(({ eventId }) => subject.events.includes(eventId));
  return talked.length > 0 ? talked : sessions;
}

/** A town or an area where nothing is on: says so, with what is nearest, in the days that were named. */
export function answerNear(
  context: TurnContext,
  { name, sessions: near }: NearTown,
  programme: readonly ProgrammeSession[],
  words: string,
  filters: readonly ProgrammeFilter[],
): Answer {
  const { days, audience } = narrowProgramme(programme, words, context.now, context.zone);
  const fits = (session: ProgrammeSession) =>
    bookingState(session, context.now) !== 'cancelled' &&
    (!days || (session.startsAt < days.to && session.endsAt >= days.from)) &&
    (!audience || isFor(session, audience));
  const nearest = near.filter(fits);
  const shown = nearest.length > 0 ? nearest : programme.filter(fits);
  const when = days ? ` ${days.said}` : '';
  const kept = filters.map(({ said }) => `, ${said}`).join('');
  if (shown.length === 0) return listUpcoming(context, programme, `in ${name}${when}${kept}`);
  const places = [...new Set(nearest.flatMap(({ town }) => town ?? []))];
  const note = places.length > 0 ? `The nearest is in ${listWords(places)}.` : 'This is what is on elsewhere.';
  return listEvents(
    context,
    `Near ${name}${when}${kept}`,
    byEvent(shown),
    `Nothing is on in ${name} itself${when}. ${note}`,
  );
}

/** "The conference", where one of those that are on is meant for whoever asks. */
function theOneMeant(context: TurnContext, words: string, events: readonly EventSessions[]): EventSessions | undefined {
  if (!/\bthe\b/i.test(words) || /\b\w+s\b\s*\??$/i.test(words.replace(/\bthis\b/gi, ''))) return undefined;
  const position = context.actor.post?.position;
  const meant = events.filter(([first]) => position !== undefined && first.audience.includes(position));
  return meant.length === 1 ? meant[0] : undefined;
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
  return showEvent(context, [first, ...rest], request.data.words ?? request.text);
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

/** A list of events, which become the subject of the conversation in this order. */
export function listEvents(
  context: TurnContext,
  title: string,
  events: readonly EventSessions[],
  note?: string,
  listed?: ListedForMe,
): Answer {
  return {
    replies: [{ kind: 'card', card: eventsCard(title, events, context, note, listed) }],
    subject: { events: events.slice(0, 20).map((event) => event[0].eventId), ...commonSeries(events) },
  };
}

/** The same events as before, as they stand now: what people page through does not change its order. */
async function listAgain(context: TurnContext, title: string, ids: readonly string[]): Promise<Answer> {
  const all = byEvent(await programmeOf(context));
  const events = ids.flatMap((id) => all.filter(([first]) => first.eventId === id));
  if (events.length === 0) return answerWhatsOn(context, { text: '', data: {}, values: {} });
  return listEvents(context, title || "What's on", events);
}

/** The common series, if there is one, becomes the subject of the conversation. */
function commonSeries(events: readonly EventSessions[]): Pick<Subject, 'about'> {
  const [slug, ...others] = new Set(events.map(([first]) => first.seriesSlug));
  return slug !== undefined && others.length === 0 ? { about: { kind: 'series', slug } } : {};
}

/** `What's on for governors in March 2027, online only`; `What's on, for you` */
function titleOf(narrowed: Narrowed, filters: readonly ProgrammeFilter[], mine: boolean): string {
  const title = ["What's on", narrowed.audience ? `for ${narrowed.audience.words}` : '', narrowed.days?.said];
  return [title.filter(Boolean).join(' '), ...filters.map(({ said }) => said), ...(mine ? ['for you'] : [])].join(', ');
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

const nothingOn = 'Nothing is on the programme just now. New dates appear here as soon as they are published.';

/** @param looked what nothing was found of, as `in March 2027` */
function listUpcoming(context: TurnContext, sessions: readonly ProgrammeSession[], looked: string): Answer {
  const open = byEvent(sessions.filter((session) => bookingState(session, context.now) !== 'cancelled'));
  if (open.length === 0) {
    return { replies: [text(nothingOn)] };
  }
  return listEvents(context, 'Coming up', open, `I found nothing ${looked}. This is what is coming up.`);
}
