import { type BookingOutcome, bookPlace } from '../../app/bookings/book-place.js';
import type { Answers } from '../../app/bookings/booking-questions.js';
import { type SwapOutcome, swapPlace } from '../../app/bookings/swap-place.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { noAccount } from '../../domain/actor.js';
import { bookingState } from '../../domain/booking.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayMoment } from '../../domain/when.js';
import type { Verb } from '../../rendering/verbs.js';
import { impossibleDayInWords } from '../../understanding/dates.js';
import { askWho } from '../people/people.js';
import { listEvents } from '../programme/list-events.js';
import { namesWhatIsNotOn } from '../programme/missing-names.js';
import { nearTownInWords } from '../programme/near-towns.js';
import { nothingLikeThat } from '../programme/nothing-there.js';
import { townWithout, unknownPlaceInWords } from '../programme/place-not-held.js';
import { answerWhatsOn, listedEvent, ofTalk, showEvent } from '../programme/programme.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { byEvent, narrowProgramme, ordinalInWords, preferMeantFor } from '../programme/programme-words.js';
import { whichOne } from '../programme/which-one.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { askBesideOthers } from './beside-others.js';
import { askToBookSeveral, askWhichOfSeveral } from './book-several.js';
import { refusalWords } from './booking-refusals.js';
import { fullCard } from './bookings-cards.js';
import { meantInArea } from './meant-in-area.js';
import { showBooking } from './my-bookings.js';
import { askBeforeBooking, parseAnswers } from './questions.js';
import { severalMeant } from './several-meant.js';

/** Books by button, or the session named in the message; asks which one when several match. */
export async function book(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return bookWith(context, request, 'ask');
}

/** Books, and joins the waiting list when it is full. */
export async function joinWaitingList(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return bookWith(context, request, 'wait');
}

async function bookWith(context: TurnContext, request: TurnRequest, whenFull: 'ask' | 'wait'): Promise<Answer> {
  const several = request.data.session ? undefined : await severalMeant(context, request.text);
  if (several?.kind === 'these') return askToBookSeveral(context, several.sessions);
  if (several) return askWhichOfSeveral(context, several);
  const meant = request.data.session ? { session: request.data.session } : await sessionMeant(context, request.text);
  if ('answer' in meant) return request.data.tap ? meant.answer : askWhichOne(meant, whenFull);
  // "Put me on the waiting list" asks for no place, where there still is one.
  const isMore = whenFull === 'wait' && request.text !== '' && (await hasRoom(context, meant.session));
  if (request.data.tap || isMore || ('guessed' in meant && meant.guessed)) return showToBook(context, meant.session);
  if (context.actor.personId === null) {
    return askWho(context, 'One thing first, so that I can book for you.', {
      verb: whenFull === 'wait' ? 'wait' : 'book',
      data: { session: meant.session },
    });
  }
  const { core } = context.services;
  const answers = parseAnswers(request);
  const { besides } = request.data;
  // The link of a page is good for its own event, and gives up no other place.
  const instead = context.actor.accountId === noAccount ? undefined : request.data.instead;
  // Who fills in the questions has been asked before them.
  const isAsked = besides !== undefined || answers !== undefined;
  // The session is read while the booking is made; everything that depends on the booking is in its outcome.
  const [session, outcome] = await Promise.all([
    findSession(core.sql, meant.session),
    instead
      ? swapPlace(core, context.actor, instead, meant.session, answers)
      : bookPlace(core, context.actor, meant.session, whenFull, answers, !isAsked),
  ]);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  return sayBookingOutcome(context, session, outcome, {
    verb: whenFull === 'wait' ? 'wait' : 'book',
    answers,
    instead,
  });
}

async function hasRoom({ services }: TurnContext, sessionId: string): Promise<boolean> {
  const session = await findSession(services.core.prisma, sessionId);
  return session !== undefined && (session.capacity === null || session.taken + session.waiting < session.capacity);
}

/** Words that asked for a booking plainly need only say which one is meant. */
function askWhichOne(
  { answer, offered = [] }: Extract<SessionMeant, { readonly answer: Answer }>,
  whenFull: 'ask' | 'wait',
): Answer {
  if (!answer.subject || offered.length === 0 || offered.length > 20) return answer;
  const choosing = { verb: whenFull === 'wait' ? 'wait' : 'book', sessions: [...offered] };
  return { ...answer, subject: { ...answer.subject, choosing } };
}

/** The session with its button: what was said is not enough to book on, and one tap is. */
async function showToBook(context: TurnContext, sessionId: string): Promise<Answer> {
  const session = await findSession(context.services.core.prisma, sessionId);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  return showEvent(context, [session]);
}

type SessionMeant =
  /** `guessed`: of several that were listed it is the only one meant for people like them, and they named none. */
  | { readonly session: string; readonly guessed?: boolean }
  /** `offered`: ids of sessions of which one is to be chosen. */
  | { readonly answer: Answer; readonly offered?: readonly string[] };

/** The session named in the message, or an answer that asks which one. @param among ids of those that were listed before */
export async function sessionMeant(
  context: TurnContext,
  words: string,
  verb: Verb = 'book',
  among?: ReadonlySet<string>,
): Promise<SessionMeant> {
  if (among) return { answer: chooseSession(await sessionsAmong(context, among), verb, context) };
  if (impossibleDayInWords(words))
    return { answer: await answerWhatsOn(context, { text: words, data: {}, values: {} }) };
  const sessions = await upcomingSessions(context.services.core);
  const inArea = await meantInArea(context, words, sessions);
  if (inArea) return 'replies' in inArea ? { answer: inArea } : oneAmong(context, words, inArea, verb);
  if (await nearTownInWords(context, words, sessions))
    return { answer: await answerWhatsOn(context, { text: words, data: {}, values: {} }) };
  const narrowed = narrowProgramme(sessions, words, context.now, context.zone);
  if (townWithout(narrowed, sessions) || (await unknownPlaceInWords(context, words, sessions)))
    return { answer: await answerWhatsOn(context, { text: words, data: {}, values: {} }) };
  if (namesWhatIsNotOn(words, narrowed)) return { answer: nothingLikeThat(context, sessions, narrowed) };
  const listed = sessionListed(context, words, sessions);
  if (listed) return { session: listed };
  const pointed = listedEvent(context, words);
  const about = !narrowed.named && !narrowed.days;
  if (about && pointed === undefined && context.subject.session) return { session: context.subject.session };
  const eventIds = about ? (pointed ? [pointed] : context.subject.events) : undefined;
  const candidates = eventIds?.length
    ? ofAsked(
        context,
        sessions.filter((session) => eventIds.includes(session.eventId)),
      )
    : about
      ? sessions
      : /\bone\b/i.test(words)
        ? ofTalk(context, narrowed.sessions)
        : narrowed.sessions;
  // "Eastholm it is", of the events that were listed: the one of them there, with its button.
  const talked = about ? candidates : ofTalk(context, candidates);
  const isGuess = byEvent(candidates).length > 1 && (about || byEvent(talked).length === 1);
  const one = await oneAmong(context, words, isGuess ? talked : candidates, verb);
  return 'session' in one && isGuess ? { ...one, guessed: true } : one;
}

/** "Put me on that", of several that were listed for a place: their days there. */
function ofAsked(
  { subject, now, zone }: TurnContext,
  listed: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const { known } = subject.asked ?? { known: [] };
  if (subject.events.length < 2 || known.length === 0) return listed;
  const { named, sessions } = narrowProgramme(listed, known.join(' '), now, zone);
  return named && byEvent(sessions).length === byEvent(listed).length ? sessions : listed;
}

/** The only one of these that is meant for whoever asks and can be booked, or an answer that asks which one. */
async function oneAmong(
  context: TurnContext,
  words: string,
  candidates: readonly ProgrammeSession[],
  verb: Verb,
): Promise<SessionMeant> {
  const meant = preferMeantFor(candidates, context.actor.post?.position);
  const open = meant.filter((session) => bookingState(session, context.now) === 'open');
  const [only, ...others] = open.length > 0 ? open : meant;
  if (only && others.length === 0) return { session: only.id };
  if (!only) return { answer: await answerWhatsOn(context, { text: words, data: {}, values: {} }) };
  const events = byEvent(open.length > 0 ? open : meant);
  const [event] = events;
  if (verb !== 'book') return { answer: chooseSession(open.length > 0 ? open : meant, verb, context) };
  const answer =
    event && events.length === 1
      ? await showEvent(context, event)
      : listEvents(context, 'Which one shall I book?', events);
  return { answer, offered: events.flat().map(({ id }) => id) };
}

/** "The second one" of the sessions of the one event that was shown. */
function sessionListed(
  { subject, now }: TurnContext,
  words: string,
  sessions: readonly ProgrammeSession[],
): string | undefined {
  const [only, ...others] = subject.events;
  const ordinal = ordinalInWords(words);
  if (only === undefined || ordinal === undefined) return undefined;
  // Days that were listed one by one are counted as they were listed.
  const apart = subject.choosing?.verb === 'event' ? subject.choosing.sessions : undefined;
  if (others.length > 0 && !apart) return undefined;
  const shown = apart
    ? apart.flatMap((one) => sessions.filter(({ id }) => id === one))
    : sessions.filter(({ eventId }) => eventId === only);
  const meant = shown.length > 1 ? shown.at(ordinal > 0 ? ordinal - 1 : ordinal) : undefined;
  return meant && bookingState(meant, now) === 'open' ? meant.id : undefined;
}

/** Asks which session, with a button for each. */
function chooseSession(sessions: readonly ProgrammeSession[], verb: Verb, context: TurnContext): Answer {
  const several = sessions.map((session) => ({
    id: session.id,
    title: sessionTitle(session),
    detail: sayMoment(session.startsAt, context.zone),
    action: { kind: 'act', label: 'This one', verb, data: { session: session.id }, opensForm: true } as const,
  }));
  return whichOne('Which one do you mean?', several, { verb });
}

async function sessionsAmong(context: TurnContext, ids: ReadonlySet<string>): Promise<readonly ProgrammeSession[]> {
  return (await upcomingSessions(context.services.core)).filter(({ id }) => ids.has(id));
}

async function sayBookingOutcome(
  context: TurnContext,
  session: ProgrammeSession,
  outcome: BookingOutcome | SwapOutcome,
  asked: {
    readonly verb: 'book' | 'wait';
    readonly answers: Answers | undefined;
    readonly instead: string | undefined;
  },
): Promise<Answer> {
  switch (outcome.kind) {
    case 'confirmed':
    case 'swapped':
      return showBooking(
        context,
        { session, registration: { id: outcome.registrationId, state: 'confirmed', position: null } },
        outcome.kind === 'swapped' ? await swappedWords(context, outcome.fromSessionId) : 'Your place is booked.',
        { asked: { asks: outcome.asks || asked.answers !== undefined, missing: [] } },
      );
    case 'beside':
      return askBesideOthers(context, session, outcome.held);
    case 'kept-by-school':
      return refusal(
        context,
        'Nothing has changed: the place that you hold belongs to the school you have left. You can book this one as well.',
      );
    case 'held-begun':
      return refusal(context, 'Nothing has changed: what you hold a place at has begun, so it cannot be given up.');
    case 'needs-answers':
      return askBeforeBooking(context, session, asked);
    case 'waiting': {
      const where = context.actor.accountId === noAccount ? 'by e-mail' : 'here';
      const lead = `You are ${ordinal(outcome.position)} on the waiting list. I will tell you ${where} when a place is yours.`;
      const registration = { id: outcome.registrationId, state: 'waiting', position: outcome.position } as const;
      return showBooking(context, { session, registration }, lead);
    }
    case 'full':
      return {
        replies: [{ kind: 'card', card: fullCard(session, outcome, context) }],
        subject: { events: [session.eventId], session: session.id },
      };
    case 'already': {
      const { own } = outcome;
      const lead =
        own.state === 'offered'
          ? 'You have already been offered a place.'
          : own.position === null
            ? 'You already have a place.'
            : `You are already ${ordinal(own.position)} on the waiting list.`;
      return showBooking(context, { session, registration: own }, lead);
    }
    case 'refused':
      return refusal(context, refusalWords(context, session, outcome.reason));
    default:
      return unreachable(outcome);
  }
}

async function swappedWords({ services }: TurnContext, fromSessionId: string): Promise<string> {
  const from = await findSession(services.core.sql, fromSessionId);
  return from
    ? `Your place is booked, and your place at ${sessionTitle(from)} is given up.`
    : 'Your place is booked, and the other one is given up.';
}
