import { askedOf } from '../../app/bookings/booking-questions.js';
import { refusal } from '../talk/replies.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { type Booking, type BookingExtras, bookingCard, bookingsCard, offerCard } from './bookings-cards.js';
import { bookingsForOthers, bookingsManaged, bookingsOf, type HeldBooking } from './held-bookings.js';

/** Everything the asker holds, and what they booked for colleagues. */

export async function answerMyBookings(talk: Talk): Promise<Answer> {
  const bookings = await bookingsOf(talk);
  const others = await bookingsForOthers(talk);
  const all = [...bookings, ...others];
  if (all.length === 0) return refusal(talk, 'You have no bookings just now.');
  const asked = await askedOf(
    talk.desk.core.prisma,
    all.map(({ registration }) => registration.id),
  );
  const missing = new Set([...asked].flatMap(([id, one]) => (one.missing.length > 0 ? [id] : [])));
  const card = bookingsCard(bookings, talk, others, missing);
  const [only, ...more] = all;
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      events: all.map(({ session }) => session.eventId).slice(0, 20),
      ...(only && more.length === 0 ? { registration: only.registration.id, session: only.session.id } : {}),
    },
  };
}
/** One booking by its button; a stale one answers from what is held now. */

export async function answerBooking(talk: Talk, ask: Ask): Promise<Answer> {
  const found = (await bookingsManaged(talk)).find(({ registration }) => registration.id === ask.data.registration);
  if (!found) return refusal(talk, 'You no longer have that booking.');
  return showHeld(talk, found, standingWords(found));
}
export function standingWords({ registration: { position, state }, forWhom }: HeldBooking): string {
  if (forWhom !== undefined) {
    if (position !== null) return `${forWhom} is ${ordinal(position)} in the waiting list.`;
    return state === 'offered' ? `A place is offered to ${forWhom}.` : `${forWhom} has a place.`;
  }
  if (position !== null) return `You are ${ordinal(position)} in the waiting list.`;
  return state === 'offered' ? 'A place is offered to you.' : 'You have a place.';
}

/** The card of one registration: the place, the offer of one, or the place in the waiting list. */
export function showBooking(talk: Talk, booking: Booking, lead: string, extras: BookingExtras = {}): Answer {
  const { registration, session } = booking;
  const card =
    registration.state === 'offered' && booking.forWhom === undefined
      ? offerCard(booking, lead, talk)
      : bookingCard(booking, lead, talk.desk.links.calendar(registration.id), talk, extras);
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: [session.eventId], session: session.id, registration: registration.id },
  };
}

/** The same as it is held, with what the organisers ask, and the page to hand on of a colleague's place. */
export async function showHeld(talk: Talk, held: HeldBooking, lead: string): Promise<Answer> {
  const { registration, session, forWhom } = held;
  const { links, core } = talk.desk;
  const asked = (await askedOf(core.prisma, [registration.id])).get(registration.id);
  const page = forWhom === undefined ? undefined : links.place(registration.id, session.startsAt);
  return showBooking(talk, held, lead, { ...(asked ? { asked } : {}), ...(page ? { page } : {}) });
}
