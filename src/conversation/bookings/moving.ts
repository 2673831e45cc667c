import { type MoveOutcome, moveRegistration } from '../../app/bookings/move-place.js';
import { findSession, type ProgrammeSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { bookingState } from '../../domain/booking.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import { areaInWords, inArea } from '../programme/areas-named.js';
import { answerWhatsOn } from '../programme/programme.js';
import { placesWords, sessionTitle, whereOf } from '../programme/programme-cards.js';
import { filtered } from '../programme/programme-filters.js';
import { narrowProgramme } from '../programme/programme-words.js';
import { amongIn, whichOne } from '../programme/which-one.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';
import { placeInWords } from './bookings-cards.js';
import { editableBookings, type HeldBooking, requestedBookings } from './held-bookings.js';
import { showBooking, showBookingWithExtras, whichBooking } from './my-bookings.js';
import { askAboutSwap, askToSwap } from './swapping.js';

/** Shows the other sessions of the round, with a button each. */
export async function askToMove(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (!request.data.registration && (await isOfNothingHeld(context, request.text))) return noneToMove(context, request);
  const swap = request.data.registration ? undefined : await askToSwap(context, request);
  if (swap) return swap;
  const isHeld = ({ registration }: HeldBooking) => registration.state === 'confirmed';
  const asked = await requestedBookings(context, request, isHeld);
  // "Move me to Eastholm": the place that is held is elsewhere, in the same round or the one just spoken of.
  const held =
    asked.length > 0 || !request.text ? asked : await requestedBookings(context, { ...request, text: '' }, isHeld);
  const [only, ...more] = besideShown(context, held);
  if (!only) return noneToMove(context, request);
  if (more.length > 0) return whichBooking(context, 'move it');
  const sessions = await sessionsOfEvent(context.services.core.prisma, only.session.eventId);
  const free = sessions.filter(
    ({ id, ...rest }) => id !== only.session.id && bookingState(rest, context.now) === 'open',
  );
  const named = narrowProgramme(free, request.text, context.now, context.zone);
  const among = amongIn(request);
  // "Move me to Westbury" names where to; "move my place" does not.
  const others = among
    ? free.filter(({ id }) => among.has(id))
    : (named.named || named.days) && named.sessions.length > 0
      ? named.sessions
      : (shownIn(context, request.text, free) ?? (await inAreaOr(context, request.text, free)));
  if (others.length === 0) {
    const subject = { events: [only.session.eventId], session: only.session.id, registration: only.registration.id };
    const none = `There is no other date of ${only.session.title} to move to.`;
    return (await elsewhere(context, request.text, only, none)) ?? { ...refusal(context, none), subject };
  }
  return askWhereTo(context, only, others);
}

/**
 * "Swap it for Eastholm", "can we do Eastholm instead", of what was just shown and of which they have no place: no other place of
 * theirs is meant.
 */
async function isOfNothingHeld(context: TurnContext, words: string): Promise<boolean> {
  const { events, registration } = context.subject;
  if (registration || events.length === 0 || ofOwnPlace.test(words)) return false;
  if (!(events.length === 1 && movesIt.test(words)) && !(await namesOneShown(context, words))) return false;
  return !(await editableBookings(context)).some(({ session }) => events.includes(session.eventId));
}

const ofOwnPlace = /\b(?:me|my|mine|from|booking|place)\b/i;

async function namesOneShown({ services, subject, now, zone }: TurnContext, words: string): Promise<boolean> {
  const shown = (await upcomingSessions(services.core)).filter(({ eventId }) => subject.events.includes(eventId));
  const { named, days, sessions } = narrowProgramme(shown, words, now, zone);
  return (named || days !== undefined) && sessions.length > 0;
}

const movesIt =
  /^(?:\W*(?:can|could|may|i|we|you|please|would|like|want|to|ok|and|actually)\b)*\W*(?:swap|move|change|switch|exchange) (?:it|that|this)\b/i;

/** "Can I join online instead", without a place yet: what they would rather have is one tap away. */
async function noneToMove(context: TurnContext, { text: words, data }: TurnRequest): Promise<Answer> {
  const none = 'You have no place that can be moved.';
  const programme = words === '' ? [] : await upcomingSessions(context.services.core);
  const { named, days } = narrowProgramme(programme, words, context.now, context.zone);
  if (data.registration || !(named || days)) return refusal(context, none);
  const answer = await answerWhatsOn(context, { text: words, data: { among: 'talk' }, values: {} });
  return { ...answer, replies: [text(`${none} This is what I can book for you.`), ...answer.replies] };
}

/** "I'd like the Eastholm date", where what they hold is on nowhere else: what is there is one tap away. */
async function elsewhere(
  context: TurnContext,
  words: string,
  { session }: HeldBooking,
  none: string,
): Promise<Answer | undefined> {
  const programme = (await upcomingSessions(context.services.core)).filter(
    ({ eventId }) => eventId !== session.eventId,
  );
  const { named, days, sessions } = narrowProgramme(programme, words, context.now, context.zone);
  if (!(named || days) || sessions.length === 0) return undefined;
  const answer = await answerWhatsOn(context, { text: words, data: { among: 'talk' }, values: {} });
  return { ...answer, replies: [text(`${none} This is what I can book for you.`), ...answer.replies] };
}

/** One date is a question that "yes" answers; of several, one is chosen. */
function askWhereTo(context: TurnContext, held: HeldBooking, others: readonly ProgrammeSession[]): Answer {
  const [wanted, ...rest] = others;
  if (wanted && rest.length === 0) return askAboutSwap(context, { held, wanted });
  const registration = held.registration.id;
  const title = `Where shall I move ${placeInWords(held.forWhom)} at ${sessionTitle(held.session)}?`;
  const several = others.map((session) => ({
    id: session.id,
    title: `${session.label || session.town || session.title}, ${saySpan(session.startsAt, session.endsAt, context.zone)}`,
    detail: `${whereOf(session)} · ${placesWords(session, context)}`,
    action: { kind: 'act', label: 'Move here', verb: 'move-to', data: { registration, session: session.id } } as const,
  }));
  const leave = { kind: 'act', label: 'Leave it', verb: 'booking', data: { registration } } as const;
  return {
    ...whichOne(title, several, { verb: 'move', data: { registration } }, [leave]),
    subject: { events: [held.session.eventId], session: held.session.id, registration },
  };
}

/** "Move me to that": of several places, the one at the event whose other session was just shown. */
function besideShown({ subject }: TurnContext, held: readonly HeldBooking[]): readonly HeldBooking[] {
  const beside = held.filter(({ session }) => session.eventId === subject.events[0]);
  return held.length > 1 && beside.length === 1 ? beside : held;
}

/** The session that was just shown, where the words point at it. */
function shownIn({ subject }: TurnContext, words: string, free: readonly ProgrammeSession[]) {
  const shown = free.filter(({ id }) => id === subject.session);
  return shown.length > 0 && (/\b(?:to|for) (?:that|this|it)\b/i.test(words) || moveIt.test(words)) ? shown : undefined;
}

const moveIt =
  /^(?:(?:yes|ok|please|then|so|and|right)[\s,]+)*(?:move|change|swap|switch) (?:it|me|us|my place)(?: there| over| please)*\W*$/i;

/** Those in the district, locality or local authority that the words name; all of them where it names none, or none is there. */
async function inAreaOr(
  context: TurnContext,
  words: string,
  free: readonly ProgrammeSession[],
): Promise<readonly ProgrammeSession[]> {
  const named = words === '' ? undefined : await areaInWords(context, words, free);
  const within = named && inArea(named.area);
  const there = within ? filtered(free, [within], context.zone) : [];
  return there.length > 0 ? there : free;
}

/** A click on another session. */
export async function moveTo(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const to = request.data.session ?? '';
  const outcome = await moveRegistration(core, context.actor, request.data.registration ?? '', to);
  const session = await findSession(core.prisma, to);
  if (!session || outcome.kind === 'not-found') return refusal(context, 'You no longer have that booking.');
  if (outcome.kind !== 'moved') return refusal(context, refusalWords(outcome, sessionTitle(session)));
  const moved = (await editableBookings(context)).find(
    ({ registration }) => registration.id === outcome.registrationId,
  );
  const registration = { id: outcome.registrationId, state: 'confirmed', position: null } as const;
  if (!moved?.forWhom) return showBooking(context, moved ?? { session, registration }, 'Your place has been moved.');
  return showBookingWithExtras(context, moved, `${capitalise(placeInWords(moved.forWhom))} has been moved.`);
}

function refusalWords(outcome: Exclude<MoveOutcome, { kind: 'moved' | 'not-found' }>, title: string): string {
  switch (outcome.kind) {
    case 'full':
      return `${title} is full. The place stays where it is. You can also join the waiting list there.`;
    case 'already-there':
      return `There is already a place booked at ${title}.`;
    case 'closed':
      return `${title} cannot be booked now. The place stays where it is.`;
    case 'past':
      return 'One of the two has started, so the place stays where it is.';
    case 'kept-by-school':
      return `The place belongs to the school you have left. I have asked its head who will come.`;
    case 'not-held':
      return 'Only a confirmed place can be moved.';
    default:
      return unreachable(outcome.kind);
  }
}
