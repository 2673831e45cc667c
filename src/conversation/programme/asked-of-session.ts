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

/** How many one school may send, which is asked before what is left. */
const asksLimit =
  /\bhow many\b.*\b(can|may|could|are allowed|allowed)\b|\b(limit|max(imum)?|most)\b( (no|number)\b\.?)?( of| on)?( people| places| governors| heads)? (per|from|for)( a| one| each| the| our)? school\b|\b(places|people) (per|from each) school\b/;
const asksPlaces =
  /\b(how many (?:are |is )?(?:still )?(?:left|remaining|free)|places?|seats?|spaces?|spots?|room|full|sold out|availability|fully booked|fullest|emptiest)\b/;

interface Asked {
  readonly pattern: RegExp;
  readonly say: Say;
  /** It is the same for every session of a round. */
  readonly ofRound?: true;
  /** What is said once of a round, where it is the same for each of its sessions: `9:30am to 12pm`. */
  readonly ofEqual?: Say;
}

/** What a question may ask of one session, and the sentence that answers it; the card says the rest. */
const asked: readonly Asked[] = [
  { pattern: asksLimit, say: sayLimit, ofRound: true },
  {
    pattern:
      /\bhow many\b.*\bwait(ing)?\b|\bwaiting list\b.*\b(long|how many)\b|\bhow long\b.*\b(list|queue)\b|\b(is|are) there (a |any )?(waiting list|waitlist|queue|reserve list)\b/,
    say: sayWaiting,
  },
  {
    pattern:
      /\b(when|late|latest|last (day|date|chance))\b.*\b(cancel|pull out|drop out)\b|\bhow late\b.*\bleave (it|that)\b/,
    say: sayGivingUp,
  },
  {
    pattern:
      /\b(deadline|closing date|cut[ -]?off|clos(e|es|ed|ing)|shut|latest\b.*\b(book|register|sign up|reserve|decide|let you know)|need to (book|register|sign up)|by when|last (day|date|chance)|too late|still (book|open)|bookings? (\w+ )?(shuts?|ends?|finish(es)?)|(when|how long|what date)\b.*\b(book|register|sign up|reserve|decide|let you know)\b.*\b(by|before|until|till|for))\b/,
    say: sayDeadline,
    ofRound: true,
  },
  {
    pattern: /\b(booking|bookings|registration|can i book|can we book)\b.*\bopens?\b|\bopens?\b.*\b(booking|book)\b/,
    say: sayOpening,
    ofRound: true,
  },
  {
    pattern:
      /\b(full|half a?|all) ?-?(day|morning|afternoon)\b|\b(am or pm|morning or (afternoon|evening)|in the (morning|afternoon|evening))\b/,
    say: sayEnd,
  },
  {
    pattern:
      /\bhow many (people |places |seats |spaces )?(in all|in total|altogether|(does|do|can|will|has|have|is|are) (it|there|that|this|they) (got|have|hold|take|fit|seat|for)?)\b(?!.*\b(left|free|remain\w*|spare|still|waiting|booked|coming)\b)|\b(capacity|how big is (it|that|this))\b/,
    say: sayCapacity,
  },
  {
    pattern:
      /\b(how many (?:are |is )?(?:still )?(?:left|remaining|free)|places?|seats?|spaces?|spots?|room for|any room|full|sold out|availability|fully booked)\b/,
    say: sayPlaces,
  },
  {
    pattern:
      /\b(finish|finishes|end|ends|over|how long|how late|last|go on until|all day|full day|half a? ?day|all morning|all afternoon)\b/,
    say: sayEnd,
    ofEqual: ({ startsAt, endsAt }, { zone }) => `${sayTime(startsAt, zone)} to ${sayTime(endsAt, zone)}`,
  },
  {
    pattern: /\b(what time|start|starts|begin|begins|kick off|doors?)\b/,
    say: sayStart,
    ofEqual: ({ startsAt }, { zone }) => `from ${sayTime(startsAt, zone)}`,
  },
  {
    pattern:
      /\b(where(abouts|s)?|where['’]s|venue|address|postcode|find it|park|parking|directions|map|how far|(can|do|would) (i|we) join (it|online|by link)|how (do|can|would) (i|we) join|how (do|can|would|will) (i|we) get (there|to it)|(joining |zoom |teams )?link)\b/,
    say: sayWhere,
  },
  {
    pattern:
      /\b(cost|costs|price|pay|pa(id|ying) for|how much(?!.*\b(get|gets|got|receives?|given)\b)|free|charged?|fee)\b/,
    say: sayPrice,
    ofRound: true,
  },
  {
    pattern:
      /\bopen to (\w+ ){0,2}\w+\b|\bwho(s|['’]s| is| are) (it|this|that|they)( \w+)? (for|at)\b|\bwho (\w+ ){0,4}(is|are) for\b|\b(ok|okay|all right|suitable|relevant|appropriate|right) for (?!me\b|us\b|parking\b)(\w+ ){0,2}\w+\b|\b(aimed at|meant for|intended for|suitable for|eligible)\b|\bwho (can|may|should) (come|go|attend)\b|\b(can|may|could) (?!(i|we|you|it)\b)(\w+ ){1,4}(come|go|attend)( too| as well| along)?\b|\b(?:just|only|strictly|purely)(?: for)?(?: the)? (?:heads?|headteachers?|governors?|chairs?|clerks?|deput(?:y|ies)|(?:senior )?leaders?|(?:school )?business managers?|sbms?|sendcos?|sencos?|primar(?:y|ies)|secondar(?:y|ies))\b/,
    say: sayAudience,
    ofRound: true,
  },
  {
    pattern:
      /\bwhy\b.*\b(off|cancelled|canceled)\b|\b(called off|cancelled|canceled|postponed|going ahead|still (on|going ahead|happening|running|taking place))\b/,
    say: sayOn,
  },
  { pattern: /\b(when|which day|what day|date|(on|is it) an? \w+day)\b/, say: sayDate },
  {
    pattern:
      /^\W*(?:(?:so|and|ok|but) )*(?:(?:is|are|can|could|does|do|will)\b(?! there\b)|(?:what|how) about\b).*\b(?:online|virtual(?:ly)?|remote(?:ly)?|in[- ]person|face to face|(?:on|over|via) (?:zoom|teams))\b/,
    say: (session) => `${sessionTitle(session)} is ${wayOf(session)}.`,
    ofEqual: wayOf,
  },
];

/** What is left of the words when what they ask of a session is taken out; undefined when they ask nothing of one. */
export function restOfAsked(words: string): string | undefined {
  const found = asked.find(({ pattern }) => pattern.test(words));
  // "What time does it start" has two of its words.
  return found && words.replaceAll(new RegExp(found.pattern, 'g'), ' ');
}

/** The same for one of several that are listed with their days: "when" is told by the list. */
export function answerInList(words: string, event: EventSessions, view: View): string | undefined {
  const said = words.toLowerCase();
  return asked.find(({ pattern }) => pattern.test(said))?.say === sayDate
    ? undefined
    : answerOfSession(words, event, view);
}

/**
 * One sentence for what was asked of an event with one session: "39 places are left." Undefined when it is asked for as a whole.
 * @param words as typed
 */
export function answerOfSession(words: string, event: EventSessions, view: View): string | undefined {
  const [session, ...others] = event;
  // What is off is neither on a day nor somewhere: the card says that it is off, and why.
  if (session.eventStatus === 'cancelled') return undefined;
  const said = plainly(words);
  const found = asked.find(({ pattern }) => pattern.test(said));
  if (others.length > 0)
    return found?.ofRound
      ? found.say({ ...session, label: '' }, view)
      : (ofEach(found, event, view) ?? placesAsked(said, event, view));
  return session.sessionStatus === 'cancelled' ? undefined : found?.say(session, view);
}

/** `Leadership briefing: each day 9:30am to 12pm.`; undefined where the days of a round differ, which their list tells. */
function ofEach(found: Asked | undefined, event: EventSessions, view: View): string | undefined {
  const { ofEqual } = found ?? {};
  const values = ofEqual ? new Set(event.map((session) => ofEqual(session, view))) : new Set<string>();
  const [only, ...others] = values;
  return only && others.length === 0 ? `${event[0].title}: each day ${only}.` : undefined;
}

/** What takes place is on: nobody asks for one. */
function plainly(words: string): string {
  return words.toLowerCase().replace(/\b(?:takes?|taking|took) place\b/g, 'is on');
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

/** `Places left: Northgate 27, Eastholm 39.`; undefined where nothing can be booked. @param words whether they ask for places */
export function placesAsked(words: string, event: EventSessions, view: View): string | undefined {
  return asksPlaces.test(plainly(words)) ? placesByDay(event, view) : undefined;
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

/** `Leadership briefing: Northgate has 110 places, 27 places left.` */
function sayCapacity(session: ProgrammeSession, view: View): string {
  const { capacity } = session;
  if (capacity === null) return `${sessionTitle(session)}: ${placesWords(session, view)}.`;
  const left =
    bookingState(session, view.now) === 'open'
      ? `${plural(placesLeft(session), 'place')} left`
      : placesWords(session, view);
  return `${sessionTitle(session)} has ${plural(capacity, 'place')} in all: ${left}.`;
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

function wayOf({ venue, link }: ProgrammeSession): string {
  if (!venue) return link === null ? 'without a venue so far' : 'online: the link comes with a booking';
  return link === null ? 'in person, and not online' : 'in person, and can be joined online as well';
}

function sayPrice({ costPence, ...session }: ProgrammeSession): string {
  const title = sessionTitle({ costPence, ...session });
  return costPence === 0 ? `${title} is free.` : `${title} costs ${sayCost(costPence)}.`;
}

function sayDate(session: ProgrammeSession, { zone }: View): string {
  return `${sessionTitle(session)} is on ${sayDay(session.startsAt, zone)}.`;
}
