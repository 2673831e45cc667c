import { type MyRegistration, registrationsMadeBy, registrationsOf } from '../../app/bookings/registrations.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { listedEvent } from '../programme/programme.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import type { Booking } from './bookings-cards.js';

/** A booking as it is held: with whose it is. */
export interface HeldBooking extends Booking {
  readonly registration: MyRegistration;
}

/** What the asker holds, with its sessions, soonest first. */
export async function bookingsOf(context: TurnContext): Promise<HeldBooking[]> {
  const { personId } = context.actor;
  if (personId === null) return [];
  return withSessions(context, await registrationsOf(context.services.core.prisma, personId, context.now));
}

/** What the asker booked for colleagues, each with whom it is for. */
export async function bookingsForOthers(context: TurnContext): Promise<HeldBooking[]> {
  const made = await registrationsMadeBy(context.services.core.prisma, context.actor, context.now);
  const held = await withSessions(context, made);
  return held.map((booking) => ({ ...booking, forWhom: booking.registration.personName }));
}

/** All that the asker may change: their own, then what they booked for colleagues. */
export async function bookingsManaged(context: TurnContext): Promise<HeldBooking[]> {
  return [...(await bookingsOf(context)), ...(await bookingsForOthers(context))];
}

async function withSessions(context: TurnContext, own: readonly MyRegistration[]): Promise<HeldBooking[]> {
  if (own.length === 0) return [];
  const sessions = new Map((await upcomingSessions(context.services.core)).map((session) => [session.id, session]));
  return own.flatMap((registration) => {
    const session = sessions.get(registration.sessionId);
    return session ? [{ registration, session }] : [];
  });
}

/**
 * The bookings that a button or words mean. Words mean one's own; a colleague's when they name the colleague, or when
 * nothing of one's own fits.
 * @param wanted leaves those out with which it cannot be done
 */
export async function bookingsAskedFor(
  context: TurnContext,
  request: TurnRequest,
  wanted: (booking: HeldBooking) => boolean,
): Promise<readonly HeldBooking[]> {
  const id = request.data.registration;
  if (id)
    return (await bookingsManaged(context)).filter((booking) => booking.registration.id === id && wanted(booking));
  const own = (await bookingsOf(context)).filter(wanted);
  const others = (await bookingsForOthers(context)).filter(wanted);
  const named = others.filter(({ registration }) => isNamed(registration.personName, request.text));
  if (named.length > 0) return bookingsMeant(context, named, request.text);
  const mine = await bookingsMeant(context, own, request.text);
  if (mine.length > 0) return mine;
  return bookingsMeant(context, others, request.text);
}

/** Whether words hold somebody's first name and family name, or one of the two that is no everyday word. */
function isNamed(name: string, words: string): boolean {
  const said = new Set(plainWords(words).split(/[^\p{L}\p{N}]+/u));
  const parts = plainWords(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2);
  return parts.some((part) => said.has(part) && !everyday.has(part));
}

/** Names that are words of a request as well. */
const everyday = new Set(['may', 'will', 'mark', 'place', 'day', 'head', 'the', 'for', 'can', 'dean']);

/** The bookings that words name; the one just talked about when they name none; all of them otherwise. */
export async function bookingsMeant<T extends HeldBooking>(
  context: TurnContext,
  bookings: readonly T[],
  words: string,
): Promise<readonly T[]> {
  const sessions = await upcomingSessions(context.services.core);
  const narrowed = narrowProgramme(sessions, words, context.now, context.zone);
  if (narrowed.named || narrowed.days) {
    const events = new Set(narrowed.sessions.map((session) => session.eventId));
    const exact = bookings.filter(({ session }) => narrowed.sessions.some(({ id }) => id === session.id));
    return exact.length > 0 ? exact : bookings.filter(({ session }) => events.has(session.eventId));
  }
  const pointed = listedEvent(context, words);
  const about = bookings.filter(({ session, registration }) =>
    pointed ? session.eventId === pointed : registration.id === context.subject.registration,
  );
  return about.length > 0 ? about : bookings;
}
