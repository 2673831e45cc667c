import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { bookingState } from '../../domain/booking.js';
import { saySpan } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import { areaInWords, inArea } from '../programme/areas-named.js';
import { placesWords, sessionTitle } from '../programme/programme-cards.js';
import { filtered } from '../programme/programme-filters.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { placeInWords } from './bookings-cards.js';
import { bookingsMeant, bookingsOf, type HeldBooking } from './held-bookings.js';

/** What is given up, which may be left unsaid, and what is wanted for it. */
interface SwapWords {
  readonly from: string;
  readonly to: string;
}

/** "Swap my Northgate place for Eastholm", "move me from Northgate to Eastholm", "Eastholm instead of Northgate". */
function swapInWords(words: string): SwapWords | undefined {
  const instead = /^(?<to>.+?)\s+(?:instead of|rather than|in place of)\s+(?<from>.+)$/i.exec(words);
  const reversed = /\b(?:to|onto|into)\s+(?<to>.+?)\s+from\s+(?<from>.+)$/i.exec(words);
  const plain = /^(?<from>.+)\b(?:to|onto|into|for|with)\s+(?<to>.+)$/i.exec(words);
  const { from = '', to = '' } = (instead ?? reversed ?? plain)?.groups ?? {};
  return to === '' ? undefined : { from, to };
}

/** What is given up, and for which. */
export interface Pair {
  readonly held: HeldBooking;
  readonly wanted: ProgrammeSession;
}

const mostOffered = 6;

/**
 * Asks before a place is given up for another that is named, of the same event or not; nothing changes until they say so.
 * @returns undefined where the words name no other session, or nothing of theirs that could be given up
 */
export async function askToSwap(context: TurnContext, { text }: TurnRequest): Promise<Answer | undefined> {
  const said = swapInWords(text);
  const held = (await bookingsOf(context)).filter(
    ({ registration, session }) => registration.state === 'confirmed' && session.startsAt > context.now,
  );
  if (!said || held.length === 0) return undefined;
  const pairs = pairsOf(
    held,
    await bookingsMeant(context, held, said.from),
    await sessionsNamed(context, said.to, held),
  );
  if (pairs.length === 0 || pairs.length > mostOffered) return undefined;
  const [only, ...others] = pairs;
  return only && others.length === 0 ? askAboutSwap(context, only) : askWhich(context, pairs);
}

/** An area is where one moves to within an event; by its words alone a place elsewhere could be taken for it. */
async function sessionsNamed(
  context: TurnContext,
  words: string,
  held: readonly HeldBooking[],
): Promise<readonly ProgrammeSession[]> {
  const { now, zone, services, subject } = context;
  const programme = await upcomingSessions(services.core);
  if (pointsAtShown.test(words)) {
    const shown = programme.filter(({ id, eventId }) =>
      subject.session ? id === subject.session : subject.events.length === 1 && subject.events.includes(eventId),
    );
    return shown.filter((session) => bookingState(session, now) === 'open');
  }
  const named = await areaInWords(context, words, programme);
  const within = named && inArea(named.area);
  if (within) {
    const events = new Set(held.map(({ session }) => session.eventId));
    const ofTheirs = programme.filter((one) => events.has(one.eventId) && bookingState(one, now) === 'open');
    return filtered(ofTheirs, [within], zone);
  }
  const narrowed = narrowProgramme(programme, words, now, zone);
  const isNamed = narrowed.named || narrowed.days !== undefined;
  return isNamed ? narrowed.sessions.filter((session) => bookingState(session, now) === 'open') : [];
}

/** "For it", "for that one": what was just shown. */
const pointsAtShown =
  /^\W*(?:it|that|this|that one|this one|the one (?:above|shown))(?: (?:please|instead|then))*\W*$/i;

/** What may be swapped for what: within one event first, as it is another venue or day of the same. */
function pairsOf(
  all: readonly HeldBooking[],
  held: readonly HeldBooking[],
  wanted: readonly ProgrammeSession[],
): readonly Pair[] {
  const free = wanted.filter(({ id }) => all.every(({ session }) => session.id !== id));
  const pairs = held.flatMap((one) => free.map((session) => ({ held: one, wanted: session })));
  const within = pairs.filter((pair) => pair.held.session.eventId === pair.wanted.eventId);
  return within.length > 0 ? within : pairs;
}

/** Within one event the booking moves; to another event, a place there is booked and this one given up. */
function swapAction(pair: Pair): ActAction {
  const { held, wanted } = pair;
  return isMove(pair)
    ? {
        kind: 'act',
        label: 'Move here',
        verb: 'move-to',
        data: { registration: held.registration.id, session: wanted.id },
      }
    : { kind: 'act', label: 'Swap', verb: 'book', data: { session: wanted.id, instead: held.registration.id } };
}

function isMove({ held, wanted }: Pair): boolean {
  return held.session.eventId === wanted.eventId;
}

/** Of one event its title is said below. */
function swapQuestion(pair: Pair): string {
  const { session, forWhom } = pair.held;
  const { wanted } = pair;
  const place = placeInWords(forWhom);
  return isMove(pair) && session.label && wanted.label
    ? `Move ${place} from ${session.label} to ${wanted.label}?`
    : `Give up ${place} at ${sessionTitle(session)} for one at ${sessionTitle(wanted)}?`;
}

function keepsPlace({ forWhom }: HeldBooking): string {
  return forWhom
    ? 'If it cannot be booked, the place stays where it is.'
    : 'If it cannot be booked, you keep the place that you have.';
}

/** Asks about one pair; "yes" answers it. */
export function askAboutSwap(context: TurnContext, pair: Pair): Answer {
  const { held, wanted } = pair;
  const action = swapAction(pair);
  const question = swapQuestion(pair);
  const card: Card = {
    fallback: `${question} Say "yes" to ${isMove(pair) ? 'move' : 'swap'} it.`,
    blocks: [
      { kind: 'heading', text: question },
      {
        kind: 'context',
        text: `${sessionTitle(wanted)}: ${saySpan(wanted.startsAt, wanted.endsAt, context.zone)} · ${placesWords(wanted, context)}`,
      },
      { kind: 'context', text: keepsPlace(held) },
    ],
    actions: [action, { kind: 'act', label: 'Leave it', verb: 'leave-it' }],
  };
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      ...{ events: [wanted.eventId], session: wanted.id, registration: held.registration.id },
      pending: { verb: action.verb, data: { ...action.data } },
    },
  };
}

function askWhich(context: TurnContext, pairs: readonly Pair[]): Answer {
  const title = 'Which place shall I swap, and for which?';
  const items = pairs.map((pair) => ({
    title: `${sessionTitle(pair.held.session)} for ${sessionTitle(pair.wanted)}`,
    detail: `${saySpan(pair.wanted.startsAt, pair.wanted.endsAt, context.zone)} · ${placesWords(pair.wanted, context)}`,
    action: swapAction(pair),
  }));
  const card: Card = {
    fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [{ kind: 'act', label: 'Leave it', verb: 'leave-it' }],
  };
  return { replies: [{ kind: 'card', card }] };
}
