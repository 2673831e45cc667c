import type { BookingOutcome } from '../../app/bookings/book-place.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayMoment } from '../../domain/when.js';
import { audienceWords, sessionTitle } from '../programme/programme-cards.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Why a place was not booked, and what to do. */
export function refusalWords(
  context: TurnContext,
  session: ProgrammeSession,
  reason: Extract<BookingOutcome, { kind: 'refused' }>['reason'],
): string {
  const title = sessionTitle(session);
  switch (reason) {
    case 'past':
      return `${title} was on ${sayMoment(session.startsAt, context.zone)}, so it can no longer be booked.`;
    case 'closed':
      return `Booking for ${title} has closed. The organisers can still help: ask the team.`;
    case 'not-open-yet':
      return session.opensAt
        ? `Booking for ${title} opens on ${sayMoment(session.opensAt, context.zone)}.`
        : `Booking for ${title} is not open yet.`;
    case 'cancelled':
      return session.cancelReason ? `${title} is cancelled: ${session.cancelReason}` : `${title} is cancelled.`;
    case 'not-found':
      return 'That event is not on the programme.';
    case 'unknown-person':
      return 'Tell me your school first, and I will book it.';
    case 'not-for-you':
      return `${title} is for: ${audienceWords(session.audience, session.phases, session.localities)}. If you think you should be there, ask the team.`;
    case 'members-only':
      return `${title} is for schools of the partnership. If yours is one, say "change my school"; if not, ask the team.`;
    case 'school-has-places':
      return `Your school already has all its places at ${title}. A colleague who has one can name you as their substitute.`;
    default:
      return unreachable(reason);
  }
}
