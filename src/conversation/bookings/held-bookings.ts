import { type MyRegistration, registrationsMadeBy, registrationsOf } from '../../app/bookings/registrations.js';
import type { Core } from '../../app/core.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { sayDay } from '../../domain/when.js';
import { listedEvent } from '../programme/programme.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import type { Booking } from './bookings-cards.js';

/** A booking, with the person it is for. */
export interface HeldBooking extends Booking {
  readonly registration: MyRegistration;
}

/** The user's own bookings, soonest first. */
export async function bookingsOf(context: TurnContext): Promise<HeldBooking[]> {
  const { personId } = context.actor;
  return personId === null ? [] : bookingsOfPerson(context.services.core, personId);
}

/** Somebody's own bookings, soonest first. */
export async function bookingsOfPerson(core: Core, personId: string): Promise<HeldBooking[]> {
  return withSessions(core, await registrationsOf(core.prisma, personId, core.clock.now()));
}

/** The bookings that the user made for colleagues. */
export async function bookingsForOthers(context: TurnContext): Promise<HeldBooking[]> {
  const made = await registrationsMadeBy(context.services.core.prisma, context.actor, context.now);
  const held = await withSessions(context.services.core, made);
  return held.map((booking) => ({ ...booking, forWhom: booking.registration.personName }));
}

/** All bookings that the user may change: their own, then those for colleagues. */
export async function editableBookings(context: TurnContext): Promise<HeldBooking[]> {
  return [...(await bookingsOf(context)), ...(await bookingsForOthers(context))];
}

async function withSessions(core: Core, own: readonly MyRegistration[]): Promise<HeldBooking[]> {
  if (own.length === 0) return [];
  const sessions = new Map((await upcomingSessions(core)).map((session) => [session.id, session]));
  return own.flatMap((registration) => {
    const session = sessions.get(registration.sessionId);
    return session ? [{ registration, session }] : [];
  });
}

/**
 * The bookings that a button or a message refers to. A message refers to the user's own bookings, or to a colleague's when
 * it names the colleague or none of the user's own match.
 * @param wanted whether the action is possible for a booking
 */
export async function requestedBookings(
  context: TurnContext,
  request: TurnRequest,
  wanted: (booking: HeldBooking) => boolean,
): Promise<readonly HeldBooking[]> {
  const id = request.data.registration;
  if (id)
    return (await editableBookings(context)).filter((booking) => booking.registration.id === id && wanted(booking));
  const own = (await bookingsOf(context)).filter(wanted);
  const others = (await bookingsForOthers(context)).filter(wanted);
  const named = others.filter(({ registration }) => isNamed(registration.personName, request.text));
  if (named.length > 0) return bookingsMeant(context, named, request.text);
  const mine = await bookingsMeant(context, own, request.text);
  if (mine.length > 0) return mine;
  return bookingsMeant(context, others, request.text);
}

/** Whether the message has a person's first and last name, or one of them that is not an everyday word. */
function isNamed(name: string, words: string): boolean {
  const said = new Set(plainWords(words).split(/[^\p{L}\p{N}]+/u));
  const parts = plainWords(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2);
  return parts.some((part) => said.has(part) && !everyday.has(part));
}

/** Names that are also everyday words. */
const everyday = new Set(['may', 'will', 'mark', 'place', 'day', 'head', 'the', 'for', 'can', 'dean']);

/** "I can't do Wednesday", where they have nothing on the next one: what they have on one. */
function onWeekday<T extends HeldBooking>(bookings: readonly T[], words: string, zone: string): readonly T[] {
  const day = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(words)?.[0].toLowerCase();
  if (!day || /\d/.test(words)) return [];
  return bookings.filter(({ session }) => sayDay(session.startsAt, zone).toLowerCase().startsWith(day));
}

/** The bookings named in the message; else the one mentioned just before; else all of them. */
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
    const found = exact.length > 0 ? exact : bookings.filter(({ session }) => events.has(session.eventId));
    return found.length > 0 || narrowed.named ? found : onWeekday(bookings, words, context.zone);
  }
  const pointed = listedEvent(context, words);
  const about = bookings.filter(({ session, registration }) =>
    pointed ? session.eventId === pointed : registration.id === context.subject.registration,
  );
  if (about.length > 0 || pointed) return about.length > 0 ? about : bookings;
  const { session: shown, events } = context.subject;
  const [event, ...others] = events;
  const isShown = ({ session }: T) => (shown ? session.id === shown : others.length === 0 && session.eventId === event);
  const ofShown = bookings.filter(isShown);
  return ofShown.length > 0 ? ofShown : bookings;
}
