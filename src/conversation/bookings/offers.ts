import { acceptOffer, declineOffer, type OfferOutcome } from '../../app/bookings/offers.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { bookingsOf } from './held-bookings.js';
import { answerMyBookings, showBooking } from './my-bookings.js';

/** Takes an offered place, by button or in words. */
export async function accept(talk: Talk, ask: Ask): Promise<Answer> {
  return settle(talk, ask, acceptOffer);
}

/** Leaves an offered place to the next one. */
export async function decline(talk: Talk, ask: Ask): Promise<Answer> {
  return settle(talk, ask, declineOffer);
}

async function settle(talk: Talk, ask: Ask, act: typeof acceptOffer): Promise<Answer> {
  const { actor } = talk;
  if (actor.personId === null) return refusal(talk, 'No place is offered to you just now.');
  const meant = ask.data.registration ?? (await onlyOffer(talk));
  if (meant === 'several') return answerMyBookings(talk);
  if (meant === undefined) return refusal(talk, 'No place is offered to you just now.');
  const outcome = await act(talk.desk.core, { personId: actor.personId, actor }, meant);
  if (outcome.kind === 'not-found') return refusal(talk, 'That place is not offered to you.');
  const session = await findSession(talk.desk.core.prisma, outcome.sessionId);
  if (!session) return refusal(talk, 'That event is no longer on the programme.');
  return sayOutcome(talk, session, meant, outcome);
}

async function onlyOffer(talk: Talk): Promise<string | 'several' | undefined> {
  const offers = (await bookingsOf(talk)).filter(({ registration }) => registration.state === 'offered');
  return offers.length > 1 ? 'several' : offers[0]?.registration.id;
}

function sayOutcome(
  talk: Talk,
  session: ProgrammeSession,
  registrationId: string,
  outcome: Exclude<OfferOutcome, { kind: 'not-found' }>,
): Answer {
  const title = sessionTitle(session);
  switch (outcome.kind) {
    case 'accepted':
      return showBooking(
        talk,
        { session, registration: { id: registrationId, state: 'confirmed', position: null } },
        'The place is yours.',
      );
    case 'declined':
      return refusal(talk, `Thank you for telling us. The place at ${title} goes to the next person.`);
    case 'expired':
      return refusal(talk, `The place at ${title} was kept for you until now, and has just gone to the next person.`);
    case 'past':
      return refusal(talk, `${title} has started, so the place can no longer be taken.`);
    case 'called-off':
      return refusal(
        talk,
        session.cancelReason ? `${title} is cancelled: ${session.cancelReason}` : `${title} is cancelled.`,
      );
    case 'settled':
      if (outcome.state === 'confirmed') {
        return showBooking(
          talk,
          { session, registration: { id: registrationId, state: 'confirmed', position: null } },
          'You have a place.',
        );
      }
      return refusal(talk, `The place at ${title} is no longer kept for you.`);
    default:
      return unreachable(outcome);
  }
}
