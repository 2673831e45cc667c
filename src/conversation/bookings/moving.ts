import { type MoveOutcome, moveRegistration } from '../../app/bookings/move-place.js';
import { findSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import { placesWords, sessionTitle, whereOf } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';
import { whosePlace } from './bookings-cards.js';
import { bookingsAskedFor, bookingsManaged } from './held-bookings.js';
import { showBooking, showHeld } from './my-bookings.js';

/** Shows the other sessions of the round, a tap each. */
export async function askToMove(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const [only, ...more] = await bookingsAskedFor(
    context,
    request,
    ({ registration }) => registration.state === 'confirmed',
  );
  if (!only) return refusal(context, 'You have no place that could be moved.');
  if (more.length > 0) return refusal(context, 'Which booking? Open it under my bookings, and move it there.');
  const sessions = await sessionsOfEvent(context.services.core.prisma, only.session.eventId);
  const others = sessions.filter(
    ({ id, ...rest }) => id !== only.session.id && bookingState(rest, context.now) === 'open',
  );
  if (others.length === 0) return refusal(context, `There is no other date of ${only.session.title} to move to.`);
  const title = `Where shall I move ${whosePlace(only.forWhom)} at ${sessionTitle(only.session)}?`;
  const registration = only.registration.id;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [
            title,
            ...others.map((session) => `${sessionTitle(session)}, ${placesWords(session, context)}`),
          ].join('\n'),
          blocks: [
            { kind: 'heading', text: title },
            {
              kind: 'list',
              items: others.map((session) => ({
                title: `${session.label || session.town || session.title}, ${saySpan(session.startsAt, session.endsAt, context.zone)}`,
                detail: `${whereOf(session)} · ${placesWords(session, context)}`,
                action: {
                  kind: 'act',
                  label: 'Move here',
                  verb: 'move-to',
                  data: { registration, session: session.id },
                } as const,
              })),
            },
          ],
          actions: [{ kind: 'act', label: 'Leave it', verb: 'booking', data: { registration } }],
        },
      },
    ],
    subject: { events: [only.session.eventId], session: only.session.id, registration },
  };
}

/** One tap on another session. */
export async function moveTo(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const to = request.data.session ?? '';
  const outcome = await moveRegistration(core, context.actor, request.data.registration ?? '', to);
  const session = await findSession(core.prisma, to);
  if (!session || outcome.kind === 'not-found') return refusal(context, 'You no longer have that booking.');
  if (outcome.kind !== 'moved') return refusal(context, refusalWords(outcome, sessionTitle(session)));
  const moved = (await bookingsManaged(context)).find(({ registration }) => registration.id === outcome.registrationId);
  const registration = { id: outcome.registrationId, state: 'confirmed', position: null } as const;
  if (!moved?.forWhom) return showBooking(context, moved ?? { session, registration }, 'Your place is moved.');
  return showHeld(context, moved, `${capitalise(whosePlace(moved.forWhom))} is moved.`);
}

function refusalWords(outcome: Exclude<MoveOutcome, { kind: 'moved' | 'not-found' }>, title: string): string {
  switch (outcome.kind) {
    case 'full':
      return `${title} is full. The place stays where it is; the waiting list there can be joined as well.`;
    case 'already-there':
      return `There is a place at ${title} already.`;
    case 'closed':
      return `${title} cannot be booked now. The place stays where it is.`;
    case 'past':
      return 'One of the two has started, so the place stays where it is.';
    case 'kept-by-school':
      return `The place belongs to the school that you have left, which keeps it. Its head is asked who comes.`;
    case 'not-held':
      return 'Only a place that is held can be moved.';
    default:
      return unreachable(outcome.kind);
  }
}
