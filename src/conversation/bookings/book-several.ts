import { type BookingOutcome, bookPlace } from '../../app/bookings/book-place.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { clashOf } from '../../domain/bookings/clash.js';
import { unreachable } from '../../domain/unreachable.js';
import { saySpan } from '../../domain/when.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { askWho } from '../people/people.js';
import { placesWords, sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { isPrivate } from '../talk/turn.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { listWords, ordinal } from '../talk/wording.js';
import { refusalWords } from './booking-refusals.js';
import { bookingsOf, type HeldBooking } from './held-bookings.js';
import { mostAtOnce, type WhichMeant } from './several-meant.js';
import { whichOfSeveralForm } from './which-of-several.js';

/** Shows several sessions with the button that books them all; what does not go together is said before. */
export async function askToBookSeveral(context: TurnContext, sessions: readonly ProgrammeSession[]): Promise<Answer> {
  const held = await heldPlaces(context);
  const clashes = clashesOf(context, sessions, held);
  const data = {
    sessions: sessions.map(({ id }) => id).join(' '),
    ...(clashes.length > 0 ? { besides: 'yes' } : {}),
  };
  const items = sessions.map((session) => {
    const isHeld = held.some((one) => one.session.id === session.id);
    const places = isHeld ? 'you have a place' : placesWords(session, context);
    return {
      title: sessionTitle(session),
      detail: `${saySpan(session.startsAt, session.endsAt, context.zone)} · ${places}`,
    };
  });
  return {
    replies: [{ kind: 'card', card: questionCard(items, clashes, data) }],
    subject: {
      events: [...new Set(sessions.map(({ eventId }) => eventId))],
      pending: { verb: 'book-several', data },
    },
  };
}

function questionCard(
  items: ReadonlyArray<{ readonly title: string; readonly detail: string }>,
  clashes: readonly string[],
  data: Readonly<Record<string, string>>,
): Card {
  const titles = ['', 'Shall I book it?', 'Shall I book both?'];
  const title = titles[items.length] ?? `Shall I book these ${items.length}?`;
  const label = ['', 'Book it', 'Book both'][items.length] ?? `Book all ${items.length}`;
  const lines = items.map((item) => `${item.title}, ${item.detail}`);
  return {
    fallback: [title, ...lines, ...clashes, 'Say "yes" to book them.'].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...clashes.map((words): Block => ({ kind: 'text', text: words, tone: 'warning' })),
    ],
    actions: [
      { kind: 'act', label, verb: 'book-several', data, style: 'primary' },
      { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    ],
  };
}

/** What of them does not go together, and what is held beside them. */
function clashesOf(
  { zone }: TurnContext,
  sessions: readonly ProgrammeSession[],
  held: readonly HeldBooking[],
): string[] {
  const pairs = sessions.flatMap((one, at) => sessions.slice(at + 1).map((other) => ({ one, other })));
  const atOnce = pairs.filter(({ one, other }) => clashOf(one, other) === 'same-time');
  const ofRound = pairs.some(({ one, other }) => clashOf(one, other) === 'same-round');
  const beside = held.filter(
    ({ session }) => !sessions.some(({ id }) => id === session.id) && sessions.some((one) => clashOf(one, session)),
  );
  return [
    ...atOnce.map(({ one, other }) => `${listWords([sessionTitle(one), sessionTitle(other)])} are at the same time.`),
    ...(ofRound ? ['These are venues of one event, and most people come to one of them.'] : []),
    ...beside.map(
      ({ session }) =>
        `You already have a place at ${sessionTitle(session)}, ${saySpan(session.startsAt, session.endsAt, zone)}.`,
    ),
  ];
}

/** Others who read along see nothing of what is held. */
async function heldPlaces(context: TurnContext): Promise<readonly HeldBooking[]> {
  if (!isPrivate(context.turn)) return [];
  return (await bookingsOf(context)).filter(({ registration }) => registration.state === 'confirmed');
}

/** Asks which of several to book; named in words, they are booked as well. */
export function askWhichOfSeveral(context: TurnContext, { among, sure, count }: WhichMeant): Answer {
  const form = whichOfSeveralForm({ among, ticked: sure.map(({ id }) => id), count }, context.zone);
  const events = [...new Set(among.map(({ eventId }) => eventId))];
  const choosing = { verb: 'book', sessions: among.map(({ id }) => id) };
  return { replies: [{ kind: 'form', form }], subject: { events, choosing } };
}

/** Books each of several for whoever asks, and says of each what became of it. Pressed twice, each is booked once. */
export async function bookSeveral(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return request.data.among === undefined ? bookThem(context, request) : bookTicked(context, request);
}

/** Those that were ticked: what does not go together, or with what is held, is asked about before. */
async function bookTicked(context: TurnContext, { data, values }: TurnRequest): Promise<Answer> {
  const offered = new Set((data.among ?? '').split(' '));
  const among = (await upcomingSessions(context.services.core)).filter(({ id }) => offered.has(id));
  const ticked = new Set([values.sessions ?? []].flat());
  const meant = among.filter(({ id }) => ticked.has(id));
  if (among.length === 0) return refusal(context, 'Those events are no longer on the programme.');
  if (meant.length === 0 || meant.length > mostAtOnce) {
    const fault = meant.length === 0 ? 'Tick what I shall book.' : `I book at most ${mostAtOnce} at once.`;
    const count = Number(data.count) || undefined;
    const form = whichOfSeveralForm({ among, ticked: meant.map(({ id }) => id), count, fault }, context.zone);
    return { replies: [{ kind: 'form', form }] };
  }
  if (clashesOf(context, meant, await heldPlaces(context)).length > 0) return askToBookSeveral(context, meant);
  return bookThem(context, { text: '', data: { sessions: meant.map(({ id }) => id).join(' ') }, values: {} });
}

async function bookThem(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  if (context.actor.personId === null)
    return askWho(context, 'One thing first, so that I can book for you.', { verb: 'book-several', data: { ...data } });
  const lines: Line[] = [];
  for (const id of (data.sessions ?? '').split(' ').slice(0, mostAtOnce)) {
    const session = await findSession(core.sql, id);
    const outcome = await bookPlace(core, context.actor, id, 'ask', undefined, data.besides === undefined);
    if (session) lines.push(await lineOf(context, session, outcome));
  }
  const [first] = lines;
  if (!first) return refusal(context, 'Those events are no longer on the programme.');
  const title = headingOf(lines);
  const card: Card = {
    fallback: [title, ...lines.map((line) => `${line.title}: ${line.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'list',
        items: lines.map(({ title, detail, action }) => ({ title, detail, ...(action ? { action } : {}) })),
      },
    ],
    actions: [{ kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }],
  };
  return { replies: [{ kind: 'card', card }], subject: { events: [...new Set(lines.map(({ event }) => event))] } };
}

interface Line {
  readonly event: string;
  readonly has: boolean;
  readonly title: string;
  readonly detail: string;
  readonly action?: ActAction;
}

function headingOf(lines: readonly Line[]): string {
  const has = lines.filter((line) => line.has).length;
  const all = ['', 'You have a place.', 'You have a place at both.'];
  if (has === lines.length) return all[has] ?? `You have a place at all ${has}.`;
  return has === 0 ? 'Nothing is booked yet.' : `You have a place at ${has} of ${lines.length}.`;
}

async function lineOf(context: TurnContext, session: ProgrammeSession, outcome: BookingOutcome): Promise<Line> {
  const when = saySpan(session.startsAt, session.endsAt, context.zone);
  const line = (words: string, has = false, action?: ActAction): Line => ({
    ...{ event: session.eventId, has, title: sessionTitle(session), detail: `${when} · ${words}` },
    ...(action ? { action } : {}),
  });
  const to = (label: string, verb: ActAction['verb'], data: Record<string, string>): ActAction => ({
    ...{ kind: 'act', label, verb, data, opensForm: true, keepsCard: true },
  });
  switch (outcome.kind) {
    case 'confirmed':
      return outcome.asks
        ? line(
            'Booked. The organisers have questions.',
            true,
            to('Answer', 'answers', { registration: outcome.registrationId }),
          )
        : line('Booked.', true);
    case 'already': {
      const { position, state } = outcome.own;
      if (state === 'offered')
        return line('A place is offered to you.', false, to('See it', 'booking', { registration: outcome.own.id }));
      return position === null ? line('Booked.', true) : line(`You are ${ordinal(position)} on the waiting list.`);
    }
    case 'full':
      return line('Full, so not booked.', false, to('Wait', 'wait', { session: session.id }));
    case 'waiting':
      return line(`You are ${ordinal(outcome.position)} on the waiting list.`);
    case 'needs-answers':
      return line(
        'Not booked: the organisers need an answer first.',
        false,
        to('Answer and book', 'book', { session: session.id, besides: 'yes' }),
      );
    case 'beside': {
      const held = await findSession(context.services.core.sql, outcome.held.sessionId);
      const other = held ? sessionTitle(held) : 'something else';
      return line(`Not booked: you have a place at ${other}.`, false, to('Book', 'book', { session: session.id }));
    }
    case 'refused':
      return line(`Not booked. ${refusalWords(context, session, outcome.reason)}`);
    default:
      return unreachable(outcome);
  }
}
