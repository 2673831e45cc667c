import { acceptOffer, declineOffer, type OfferOutcome } from '../../app/bookings/offers.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { noAccount } from '../../domain/actor.js';
import { clashOf } from '../../domain/bookings/clash.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { bookingsOf } from './held-bookings.js';
import { answerMyBookings, showBooking } from './my-bookings.js';

/** Accepts an offered place, by button or message. */
export async function accept(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, acceptOffer);
}

/** Declines an offered place. */
export async function decline(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, declineOffer);
}

async function settle(context: TurnContext, request: TurnRequest, act: typeof acceptOffer): Promise<Answer> {
  const { actor } = context;
  if (actor.personId === null) return refusal(context, 'You have no offer of a place at the moment.');
  const meant = request.data.registration ?? (await onlyOffer(context));
  if (meant === 'several') return answerMyBookings(context);
  if (meant === undefined) return refusal(context, 'You have no offer of a place at the moment.');
  // Words that do not plainly say so show the offer, with the button that does it.
  if (request.data.tap) return answerMyBookings(context);
  const outcome = await act(context.services.core, { personId: actor.personId, actor }, meant);
  if (outcome.kind === 'not-found') return refusal(context, 'That place is not offered to you.');
  const session = await findSession(context.services.core.prisma, outcome.sessionId);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  const answer = sayOutcome(context, session, meant, outcome);
  if (outcome.kind !== 'accepted') return answer;
  const beside = await besideWords(context, session);
  return beside ? { ...answer, replies: [...answer.replies, text(beside)] } : answer;
}

/** What the place just taken does not go with: whoever waited for it may have booked something else since. */
async function besideWords(context: TurnContext, taken: ProgrammeSession): Promise<string | undefined> {
  // The link of a page is good for its own event, and tells nothing of others.
  if (context.actor.accountId === noAccount) return undefined;
  const held = (await bookingsOf(context)).find(
    ({ registration, session }) => registration.state === 'confirmed' && clashOf(taken, session),
  );
  if (!held) return undefined;
  const { session } = held;
  const title = sessionTitle(session);
  return `You also have a place at ${title}, ${saySpan(session.startsAt, session.endsAt, context.zone)}. If you do not need both, say "cancel my place at ${title}".`;
}

async function onlyOffer(context: TurnContext): Promise<string | 'several' | undefined> {
  const offers = (await bookingsOf(context)).filter(({ registration }) => registration.state === 'offered');
  return offers.length > 1 ? 'several' : offers[0]?.registration.id;
}

function sayOutcome(
  context: TurnContext,
  session: ProgrammeSession,
  registrationId: string,
  outcome: Exclude<OfferOutcome, { kind: 'not-found' }>,
): Answer {
  const title = sessionTitle(session);
  switch (outcome.kind) {
    case 'accepted':
      return showBooking(
        context,
        { session, registration: { id: registrationId, state: 'confirmed', position: null } },
        'The place is yours.',
      );
    case 'declined':
      return refusal(context, `Thank you for telling us. The place at ${title} goes to the next person.`);
    case 'expired':
      return refusal(
        context,
        `The place at ${title} was held for you, but the time to accept it has passed and it has just gone to the next person.`,
      );
    case 'past':
      return refusal(context, `${title} has started, so the place can no longer be taken.`);
    case 'cancelled':
      return refusal(
        context,
        session.cancelReason ? `${title} is cancelled: ${session.cancelReason}` : `${title} is cancelled.`,
      );
    case 'settled':
      if (outcome.state === 'confirmed') {
        return showBooking(
          context,
          { session, registration: { id: registrationId, state: 'confirmed', position: null } },
          'You have a place.',
        );
      }
      return refusal(context, `The place at ${title} is no longer held for you.`);
    default:
      return unreachable(outcome);
  }
}
