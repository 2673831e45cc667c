import { type MoveOutcome, moveRegistration } from '../../app/moves.js';
import { findSession, sessionsOfEvent } from '../../app/programme.js';
import { findRegistration } from '../../app/registration-reads.js';
import { bookingState } from '../../domain/booking.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import { placesWords, sessionTitle, whereOf } from '../cards/programme.js';
import type { Answer, Ask, Talk } from '../talk.js';
import { bookingsOf, refusal, showBooking } from './bookings.js';
import { bookingsMeant } from './cancelling.js';

/** Shows the other sessions of the round, a tap each. */
export async function askToMove(talk: Talk, ask: Ask): Promise<Answer> {
  const held = (await bookingsOf(talk)).filter(({ registration }) => registration.state === 'confirmed');
  const byButton = ask.data.registration;
  const meant = byButton
    ? held.filter(({ registration }) => registration.id === byButton)
    : await bookingsMeant(talk, held, ask.text);
  const [only, ...more] = meant;
  if (!only) return refusal(talk, 'You have no place that could be moved.');
  if (more.length > 0) return refusal(talk, 'Which booking? Open it under my bookings, and move it there.');
  const sessions = await sessionsOfEvent(talk.desk.core.prisma, only.session.eventId);
  const others = sessions.filter(
    ({ id, ...rest }) => id !== only.session.id && bookingState(rest, talk.now) === 'open',
  );
  if (others.length === 0) return refusal(talk, `There is no other date of ${only.session.title} to move to.`);
  const title = `Where shall I move your place at ${sessionTitle(only.session)}?`;
  const registration = only.registration.id;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...others.map((session) => `${sessionTitle(session)}, ${placesWords(session, talk)}`)].join(
            '\n',
          ),
          blocks: [
            { kind: 'heading', text: title },
            {
              kind: 'list',
              items: others.map((session) => ({
                title: `${session.label || session.town || session.title}, ${saySpan(session.startsAt, session.endsAt, talk.zone)}`,
                detail: `${whereOf(session)} · ${placesWords(session, talk)}`,
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
export async function moveTo(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const to = ask.data.session ?? '';
  const outcome = await moveRegistration(core, talk.actor, ask.data.registration ?? '', to);
  const session = await findSession(core.prisma, to);
  if (!session || outcome.kind === 'not-found') return refusal(talk, 'You no longer have that booking.');
  if (outcome.kind !== 'moved') return refusal(talk, refusalWords(outcome, sessionTitle(session)));
  const moved = await findRegistration(core.prisma, outcome.registrationId);
  const id = moved?.id ?? outcome.registrationId;
  return showBooking(talk, session, { id, state: 'confirmed', position: null }, 'Your place is moved.');
}

function refusalWords(outcome: Exclude<MoveOutcome, { kind: 'moved' | 'not-found' }>, title: string): string {
  switch (outcome.kind) {
    case 'full':
      return `${title} is full. Your place stays where it is; you can join the waiting list there as well.`;
    case 'already-there':
      return `You have a place at ${title} already.`;
    case 'closed':
      return `${title} cannot be booked now. Your place stays where it is.`;
    case 'past':
      return 'One of the two has started, so your place stays where it is.';
    case 'not-held':
      return 'Only a place that you hold can be moved.';
    default:
      return unreachable(outcome.kind);
  }
}
