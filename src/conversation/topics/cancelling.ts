import { findSession, type ProgrammeSession, upcomingSessions } from '../../app/programme.js';
import { type CancelOutcome, cancelRegistration } from '../../app/registrations.js';
import { unreachable } from '../../domain/unreachable.js';
import { type Booking, cancelQuestionCard } from '../cards/bookings.js';
import { sessionTitle } from '../cards/programme.js';
import { narrowProgramme } from '../programme-words.js';
import { type Answer, type Ask, type Talk, text } from '../talk.js';
import { answerMyBookings, bookingsOf, refusal } from './bookings.js';
import { listedEvent } from './programme.js';

/** Asks once before giving up a place: by button, or for the booking that the words name. */
export async function askToCancel(talk: Talk, ask: Ask): Promise<Answer> {
  const bookings = await bookingsOf(talk);
  const byButton = ask.data.registration ?? undefined;
  const meant = byButton
    ? bookings.filter(({ registration }) => registration.id === byButton)
    : await bookingsMeant(talk, bookings, ask.text);
  const [only, ...others] = meant;
  if (!only) return refusal(talk, nothingToCancel(byButton, bookings));
  if (others.length > 0) {
    const answer = await answerMyBookings(talk);
    return { ...answer, replies: [text('Which one? Open it to cancel.'), ...answer.replies] };
  }
  return {
    replies: [{ kind: 'card', card: cancelQuestionCard(only, talk) }],
    subject: {
      events: [only.session.eventId],
      session: only.session.id,
      registration: only.registration.id,
      pending: { verb: 'cancel', data: { registration: only.registration.id } },
    },
  };
}

function nothingToCancel(byButton: string | undefined, bookings: readonly Booking[]): string {
  if (byButton) return 'You no longer have that booking.';
  return bookings.length > 0 ? 'You have no booking for that.' : 'You have no booking to cancel.';
}

/** The bookings that words name; the one just talked about when they name none; all of them otherwise. */
export async function bookingsMeant(
  talk: Talk,
  bookings: readonly Booking[],
  words: string,
): Promise<readonly Booking[]> {
  const sessions = await upcomingSessions(talk.desk.core);
  const narrowed = narrowProgramme(sessions, words, talk.now, talk.zone);
  if (narrowed.named || narrowed.days) {
    const events = new Set(narrowed.sessions.map((session) => session.eventId));
    const exact = bookings.filter(({ session }) => narrowed.sessions.some(({ id }) => id === session.id));
    return exact.length > 0 ? exact : bookings.filter(({ session }) => events.has(session.eventId));
  }
  const pointed = listedEvent(talk, words);
  const about = bookings.filter(({ session, registration }) =>
    pointed ? session.eventId === pointed : registration.id === talk.subject.registration,
  );
  return about.length > 0 ? about : bookings;
}

/** Gives the place back. */
export async function cancel(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await cancelRegistration(talk.desk.core, talk.actor, ask.data.registration ?? '');
  if (outcome.kind === 'not-found') return refusal(talk, 'You no longer have that booking.');
  const session = await findSession(talk.desk.core.prisma, outcome.sessionId);
  if (!session) return refusal(talk, 'That event is no longer on the programme.');
  return sayCancelOutcome(talk, session, outcome);
}

function sayCancelOutcome(
  talk: Talk,
  session: ProgrammeSession,
  outcome: Exclude<CancelOutcome, { kind: 'not-found' }>,
): Answer {
  const title = sessionTitle(session);
  const about = { events: [session.eventId], session: session.id };
  const say = (words: string): Answer => ({
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [{ kind: 'text', text: words }],
          actions: [
            { kind: 'act', label: 'Book it again', verb: 'book', data: { session: session.id } },
            { kind: 'act', label: "What's on", verb: 'whats-on' },
          ],
        },
      },
    ],
    subject: about,
  });
  switch (outcome.kind) {
    case 'past':
      return refusal(talk, `${title} has started, so the booking stays as it is.`);
    case 'already-cancelled':
      return say(`Your booking for ${title} was already cancelled.`);
    case 'cancelled': {
      if (outcome.was === 'waiting') return say(`You have left the waiting list for ${title}.`);
      const passed = outcome.passedOn > 0 ? ' It is offered to the first person waiting.' : '';
      return say(`Your place at ${title} is cancelled.${passed}`);
    }
    default:
      return unreachable(outcome);
  }
}
