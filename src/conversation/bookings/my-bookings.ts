import { requiredQuestions } from '../../app/bookings/booking-questions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { answerWhatsOn } from '../programme/programme.js';
import { narrowProgramme } from '../programme/programme-words.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { ordinal, plainWords } from '../talk/wording.js';
import { type Booking, type BookingExtras, bookingCard, bookingsCard, offerCard } from './bookings-cards.js';
import { bookingsForOthers, bookingsOf, editableBookings, type HeldBooking } from './held-bookings.js';

/** All the user's bookings, and those they made for colleagues. Asked of one event at which they have none, that is said. */
export async function answerMyBookings(context: TurnContext, request?: TurnRequest): Promise<Answer> {
  const bookings = await bookingsOf(context);
  const others = await bookingsForOthers(context);
  const all = [...bookings, ...others];
  const none = request && (await noneThere(context, request.text, all));
  if (none) return none;
  if (all.length === 0) return refusal(context, 'You have no bookings just now.');
  const asked = await requiredQuestions(
    context.services.core.prisma,
    all.map(({ registration }) => registration.id),
  );
  const missing = new Set([...asked].flatMap(([id, one]) => (one.missing.length > 0 ? [id] : [])));
  const card = bookingsCard(bookings, context, others, missing);
  const [only, ...more] = all;
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      events: all.map(({ session }) => session.eventId).slice(0, 20),
      ...(only && more.length === 0 ? { registration: only.registration.id, session: only.session.id } : {}),
    },
  };
}

/** "Did I book Eastholm", where they did not: so, and it is one tap away. */
async function noneThere(
  context: TurnContext,
  words: string,
  held: readonly HeldBooking[],
): Promise<Answer | undefined> {
  if (!asksWhether.test(plainWords(words))) return undefined;
  const programme = await upcomingSessions(context.services.core);
  const { named, days, sessions } = narrowProgramme(programme, words, context.now, context.zone);
  if (!named || days || held.some(({ session }) => sessions.some(({ eventId }) => eventId === session.eventId)))
    return undefined;
  const answer = await answerWhatsOn(context, { text: words, data: {}, values: {} });
  return { ...answer, replies: [text('You have no place there.'), ...answer.replies] };
}

const asksWhether =
  /^(?:(?:and|so|ok|hi|sorry|but|just checking) )*(?:did|have|am|are|do|was) (?:i|we)\b|\b(?:am|are|have|did|do) (?:i|we) (?:already |actually |still )?(?:book|booked|on|down|got|signed|registered|going|have)\b/;

/** Of several bookings one was meant, and nothing says which: they are listed. @param todo what comes next: `cancel`, `move it` */
export async function whichBooking(context: TurnContext, todo: string): Promise<Answer> {
  const answer = await answerMyBookings(context);
  return { ...answer, replies: [text(`Which one? Open it to ${todo}.`), ...answer.replies] };
}

/** One booking in its present state, from its button. */
export async function answerBooking(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = (await editableBookings(context)).find(
    ({ registration }) => registration.id === request.data.registration,
  );
  if (!found) return refusal(context, 'You no longer have that booking.');
  return showBookingWithExtras(context, found, describeBooking(found));
}
function describeBooking({ registration: { position, state }, forWhom }: HeldBooking): string {
  if (forWhom !== undefined) {
    if (position !== null) return `${forWhom} is ${ordinal(position)} on the waiting list.`;
    return state === 'offered' ? `A place is offered to ${forWhom}.` : `${forWhom} has a place.`;
  }
  if (position !== null) return `You are ${ordinal(position)} on the waiting list.`;
  return state === 'offered' ? 'A place is offered to you.' : 'You have a place.';
}

/** The card of one registration: the place, the offer of one, or the place on the waiting list. */
export function showBooking(context: TurnContext, booking: Booking, lead: string, extras: BookingExtras = {}): Answer {
  const { registration, session } = booking;
  const card =
    registration.state === 'offered' && booking.forWhom === undefined
      ? offerCard(booking, lead, context)
      : bookingCard(booking, lead, context.services.links.calendar(registration.id), context, extras);
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: [session.eventId], session: session.id, registration: registration.id },
  };
}

/** As `showBooking`, with the organisers' questions and, for a colleague, the page to pass on. */
export async function showBookingWithExtras(context: TurnContext, held: HeldBooking, lead: string): Promise<Answer> {
  const { registration, session, forWhom } = held;
  const { links, core } = context.services;
  const asked = (await requiredQuestions(core.prisma, [registration.id])).get(registration.id);
  const page = forWhom === undefined ? undefined : links.place(registration.id, session.startsAt);
  return showBooking(context, held, lead, { ...(asked ? { asked } : {}), ...(page ? { page } : {}) });
}
