import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { bookingState, placesLeft } from '../../domain/booking.js';
import { sayDay, sayMoment, sayTime } from '../../domain/when.js';
import { plural } from '../talk/wording.js';
import { type EventSessions, placesWords, sayCost, sessionTitle, type View, whereOf } from './programme-cards.js';

type Say = (session: ProgrammeSession, view: View) => string;

/** How many one school may send, which is asked before what is left. */
const asksLimit =
  /\bhow many\b.*\b(can|may|could|are allowed|allowed)\b|\b(limit|maximum|most) (of |on )?(people |places )?(per|from|for) (a|one|each|the|our)? ?school\b|\b(places|people) (per|from each) school\b/;
const asksPlaces = /\b(places?|seats?|spaces?|spots?|room|full|sold out|availability|fully booked|fullest|emptiest)\b/;

/** What a question may ask of one session, and the sentence that answers it; the card says the rest. */
const asked: ReadonlyArray<readonly [RegExp, Say]> = [
  [asksLimit, sayLimit],
  [/\bhow many\b.*\bwait|\bwaiting list\b.*\b(long|how many)\b/, sayWaiting],
  [/\b(deadline|closing date|clos(e|es|ing)|by when|last (day|date|chance)|too late|still book)\b/, sayDeadline],
  [/\b(booking|bookings|registration|can i book|can we book)\b.*\bopens?\b|\bopens?\b.*\b(booking|book)\b/, sayOpening],
  [/\b(places?|seats?|spaces?|spots?|room for|any room|full|sold out|availability|fully booked)\b/, sayPlaces],
  [
    /\b(finish|finishes|end|ends|over|how long|how late|last|go on until|all day|full day|half a? ?day|all morning|all afternoon)\b/,
    sayEnd,
  ],
  [/\b(what time|start|starts|begin|begins|kick off)\b/, sayStart],
  [/\b(where|venue|address|postcode|find it|park|parking)\b/, sayWhere],
  [/\b(cost|costs|price|how much|free|charge|fee)\b/, sayPrice],
  [/\b(when|which day|what day|date|(on|is it) an? \w+day)\b/, sayDate],
];

/**
 * One sentence for what was asked of an event with one session: "39 places are left." Undefined when it is asked for as a whole.
 * @param words as typed
 */
export function answerOfSession(words: string, [session, ...others]: EventSessions, view: View): string | undefined {
  if (others.length > 0) return answerOfSeveral(words.toLowerCase(), [session, ...others], view);
  // What is off is neither on a day nor somewhere: the card says that it is off, and why.
  if (session.eventStatus === 'cancelled' || session.sessionStatus === 'cancelled') return undefined;
  const say = asked.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return say?.(session, view);
}

/** Whether words ask one thing of a session, such as when it ends. @param words in small letters */
export function asksOneThing(words: string): boolean {
  return asked.some(([pattern]) => pattern.test(words));
}

/** What all its sessions have in common, and how many places each has left. */
function answerOfSeveral(words: string, event: EventSessions, view: View): string | undefined {
  if (event[0].eventStatus === 'cancelled') return undefined;
  if (asksLimit.test(words)) return sayLimit(event[0]);
  return asksPlaces.test(words) ? placesByDay(event, view) : undefined;
}

/** `Places left: Northgate 27, Eastholm 39.`; undefined where nothing can be booked. @param words whether they ask for places */
export function placesAsked(words: string, event: EventSessions, view: View): string | undefined {
  return asksPlaces.test(words.toLowerCase()) ? placesByDay(event, view) : undefined;
}

function placesByDay(event: EventSessions, view: View): string | undefined {
  const open = event.filter((session) => bookingState(session, view.now) === 'open');
  if (open.length === 0) return undefined;
  const each = open.map((session) => {
    const name = session.label || session.town || sayDay(session.startsAt, view.zone);
    const left = session.waiting > 0 ? 0 : placesLeft(session);
    return `${name} ${left === Number.POSITIVE_INFINITY ? 'as many as come' : left === 0 ? 'none' : left}`;
  });
  return `Places left: ${each.join(', ')}.`;
}

function sayLimit({ placesPerSchool, title }: ProgrammeSession): string {
  if (placesPerSchool === null) return `${title}: a school may send as many as there are places.`;
  return `${title}: at most ${plural(placesPerSchool, 'person', 'people')} from one school.`;
}

function sayWaiting(session: ProgrammeSession): string {
  const { waiting } = session;
  if (waiting === 0) return `Nobody is waiting for ${sessionTitle(session)}.`;
  return `${plural(waiting, 'person', 'people')} ${waiting === 1 ? 'is' : 'are'} waiting for ${sessionTitle(session)}.`;
}

function sayDeadline(session: ProgrammeSession, view: View): string {
  const state = bookingState(session, view.now);
  if (state === 'closed' || state === 'past') return `Booking for ${sessionTitle(session)} has closed.`;
  if (state !== 'open') return `${sessionTitle(session)}: ${placesWords(session, view)}.`;
  return session.closesAt && session.closesAt < session.startsAt
    ? `Booking for ${sessionTitle(session)} closes on ${sayMoment(session.closesAt, view.zone)}.`
    : `You can book ${sessionTitle(session)} until it starts, on ${sayMoment(session.startsAt, view.zone)}.`;
}

function sayOpening(session: ProgrammeSession, view: View): string {
  if (bookingState(session, view.now) === 'open') return `Booking for ${sessionTitle(session)} is open now.`;
  return `${sessionTitle(session)}: ${placesWords(session, view)}.`;
}

function sayPlaces(session: ProgrammeSession, view: View): string {
  const left = placesLeft(session);
  const open = bookingState(session, view.now) === 'open' && session.waiting === 0;
  if (!open || left === 0 || left === Number.POSITIVE_INFINITY)
    return `${sessionTitle(session)}: ${placesWords(session, view)}.`;
  return `${plural(left, 'place')} ${left === 1 ? 'is' : 'are'} left at ${sessionTitle(session)}.`;
}

function sayEnd(session: ProgrammeSession, { zone }: View): string {
  return `${sessionTitle(session)} runs from ${sayTime(session.startsAt, zone)} to ${sayTime(session.endsAt, zone)} on ${sayDay(session.startsAt, zone)}.`;
}

function sayStart(session: ProgrammeSession, { zone }: View): string {
  return `${sessionTitle(session)} starts at ${sayTime(session.startsAt, zone)} on ${sayDay(session.startsAt, zone)}.`;
}

function sayWhere(session: ProgrammeSession): string {
  return `${sessionTitle(session)}: ${whereOf(session)}.`;
}

function sayPrice({ costPence, ...session }: ProgrammeSession): string {
  const title = sessionTitle({ costPence, ...session });
  return costPence === 0 ? `${title} is free.` : `${title} costs ${sayCost(costPence)}.`;
}

function sayDate(session: ProgrammeSession, { zone }: View): string {
  return `${sessionTitle(session)} is on ${sayDay(session.startsAt, zone)}.`;
}
