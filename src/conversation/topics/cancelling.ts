import { type CancelOutcome, cancelRegistration } from '../../app/cancellations.js';
import { findSession, type ProgrammeSession } from '../../app/programme.js';
import { unreachable } from '../../domain/unreachable.js';
import { type Booking, cancelQuestionCard, whosePlace } from '../cards/bookings.js';
import { capitalise, sessionTitle } from '../cards/programme.js';
import { type Answer, type Ask, type Talk, text } from '../talk.js';
import { answerMyBookings, refusal } from './bookings.js';
import { bookingsAskedFor, bookingsManaged } from './held-bookings.js';

/** Asks once before giving up a place: by button, or for the booking that the words name. */
export async function askToCancel(talk: Talk, ask: Ask): Promise<Answer> {
  const byButton = ask.data.registration ?? undefined;
  const [only, ...others] = await bookingsAskedFor(talk, ask, () => true);
  if (!only) return refusal(talk, nothingToCancel(byButton, await bookingsManaged(talk)));
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

/** Gives the place back. */
export async function cancel(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await cancelRegistration(talk.desk.core, talk.actor, ask.data.registration ?? '');
  if (outcome.kind === 'not-found') return refusal(talk, 'You no longer have that booking.');
  const session = await findSession(talk.desk.core.sql, outcome.sessionId);
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
  const say = (words: string, mine = true): Answer => ({
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [{ kind: 'text', text: words }],
          actions: [
            mine
              ? { kind: 'act', label: 'Book it again', verb: 'book', data: { session: session.id } }
              : { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
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
    case 'kept-by-school':
      return refusal(
        talk,
        `The place at ${title} belongs to the school that you have left, which keeps it. Its head is asked who comes, so you need do nothing.`,
      );
    case 'already-cancelled':
      // As whoever pressed twice would have it: the second press is what they see.
      return say(`The booking for ${title} is cancelled.`);
    case 'cancelled':
      return say(cancelledWords(title, outcome), outcome.other === null);
    default:
      return unreachable(outcome);
  }
}

function cancelledWords(title: string, outcome: Extract<CancelOutcome, { kind: 'cancelled' }>): string {
  const { was, other, passedOn } = outcome;
  const told = other?.told ? ' I tell them in their own chat.' : '';
  if (was === 'waiting') {
    return other
      ? `${other.name} is off the waiting list for ${title}.${told}`
      : `You have left the waiting list for ${title}.`;
  }
  const passed = passedOn > 0 ? ' It is offered to the first person waiting.' : '';
  const handOn = other && !other.told ? ' I cannot write to them: please let them know.' : '';
  return `${capitalise(whosePlace(other?.name))} at ${title} is cancelled.${passed}${told}${handOn}`;
}
