import { type Answers, askedOf } from '../../app/booking-questions.js';
import { upcomingSessions } from '../../app/coming-programme.js';
import { findSession, type ProgrammeSession } from '../../app/programme.js';
import { type BookingOutcome, bookPlace } from '../../app/registrations.js';
import { bookingState } from '../../domain/booking.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayMoment } from '../../domain/when.js';
import { type Booking, type BookingExtras, bookingCard, bookingsCard, fullCard, offerCard } from '../cards/bookings.js';
import { audienceWords, sessionTitle } from '../cards/programme.js';
import { impossibleDayInWords } from '../dates-in-words.js';
import { namesWhatIsNotOn } from '../missing-names.js';
import { byEvent, narrowProgramme, preferMeantFor } from '../programme-words.js';
import type { Answer, Ask, Talk } from '../talk.js';
import { ordinal } from '../wording.js';
import { bookingsForOthers, bookingsManaged, bookingsOf, type HeldBooking } from './held-bookings.js';
import { askWho } from './people.js';
import { answerWhatsOn, listEvents, listedEvent, nothingLikeThat, showEvent } from './programme.js';
import { answersIn, askBeforeBooking } from './questions.js';

/** Books by button, or the session that the words name; asks which when several fit. */
export async function book(talk: Talk, ask: Ask): Promise<Answer> {
  return bookWith(talk, ask, 'ask');
}

/** Books, and joins the waiting list when it is full. */
export async function joinWaitingList(talk: Talk, ask: Ask): Promise<Answer> {
  return bookWith(talk, ask, 'wait');
}

async function bookWith(talk: Talk, ask: Ask, whenFull: 'ask' | 'wait'): Promise<Answer> {
  const meant = ask.data.session ? { session: ask.data.session } : await sessionMeant(talk, ask.text);
  if ('answer' in meant) return meant.answer;
  if (talk.actor.personId === null) {
    return askWho(talk, 'One thing first, so that I can book for you.', {
      verb: whenFull === 'wait' ? 'wait' : 'book',
      data: { session: meant.session },
    });
  }
  const { core } = talk.desk;
  const answers = answersIn(ask);
  // What the card says of the session is read while it is booked; what depends on the booking comes with the outcome.
  const [session, outcome] = await Promise.all([
    findSession(core.sql, meant.session),
    bookPlace(core, talk.actor, meant.session, whenFull, answers),
  ]);
  if (!session) return refusal(talk, 'That event is no longer on the programme.');
  return sayBookingOutcome(talk, session, outcome, { verb: whenFull === 'wait' ? 'wait' : 'book', answers });
}

/** The one session that words mean, or the answer that asks which. */
export async function sessionMeant(
  talk: Talk,
  words: string,
  verb = 'book',
): Promise<{ session: string } | { answer: Answer }> {
  if (impossibleDayInWords(words)) return { answer: await answerWhatsOn(talk, { text: words, data: {}, values: {} }) };
  const sessions = await upcomingSessions(talk.desk.core);
  const narrowed = narrowProgramme(sessions, words, talk.now, talk.zone);
  if (namesWhatIsNotOn(words, narrowed)) return { answer: nothingLikeThat(talk, sessions, narrowed) };
  const pointed = listedEvent(talk, words);
  const about = !narrowed.named && !narrowed.days;
  if (about && pointed === undefined && talk.subject.session) return { session: talk.subject.session };
  const eventIds = about ? (pointed ? [pointed] : talk.subject.events) : undefined;
  const candidates = eventIds?.length
    ? sessions.filter((session) => eventIds.includes(session.eventId))
    : about
      ? sessions
      : narrowed.sessions;
  const meant = preferMeantFor(candidates, talk.actor.post?.position);
  const open = meant.filter((session) => bookingState(session, talk.now) === 'open');
  const [only, ...others] = open.length > 0 ? open : meant;
  if (only && others.length === 0) return { session: only.id };
  if (!only) return { answer: await answerWhatsOn(talk, { text: words, data: {}, values: {} }) };
  const events = byEvent(open.length > 0 ? open : meant);
  const [event] = events;
  if (event && events.length === 1 && verb === 'book') return { answer: await showEvent(talk, event) };
  if (verb !== 'book') return { answer: chooseSession(open.length > 0 ? open : meant, verb, talk) };
  return { answer: listEvents(talk, 'Which one shall I book?', events) };
}

/** Which session, by a tap on what was asked for. */
function chooseSession(sessions: readonly ProgrammeSession[], verb: string, talk: Talk): Answer {
  const title = 'Which one do you mean?';
  const items = sessions.slice(0, 10).map((session) => ({
    title: sessionTitle(session),
    detail: sayMoment(session.startsAt, talk.zone),
    action: { kind: 'act', label: 'This one', verb, data: { session: session.id }, opensForm: true } as const,
  }));
  const fallback = [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n');
  const blocks = [{ kind: 'heading', text: title } as const, { kind: 'list', items } as const];
  return { replies: [{ kind: 'card', card: { fallback, blocks } }] };
}

async function sayBookingOutcome(
  talk: Talk,
  session: ProgrammeSession,
  outcome: BookingOutcome,
  asked: { readonly verb: 'book' | 'wait'; readonly answers: Answers | undefined },
): Promise<Answer> {
  switch (outcome.kind) {
    case 'confirmed':
      return showBooking(
        talk,
        { session, registration: { id: outcome.registrationId, state: 'confirmed', position: null } },
        'Your place is booked.',
        { asked: { asks: outcome.asks || asked.answers !== undefined, missing: [] } },
      );
    case 'needs-answers':
      return askBeforeBooking(talk, session, asked.verb, asked.answers);
    case 'waiting': {
      const lead = `You are ${ordinal(outcome.position)} in the waiting list. I will tell you here when a place is yours.`;
      const registration = { id: outcome.registrationId, state: 'waiting', position: outcome.position } as const;
      return showBooking(talk, { session, registration }, lead);
    }
    case 'full':
      return {
        replies: [{ kind: 'card', card: fullCard(session, outcome, talk) }],
        subject: { events: [session.eventId], session: session.id },
      };
    case 'already': {
      const { own } = outcome;
      const lead =
        own.state === 'offered'
          ? 'A place is offered to you already.'
          : own.position === null
            ? 'You already have a place.'
            : `You are already waiting, ${ordinal(own.position)} in line.`;
      return showBooking(talk, { session, registration: own }, lead);
    }
    case 'refused':
      return refusal(talk, refusalWords(talk, session, outcome.reason));
    default:
      return unreachable(outcome);
  }
}

function refusalWords(
  talk: Talk,
  session: ProgrammeSession,
  reason: Extract<BookingOutcome, { kind: 'refused' }>['reason'],
): string {
  const title = sessionTitle(session);
  switch (reason) {
    case 'past':
      return `${title} was on ${sayMoment(session.startsAt, talk.zone)}, so it can no longer be booked.`;
    case 'closed':
      return `Booking for ${title} has closed. The organisers can still help: ask the team.`;
    case 'not-open-yet':
      return session.opensAt
        ? `Booking for ${title} opens on ${sayMoment(session.opensAt, talk.zone)}.`
        : `Booking for ${title} is not open yet.`;
    case 'cancelled':
      return session.cancelReason ? `${title} is cancelled: ${session.cancelReason}` : `${title} is cancelled.`;
    case 'not-found':
      return 'That event is not on the programme.';
    case 'unknown-person':
      return 'Tell me your school first, and I will book it.';
    case 'not-for-you':
      return `${title} is for: ${audienceWords(session.audience, session.phases, session.localities)}. If you should be there all the same, ask the team.`;
    case 'members-only':
      return `${title} is for schools of the partnership. If yours is one, say "change my school"; if not, ask the team.`;
    case 'school-has-places':
      return `Your school has all the places it can have at ${title}. A colleague who holds one can name you as a substitute.`;
    default:
      return unreachable(reason);
  }
}

/** Says what cannot be done, with what can. */
export function refusal(talk: Talk, words: string): Answer {
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [{ kind: 'text', text: words }],
          actions: [
            { kind: 'act', label: "What's on", verb: 'whats-on' },
            { kind: 'act', label: 'My bookings', verb: 'my-bookings' },
          ],
        },
      },
    ],
    subject: { events: talk.subject.events },
  };
}

/** The card of one registration: the place, the offer of one, or the place in the waiting list. */
export function showBooking(talk: Talk, booking: Booking, lead: string, extras: BookingExtras = {}): Answer {
  const { registration, session } = booking;
  const card =
    registration.state === 'offered' && booking.forWhom === undefined
      ? offerCard(booking, lead, talk)
      : bookingCard(booking, lead, talk.desk.links.calendar(registration.id), talk, extras);
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: [session.eventId], session: session.id, registration: registration.id },
  };
}

/** The same as it is held, with what the organisers ask, and the page to hand on of a colleague's place. */
export async function showHeld(talk: Talk, held: HeldBooking, lead: string): Promise<Answer> {
  const { registration, session, forWhom } = held;
  const { links, core } = talk.desk;
  const asked = (await askedOf(core.prisma, [registration.id])).get(registration.id);
  const page = forWhom === undefined ? undefined : links.place(registration.id, session.startsAt);
  return showBooking(talk, held, lead, { ...(asked ? { asked } : {}), ...(page ? { page } : {}) });
}

/** Everything the asker holds, and what they booked for colleagues. */
export async function answerMyBookings(talk: Talk): Promise<Answer> {
  const bookings = await bookingsOf(talk);
  const others = await bookingsForOthers(talk);
  const all = [...bookings, ...others];
  if (all.length === 0) return refusal(talk, 'You have no bookings just now.');
  const asked = await askedOf(
    talk.desk.core.prisma,
    all.map(({ registration }) => registration.id),
  );
  const missing = new Set([...asked].flatMap(([id, one]) => (one.missing.length > 0 ? [id] : [])));
  const card = bookingsCard(bookings, talk, others, missing);
  const [only, ...more] = all;
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      events: all.map(({ session }) => session.eventId).slice(0, 20),
      ...(only && more.length === 0 ? { registration: only.registration.id, session: only.session.id } : {}),
    },
  };
}

/** One booking by its button; a stale one answers from what is held now. */
export async function answerBooking(talk: Talk, ask: Ask): Promise<Answer> {
  const found = (await bookingsManaged(talk)).find(({ registration }) => registration.id === ask.data.registration);
  if (!found) return refusal(talk, 'You no longer have that booking.');
  return showHeld(talk, found, standingWords(found));
}

function standingWords({ registration: { position, state }, forWhom }: HeldBooking): string {
  if (forWhom !== undefined) {
    if (position !== null) return `${forWhom} is ${ordinal(position)} in the waiting list.`;
    return state === 'offered' ? `A place is offered to ${forWhom}.` : `${forWhom} has a place.`;
  }
  if (position !== null) return `You are ${ordinal(position)} in the waiting list.`;
  return state === 'offered' ? 'A place is offered to you.' : 'You have a place.';
}
