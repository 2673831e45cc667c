import { registrationsOf } from '../../app/bookings/registrations.js';
import { findSession, type ProgrammeSession, sessionsByIds } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { saySpan } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';

/** What somebody holds already that a new place does not go with. */
interface Beside {
  readonly registration: string;
  readonly held: ProgrammeSession;
  /** Another day of the same round, or something else at the same time. */
  readonly why: 'same-round' | 'same-time';
}

/**
 * Asks before a place is booked beside one that it does not go with: a second date of the same round, or another event at
 * the same time. Undefined where nothing stands against it; whether it can be booked, the booking itself decides.
 */
export async function askBesideOthers(
  context: TurnContext,
  sessionId: string,
  verb: 'book' | 'wait',
): Promise<Answer | undefined> {
  const { actor, now, services } = context;
  if (actor.personId === null) return undefined;
  const { prisma } = services.core;
  const own = (await registrationsOf(prisma, actor.personId, now)).filter(({ state }) => state !== 'waiting');
  if (own.length === 0 || own.some((one) => one.sessionId === sessionId)) return undefined;
  const [wanted, sessions] = await Promise.all([
    findSession(prisma, sessionId),
    sessionsByIds(
      prisma,
      own.map((one) => one.sessionId),
    ),
  ]);
  if (!wanted || bookingState(wanted, now) !== 'open') return undefined;
  const beside = own.flatMap(({ id, sessionId: heldId }): Beside[] => {
    const held = sessions.get(heldId);
    const why = held && bookingState(held, new Date(0)) !== 'cancelled' ? reasonAgainst(held, wanted) : undefined;
    return held && why ? [{ registration: id, held, why }] : [];
  });
  const found = beside.find(({ why }) => why === 'same-time') ?? beside[0];
  if (!found) return undefined;
  return {
    replies: [{ kind: 'card', card: besideCard(context, wanted, found, verb) }],
    subject: { events: [wanted.eventId], session: wanted.id },
  };
}

function reasonAgainst(held: ProgrammeSession, wanted: ProgrammeSession): Beside['why'] | undefined {
  if (held.startsAt < wanted.endsAt && wanted.startsAt < held.endsAt) return 'same-time';
  // The days of a round are the same at each venue; parts of one day have their own names at the same venue.
  return held.eventId === wanted.eventId && held.venue !== wanted.venue ? 'same-round' : undefined;
}

function besideCard(
  { zone }: TurnContext,
  wanted: ProgrammeSession,
  { registration, held, why }: Beside,
  verb: 'book' | 'wait',
): Card {
  const when = saySpan(held.startsAt, held.endsAt, zone);
  const question =
    why === 'same-time'
      ? `You are at ${sessionTitle(held)} then, ${when}. Shall I book ${sessionTitle(wanted)} as well?`
      : `You already have a place at ${sessionTitle(held)}, ${when}, which is the same round. Shall I book ${sessionTitle(wanted)} as well?`;
  const swap: Action =
    held.eventId === wanted.eventId
      ? { kind: 'act', label: 'Swap', verb: 'move-to', data: { registration, session: wanted.id } }
      : { kind: 'act', label: 'See the other booking', verb: 'booking', data: { registration }, keepsCard: true };
  return {
    fallback: question,
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      { kind: 'context', text: `${sessionTitle(wanted)}: ${saySpan(wanted.startsAt, wanted.endsAt, zone)}` },
    ],
    actions: [
      swap,
      { kind: 'act', label: 'Book as well', verb, data: { session: wanted.id, besides: 'yes' } },
      { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    ],
  };
}
