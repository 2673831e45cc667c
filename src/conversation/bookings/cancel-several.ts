import { type CancelOutcome, cancelRegistration } from '../../app/bookings/cancel-place.js';
import { findSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { type Narrowed, narrowProgramme } from '../programme/programme-words.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { capitalise, listWords, sayTold } from '../talk/wording.js';
import { placeInWords } from './bookings-cards.js';
import { bookingsMeant, type HeldBooking } from './held-bookings.js';
import { allInWords, partsNamed } from './several-meant.js';

/** One confirmation names them all, so it must stay readable. */
const mostAtOnce = 10;

/** What words give up together. */
interface ToCancel {
  /** None where the words do not mean several; one where only that one of them is held. */
  readonly bookings: readonly HeldBooking[];
  /** What was named beside it and is not held, as it follows "You have no booking": `for Wombat course`. */
  readonly lacking: readonly string[];
}

/**
 * Which of several bookings words give up together: "both", "all my bookings", or several that are named.
 * @param bookings what the words may mean
 */
export async function severalToCancel(
  context: TurnContext,
  words: string,
  bookings: readonly HeldBooking[],
): Promise<ToCancel> {
  const programme = await upcomingSessions(context.services.core);
  const parts = partsNamed(words)
    .map((part) => narrowProgramme(programme, part, context.now, context.zone))
    .filter(({ named, days }) => named || days !== undefined);
  if (parts.length > 1) return namedTogether(parts, bookings);
  const all = allInWords(words) ?? (/\bmy (bookings|places)\b/i.test(words) ? { count: undefined } : undefined);
  const found = all ? await allMeant(context, words, bookings, all.count) : [];
  const fits = all?.count === undefined || all.count === found.length;
  return { bookings: fits && found.length > 1 && found.length <= mostAtOnce ? found : [], lacking: [] };
}

/** Each part of the words names what is held, or what is not. */
function namedTogether(parts: readonly Narrowed[], bookings: readonly HeldBooking[]): ToCancel {
  const heldOf = ({ sessions }: Narrowed) =>
    bookings.filter(({ session }) => sessions.some(({ id }) => id === session.id));
  const held = bookings.filter((booking) => parts.some((part) => heldOf(part).includes(booking)));
  if (held.length === 0 || held.length > mostAtOnce) return { bookings: [], lacking: [] };
  const lacking = parts.filter((part) => heldOf(part).length === 0).map((part) => partWords(part));
  return { bookings: held, lacking: [...new Set(lacking)] };
}

/** `for Wombat course`, `at Northgate`, `on Thursday 15 October 2026` */
function partWords({ sessions, days, known }: Narrowed): string {
  const [first] = sessions;
  if (first && sessions.length === 1) return `for ${sessionTitle(first)}`;
  if (first && sessions.every(({ eventId }) => eventId === first.eventId)) return `for ${first.title}`;
  const place = [first?.label, first?.town].find(
    (name) => name && sessions.every(({ label, town }) => label === name || town === name),
  );
  if (place) return `at ${place}`;
  return days?.said ?? `for ${known.join(' ')}`;
}

/** Says that nothing is booked where the words name another date than the booking that they can only mean; undefined where they do not. */
export async function namedInstead(
  context: TurnContext,
  words: string,
  held: HeldBooking,
): Promise<string | undefined> {
  const narrowed = narrowProgramme(await upcomingSessions(context.services.core), words, context.now, context.zone);
  if (!narrowed.named && narrowed.days === undefined) return undefined;
  const isHeld = narrowed.sessions.some(({ id }) => id === held.session.id);
  return isHeld ? undefined : lackingWords([partWords(narrowed)]);
}

/** What was named and is not held; undefined where all is. */
export function lackingWords(lacking: readonly string[]): string | undefined {
  return lacking.length > 0 ? `You have no booking ${listWords(lacking)}.` : undefined;
}

/** "All my briefings" are those; "all my bookings" are all, and "both" of more are those just talked of. */
async function allMeant(
  context: TurnContext,
  words: string,
  bookings: readonly HeldBooking[],
  count: number | undefined,
): Promise<readonly HeldBooking[]> {
  const sessions = bookings.map(({ session }) => session);
  const { named, days } = narrowProgramme(sessions, words, context.now, context.zone);
  if (named || days) return bookingsMeant(context, bookings, words);
  if (count === undefined || count === bookings.length) return bookings;
  return bookings.filter(({ session }) => context.subject.events.includes(session.eventId));
}

/** Asks once before several bookings are cancelled. */
export function askToCancelSeveral(context: TurnContext, { bookings, lacking }: ToCancel): Answer {
  const both = bookings.length === 2;
  const title = both ? 'Cancel both?' : `Cancel all ${bookings.length}?`;
  const items = bookings.map((booking) => cancelledItem(booking, context.zone));
  const isWaitedFor = bookings.some(
    ({ session, registration }) => session.waiting > 0 && registration.state !== 'waiting',
  );
  const offered = 'Where people wait, the place is offered to the first of them straight away.';
  const notes = [...(isWaitedFor ? [offered] : []), lackingWords(lacking) ?? []].flat();
  const data = { registrations: bookings.map(({ registration }) => registration.id).join(' ') };
  const card: Card = {
    fallback: [
      title,
      ...items.map((item) => `${item.title}, ${item.detail}`),
      ...notes,
      'Say "yes, cancel them" to confirm.',
    ].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...notes.map((text) => ({ kind: 'text', text }) as const),
    ],
    actions: [
      {
        kind: 'act',
        label: both ? 'Yes, cancel both' : `Yes, cancel all ${bookings.length}`,
        verb: 'cancel-several',
        data,
        style: 'danger',
      },
      { kind: 'act', label: 'No, keep them', verb: 'my-bookings' },
    ],
  };
  const events = [...new Set(bookings.map(({ session }) => session.eventId))];
  return { replies: [{ kind: 'card', card }], subject: { events, pending: { verb: 'cancel-several', data } } };
}

function cancelledItem({ session, registration, forWhom }: HeldBooking, zone: string) {
  const what = registration.state === 'waiting' ? 'on the waiting list' : placeInWords(forWhom);
  return {
    title: sessionTitle(session),
    detail: `${saySpan(session.startsAt, session.endsAt, zone)} · ${forWhom && registration.state === 'waiting' ? `${forWhom}, ${what}` : what}`,
  };
}

/** Cancels each of several bookings, and says of each what became of it. */
export async function cancelSeveral(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const items: Array<{ title: string; detail: string }> = [];
  for (const id of (data.registrations ?? '').split(' ').slice(0, mostAtOnce)) {
    const outcome = await cancelRegistration(core, context.actor, id);
    const session = outcome.kind === 'not-found' ? undefined : await findSession(core.sql, outcome.sessionId);
    if (session && outcome.kind !== 'not-found') items.push({ title: sessionTitle(session), detail: wordsOf(outcome) });
  }
  if (items.length === 0) return refusal(context, 'You no longer have those bookings.');
  const title = 'This is what I cancelled';
  const card: Card = {
    fallback: [title, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

function wordsOf(outcome: Exclude<CancelOutcome, { kind: 'not-found' }>): string {
  switch (outcome.kind) {
    case 'past':
      return 'It has started, so the booking stays as it is.';
    case 'kept-by-school':
      return 'The place belongs to the school you have left. I have asked its head who will come.';
    case 'already-cancelled':
      return 'Cancelled.';
    case 'cancelled': {
      const { was, other, passedOn } = outcome;
      const whose = other ? `${capitalise(placeInWords(other.name))}: ` : '';
      const done = was === 'waiting' ? 'off the waiting list.' : 'cancelled.';
      const passed = passedOn > 0 ? ' The place has been offered to the first person waiting.' : '';
      return `${whose}${whose ? done : capitalise(done)}${passed}${sayTold(other?.told ?? false)}`;
    }
    default:
      return unreachable(outcome);
  }
}
