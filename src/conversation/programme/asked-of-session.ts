import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { bookingState, placesLeft } from '../../domain/booking.js';
import { sayDay, sayMoment, sayTime } from '../../domain/when.js';
import { plural } from '../talk/wording.js';
import {
  audienceWords,
  type EventSessions,
  placesWords,
  sayCost,
  sessionTitle,
  type View,
  whereOf,
} from './programme-cards.js';

type Say = (session: ProgrammeSession, view: View) => string;

interface Asked {
  readonly pattern: RegExp;
  readonly say: Say;
  /** It is the same for every session of a round. */
  readonly ofRound?: true;
}

/** What a question may ask of one session, and the sentence that answers it; the card says the rest. */
const asked: readonly Asked[] = [
  {
    pattern: /\bhow many\b.*\bwait(ing)?\b|\bwaiting list\b.*\b(long|how many)\b|\bhow long\b.*\b(list|queue)\b/,
    say: sayWaiting,
  },
  {
    pattern: /\b(when|late|latest|last (day|date|chance))\b.*\b(cancel|pull out|drop out)\b/,
    say: sayGivingUp,
  },
  {
    pattern: /\b(deadline|closing date|clos(e|es|ing)|by when|last (day|date|chance)|too late|still book)\b/,
    say: sayDeadline,
  },
  {
    pattern: /\b(booking|bookings|registration|can i book|can we book)\b.*\bopens?\b|\bopens?\b.*\b(booking|book)\b/,
    say: sayOpening,
  },
  {
    pattern: /\b(places?|seats?|spaces?|spots?|room for|any room|full|sold out|availability|fully booked)\b/,
    say: sayPlaces,
  },
  { pattern: /\b(finish|finishes|end|ends|over|how long|last|go on until)\b/, say: sayEnd },
  { pattern: /\b(what time|start|starts|begin|begins|kick off)\b/, say: sayStart },
  {
    pattern:
      /\b(where(abouts)?|venue|address|postcode|find it|park|parking|directions|map|how far|(can|do|would) (i|we) join (it|online|by link)|how (do|can|would) (i|we) join|how (do|can|would|will) (i|we) get (there|to it)|(joining |zoom |teams )?link)\b/,
    say: sayWhere,
  },
  { pattern: /\b(cost|costs|price|how much|free|charged?|fee)\b/, say: sayPrice, ofRound: true },
  {
    pattern:
      /\bwho (is|are) (it|this|that|they) for\b|\bwho (can|may|should) (come|go|attend)\b|\b(can|may|could) (?!(i|we|you|it)\b)(\w+ ){1,3}(come|go|attend)( too| as well| along)?\b/,
    say: sayAudience,
    ofRound: true,
  },
  { pattern: /\bwhy\b.*\b(off|cancelled|canceled)\b/, say: sayOn },
  { pattern: /\b(when|which day|what day|date)\b/, say: sayDate },
];

/** What is left of the words when what they ask of a session is taken out; undefined when they ask nothing of one. */
export function restOfAsked(words: string): string | undefined {
  const found = asked.find(({ pattern }) => pattern.test(words));
  return found && words.replace(found.pattern, ' ');
}

/**
 * One sentence for what was asked of an event with one session: "39 places are left." Undefined when it is asked for as a whole.
 * @param words as typed
 */
export function answerOfSession(words: string, [session, ...others]: EventSessions, view: View): string | undefined {
  // What is off is neither on a day nor somewhere: the card says that it is off, and why.
  if (session.eventStatus === 'cancelled' || session.sessionStatus === 'cancelled') return undefined;
  const found = asked.find(({ pattern }) => pattern.test(words.toLowerCase()));
  if (!found || (others.length > 0 && !found.ofRound)) return undefined;
  return found.say(others.length > 0 ? { ...session, label: '' } : session, view);
}

/** A place may be given up until the session starts. */
function sayGivingUp(session: ProgrammeSession, view: View): string {
  return `You can give up a place at ${sessionTitle(session)} until it starts, on ${sayMoment(session.startsAt, view.zone)}.`;
}

/** Why it is off, the card of what is off says itself. */
function sayOn(session: ProgrammeSession, { zone }: View): string {
  return `${sessionTitle(session)} is still on, on ${sayDay(session.startsAt, zone)}.`;
}

function sayAudience(session: ProgrammeSession): string {
  const whom = audienceWords(session.audience, session.phases, session.localities);
  return `${sessionTitle(session)} is for: ${whom.charAt(0).toLowerCase()}${whom.slice(1)}.`;
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
