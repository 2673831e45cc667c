import { acceptOffer, declineOffer, type OfferOutcome } from '../../app/bookings/offers.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
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
  return sayOutcome(context, session, meant, outcome);
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
