import { type CancelOutcome, cancelRegistration } from '../../app/bookings/cancel-place.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { narrowProgramme } from '../programme/programme-words.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise, sayTold } from '../talk/wording.js';
import { type Booking, cancelQuestionCard, placeInWords } from './bookings-cards.js';
import { askToCancelSeveral, lackingWords, namedInstead, severalToCancel } from './cancel-several.js';
import { editableBookings, requestedBookings } from './held-bookings.js';
import { answerMyBookings, whichBooking } from './my-bookings.js';
import { askToSwap } from './swapping.js';

/** Asks for confirmation before cancelling: by button, or for the booking named in the message. */
export async function askToCancel(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const byButton = request.data.registration ?? undefined;
  const { registration, session } = context.subject;
  if (isUndoing.test(request.text) && registration === undefined && session === undefined)
    return refusal(context, 'Nothing was done just now that I could undo.');
  const swap = isExchange.test(request.text) ? await askToSwap(context, request) : undefined;
  if (swap) return swap;
  const asked = await requestedBookings(context, request, () => true);
  const not = byButton || request.data.others ? undefined : await ofWhatIsNotTheirs(context, request.text, asked);
  if (not) return not;
  // Somebody else's place is never the speaker's own.
  const [first, ...more] = request.data.others ? asked.filter(({ forWhom }) => forWhom !== undefined) : asked;
  if (!first && request.data.others)
    return refusal(context, 'I know of no place of theirs that you booked. Whose place, and at which event?');
  const all = request.data.others ? asked : await editableBookings(context);
  const { bookings, lacking } = byButton
    ? { bookings: [], lacking: [] }
    : await severalToCancel(context, request.text, all);
  if (bookings.length > 1) return askToCancelSeveral(context, { bookings, lacking });
  const [only, others] = bookings[0] ? [bookings[0], []] : [first, more];
  if (!only) return refusal(context, nothingToCancel(byButton, all));
  if (others.length > 0) return whichBooking(context, 'cancel');
  const note = lackingWords(lacking) ?? (byButton ? undefined : await namedInstead(context, request.text, only));
  return {
    replies: [{ kind: 'card', card: cancelQuestionCard(only, context, note) }],
    subject: {
      events: [only.session.eventId],
      session: only.session.id,
      registration: only.registration.id,
      pending: { verb: 'cancel', data: { registration: only.registration.id } },
    },
  };
}

/** It takes back what was just done, and gives up no place that was booked long ago. */
const isUndoing = /^\W*(?:please )?undo\b/i;

/** What points at something: "take me off it", "off the list". */
const points = /\b(?:it|that|this|list|waitlist|queue)\b|\boff\W*$/i;

/** "Take me off it", of what was just shown and they have no place at: nothing else of theirs is meant, and they see what they have. */
async function ofWhatIsNotTheirs(
  context: TurnContext,
  words: string,
  asked: readonly Booking[],
): Promise<Answer | undefined> {
  const { session: shown, events, registration } = context.subject;
  const [event, ...others] = events;
  if (!points.test(words) || registration || event === undefined || others.length > 0) return undefined;
  const programme = await upcomingSessions(context.services.core);
  const { named, days } = narrowProgramme(programme, words, context.now, context.zone);
  const isShown = ({ session }: Booking) => (shown ? session.id === shown : session.eventId === event);
  const title = programme.find((session) => session.eventId === event)?.title;
  if (named || days || asked.length === 0 || asked.some(isShown) || !title) return undefined;
  const answer = await answerMyBookings(context);
  return {
    ...answer,
    replies: [text(`You have no place at ${title}, and are not waiting for one.`), ...answer.replies],
  };
}

/** "Exchange my Northgate place for Eastholm" gives one up for another. */
const isExchange = /\b(exchange|swap|switch|trade|instead of)\b/i;

function nothingToCancel(byButton: string | undefined, bookings: readonly Booking[]): string {
  if (byButton) return 'You no longer have that booking.';
  return bookings.length > 0 ? 'You have no booking for that.' : 'You have no booking to cancel.';
}

/** Cancels the booking. */
export async function cancel(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await cancelRegistration(context.services.core, context.actor, request.data.registration ?? '');
  if (outcome.kind === 'not-found') return refusal(context, 'You no longer have that booking.');
  const session = await findSession(context.services.core.sql, outcome.sessionId);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  return sayCancelOutcome(context, session, outcome);
}

function sayCancelOutcome(
  context: TurnContext,
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
      return refusal(context, `${title} has started, so the booking stays as it is.`);
    case 'kept-by-school':
      return refusal(
        context,
        `The place at ${title} belongs to the school you have left. I have asked its head who will come, so you do not need to do anything.`,
      );
    case 'already-cancelled':
      // A double click shows the second answer, so it must read like the first.
      return say(`The booking for ${title} is cancelled.`);
    case 'cancelled':
      return say(cancelledWords(title, outcome), outcome.other === null);
    default:
      return unreachable(outcome);
  }
}

function cancelledWords(title: string, outcome: Extract<CancelOutcome, { kind: 'cancelled' }>): string {
  const { was, other, passedOn } = outcome;
  const told = sayTold(other?.told ?? false);
  if (was === 'waiting') {
    return other
      ? `${other.name} is off the waiting list for ${title}.${told}`
      : `You have left the waiting list for ${title}.`;
  }
  const passed = passedOn > 0 ? ' It has been offered to the first person waiting.' : '';
  const handOn = other && !other.told ? ' I cannot message them, so please let them know.' : '';
  return `${capitalise(placeInWords(other?.name))} at ${title} is cancelled.${passed}${told}${handOn}`;
}
