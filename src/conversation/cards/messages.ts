import { findSession } from '../../app/programme.js';
import { registrationsOf } from '../../app/registrations.js';
import type { Card } from '../../rendering/card.js';
import type { Desk } from '../talk.js';
import { bookingCard } from './bookings.js';

/** What a queued message is about: its kind and ids. */
export interface QueuedMessage {
  readonly kind: string;
  readonly personId: string | null;
  readonly payload: Readonly<Record<string, string>>;
}

/**
 * The card of a queued message, from the state of affairs at the moment of sending.
 * @returns undefined when there is no longer anything to tell
 */
export async function cardForMessage(desk: Desk, message: QueuedMessage): Promise<Card | undefined> {
  switch (message.kind) {
    case 'place-passed':
      return placePassed(desk, message);
    default:
      throw new Error(`No card is known for messages of kind ${message.kind}: add it where this was thrown`);
  }
}

async function placePassed(desk: Desk, message: QueuedMessage): Promise<Card | undefined> {
  const { core } = desk;
  const { registrationId } = message.payload;
  if (!registrationId || !message.personId) return undefined;
  const now = core.clock.now();
  const own = await registrationsOf(core.prisma, message.personId, now);
  const registration = own.find(({ id }) => id === registrationId);
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!registration || !session || registration.state !== 'confirmed') return undefined;
  const lead = 'Good news: a place has come free, and it is yours.';
  return bookingCard({ registration, session }, lead, desk.links.calendar(registration.id), {
    now,
    zone: core.timeZone,
  });
}
