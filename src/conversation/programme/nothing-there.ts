import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import type { NamedDays } from '../../understanding/named-days.js';
import { type Answer, type TurnContext, text } from '../talk/turn-context.js';
import { capitalise, listWords } from '../talk/wording.js';
import { isFor, sayAudience } from './audience-named.js';
import { firstForMe, nearestForMe } from './for-me.js';
import { listEvents } from './list-events.js';
import type { NearTown } from './near-towns.js';
import type { EventSessions } from './programme-cards.js';
import type { ProgrammeFilter } from './programme-filters.js';
import { byEvent, type Narrowed, narrowProgramme } from './programme-words.js';

const nothingOn = 'Nothing is on the programme just now. New dates appear here as soon as they are published.';

/** As many as are shown where nothing is what was asked for. */
const mostNearest = 4;

/** A county of which nobody has said what belongs to it: what there is, and which parts are known. */
export function unknownExtent(context: TurnContext, area: string, programme: readonly ProgrammeSession[]): Answer {
  const note = `I do not know which places are in ${area}: name a town or a district. This is what is coming up.`;
  return list(context, 'Coming up', byEvent(notOff(context, programme)), note);
}

/** Nothing is so at all: says it, and shows what there is. */
export function nothingFiltered(
  context: TurnContext,
  programme: readonly ProgrammeSession[],
  filters: readonly ProgrammeFilter[],
): Answer {
  return listUpcoming(context, programme, `that is ${filters.map(({ said }) => said).join(', ')}`);
}

/**
 * A town or an area where nothing is on: says so, with what is nearest, in the days that were named.
 * @param words what else was asked for: of a kind that is named only that
 */
export function answerNear(
  context: TurnContext,
  { name, sessions: near }: NearTown,
  programme: readonly ProgrammeSession[],
  words: string,
  filters: readonly ProgrammeFilter[],
): Answer {
  const { days, audience, named, sessions } = narrowProgramme(programme, words, context.now, context.zone);
  const ofName = named ? new Set(sessions.map(({ id }) => id)) : undefined;
  const fits = (session: ProgrammeSession) =>
    bookingState(session, context.now) !== 'cancelled' &&
    (!days || (session.startsAt < days.to && session.endsAt >= days.from)) &&
    (!audience || isFor(session, audience)) &&
    (!ofName || ofName.has(session.id));
  const nearest = near.filter(fits);
  const shown = nearest.length > 0 ? nearest : programme.filter(fits);
  const when = days ? ` ${days.said}` : '';
  const kept = filters.map(({ said }) => `, ${said}`).join('');
  if (shown.length === 0) return listUpcoming(context, programme, `in ${name}${when}${kept}`, days);
  const places = [...new Set(nearest.flatMap(({ town }) => town ?? []))];
  const note = places.length > 0 ? `The nearest is in ${listWords(places)}.` : 'This is what is on elsewhere.';
  return listEvents(
    context,
    `Near ${name}${when}${kept}`,
    byEvent(shown),
    `Nothing${named ? ' like that' : ''} is on in ${name} itself${when}. ${note}`,
  );
}

/** A place that nobody here knows: says so, with what is nearest to the school of whoever asks. */
export async function answerUnknownPlace(
  context: TurnContext,
  place: string,
  sessions: readonly ProgrammeSession[],
  words: string,
): Promise<Answer> {
  const narrowed = narrowProgramme(sessions, words, context.now, context.zone);
  if (narrowed.sessions.length === 0) return nothingFits(context, sessions, narrowed, words);
  const when = narrowed.days ? ` ${narrowed.days.said}` : '';
  const note = `I know of nothing in ${capitalise(place)}${when}.`;
  const asked = byEvent(firstForMe(context, narrowed.sessions));
  const near = await nearestForMe(context, asked);
  if (!near) return list(context, 'Coming up', asked, `${note} This is what is on elsewhere.`);
  const events = near.events.slice(0, mostNearest);
  const card = { ...near, others: 0, words: '' };
  return listEvents(context, 'Nearest to your school', events, `${note} This is the nearest to your school.`, card);
}

/** What was named is held, and not in that town: first where it is, then what else is there. */
export function answerNotInTown(
  context: TurnContext,
  town: string,
  { sessions, days }: Narrowed,
  programme: readonly ProgrammeSession[],
): Answer {
  const there = programme.filter(
    (session) => session.town === town && (!days || (session.startsAt < days.to && session.endsAt >= days.from)),
  );
  const when = days ? ` ${days.said}` : '';
  const found = byEvent(notOff(context, sessions));
  const besides = byEvent(notOff(context, there)).filter(([{ eventId }]) =>
    found.every(([first]) => first.eventId !== eventId),
  );
  const note = besides.length > 0 ? `First where it is, then what else is on in ${town}.` : 'This is where it is.';
  return list(context, `Not in ${town}`, [...found, ...besides], `Nothing like that is on in ${town}${when}. ${note}`);
}

/**
 * Nothing fits: says what was looked for, and shows what is nearest: of what was named, where something was.
 * @param words what was asked
 */
export function nothingFits(
  context: TurnContext,
  sessions: readonly ProgrammeSession[],
  { days, audience }: Narrowed,
  words: string,
): Answer {
  const { sessions: ofName, named } = narrowProgramme(
    sessions,
    days ? words.replace(days.words, ' ') : words,
    context.now,
    context.zone,
  );
  const isOn = named && notOff(context, ofName).length > 0;
  const looked = [isOn ? 'like that' : '', audience ? sayAudience(audience) : '', days?.said].filter(Boolean);
  const whenever = sessions.filter((session) => !audience || isFor(session, audience));
  const shown = isOn ? ofName : whenever.length > 0 ? whenever : sessions;
  return listUpcoming(context, shown, looked.join(' ') || 'like that', days);
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

/**
 * What there is, where nothing is what was looked for; of days in which nothing is, what comes nearest before and after them.
 * @param looked as `in March 2027`
 */
export function listUpcoming(
  context: TurnContext,
  sessions: readonly ProgrammeSession[],
  looked: string,
  days?: NamedDays,
): Answer {
  const on = byEvent(notOff(context, sessions));
  if (!days) return list(context, 'Coming up', on, `I found nothing ${looked}. This is what is coming up.`);
  const nearest = new Set([...on].sort((a, b) => gap(a, days) - gap(b, days)).slice(0, mostNearest));
  const inOrder = on.filter((event) => nearest.has(event));
  return list(context, 'Nothing then', inOrder, `I found nothing ${looked}. This is what is nearest to it.`);
}

/** How far an event is from days in which it is not, in milliseconds. */
function gap(event: EventSessions, { from, to }: NamedDays): number {
  return Math.min(
    ...event.map(({ startsAt, endsAt }) =>
      startsAt >= to ? startsAt.getTime() - to.getTime() : Math.max(0, from.getTime() - endsAt.getTime()),
    ),
  );
}

function notOff(context: TurnContext, sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return sessions.filter((session) => bookingState(session, context.now) !== 'cancelled');
}

function list(context: TurnContext, title: string, events: readonly EventSessions[], note: string): Answer {
  return events.length === 0 ? { replies: [text(nothingOn)] } : listEvents(context, title, events, note);
}
