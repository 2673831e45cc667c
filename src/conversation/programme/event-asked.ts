import { registrationsOf } from '../../app/bookings/registrations.js';
import { pastSessions } from '../../app/programme/past-sessions.js';
import { type ProgrammeSession, sessionsOfEvent } from '../../app/programme/sessions.js';
import { sayMoment } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { isPrivate } from '../talk/turn.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { type AskedDetail, askedDetails, detailInWords, notSaid, type Told, tellDetail } from './asked-details.js';
import { answerWhatsOn, visible } from './programme.js';
import { detailsAction, type EventSessions } from './programme-cards.js';
import { programmeOf } from './programme-of-turn.js';
import { byEvent, type Narrowed, narrowProgramme, preferMeantFor } from './programme-words.js';
import { amongIn, whichOne } from './which-one.js';

/** What is asked of which events. */
interface EventAsked {
  readonly detail: AskedDetail;
  /** Those that may be meant; empty when there is none at all. */
  readonly events: readonly EventSessions[];
  /** What the words name of the programme beside what they ask. */
  readonly narrowed: Narrowed;
}

/** Slides and recordings are of what has been. */
const ofThePast: ReadonlySet<AskedDetail> = new Set(['slides', 'recording']);

/**
 * Reads which detail the words ask for, and of which event: the one they name, else the one talked of, else the one that
 * whoever asks is booked on, else any that is on.
 */
export async function readEventAsked(context: TurnContext, typed: string): Promise<EventAsked | undefined> {
  const read = detailInWords(typed);
  if (!read) return undefined;
  return readDetailOf(context, read.detail, read.rest);
}

async function readDetailOf(context: TurnContext, detail: AskedDetail, rest: string): Promise<EventAsked> {
  const coming = await programmeOf(context);
  const sessions = ofThePast.has(detail)
    ? [...(await pastSessions(context.services.core, context.now)), ...coming]
    : coming.filter(({ eventStatus, sessionStatus }) => eventStatus !== 'cancelled' && sessionStatus !== 'cancelled');
  const narrowed = narrowProgramme(sessions, rest, context.now, context.zone);
  const named = narrowed.named || narrowed.days !== undefined;
  // "The conference" is the one for people like them, where only some of several are.
  const meant = preferMeantFor(narrowed.sessions, context.actor.post?.position);
  const events = byEvent(named ? meant : await unnamed(context, sessions));
  return { detail, events, narrowed };
}

const asksWhetherThereIs =
  /^\W*(?:\w+ ){0,2}?(?:is|are|will|do|does|can|could)\b.*\b(?:there|have|get|provided?|offer|available)\b/i;

/**
 * "Is there a crèche at the conference?": of one event that is named, something that nothing is held of.
 * @returns undefined where the words ask otherwise, name no event, or more than one
 */
export async function readOtherAsked(context: TurnContext, typed: string): Promise<EventAsked | undefined> {
  if (!asksWhetherThereIs.test(typed)) return undefined;
  const narrowed = narrowProgramme(await programmeOf(context), typed, context.now, context.zone);
  const events = byEvent(preferMeantFor(narrowed.sessions, context.actor.post?.position));
  return narrowed.named && events.length === 1 ? { detail: 'other', events, narrowed } : undefined;
}

/** Of what is talked of, else of what they are booked on, else of all. */
async function unnamed(
  context: TurnContext,
  sessions: readonly ProgrammeSession[],
): Promise<readonly ProgrammeSession[]> {
  const { subject, actor, now, services, turn } = context;
  const session = sessions.filter(({ id }) => id === subject.session);
  if (session.length > 0) return session;
  const talked = sessions.filter(({ eventId }) => subject.events.includes(eventId));
  if (talked.length > 0) return talked;
  if (subject.about?.kind === 'event') {
    const about = sessions.filter(({ eventSlug }) => eventSlug === subject.about?.slug);
    if (about.length > 0) return about;
  }
  if (!actor.personId || !isPrivate(turn)) return sessions;
  const own = await registrationsOf(services.core.prisma, actor.personId, now);
  const mine = sessions.filter(({ id }) => own.some(({ sessionId }) => sessionId === id));
  return mine.length > 0 ? mine : sessions;
}

/** "Is there parking?": from what the organiser has said, or that nobody has; asked which, where several may be meant. */
export async function answerEventAsked(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const pressed =
    (await againAmong(context, request)) ??
    (request.data.event ? await byButton(context, request) : await ofDetail(context, request));
  const asked =
    pressed ?? (await readEventAsked(context, request.text)) ?? (await readOtherAsked(context, request.text));
  const [event, ...others] = asked?.events ?? [];
  if (!asked || !event) return answerWhatsOn(context, request);
  const said = request.data.words ?? (request.data.detail ? notSaid[asked.detail] : request.text);
  if (others.length > 0 || amongIn(request)) return askWhichEvent(asked, said, context.zone);
  return tell(context, await withOwnFirst(context, event), asked.detail, said);
}

/** The same asked of another event: "and at Eastholm". */
async function ofDetail(context: TurnContext, { text, data }: TurnRequest): Promise<EventAsked | undefined> {
  const detail = askedDetails.find((one) => one === data.detail);
  return detail && readDetailOf(context, detail, text);
}

/** Another page of the events of which one is to be chosen. */
async function againAmong(context: TurnContext, request: TurnRequest) {
  const among = amongIn(request);
  const detail = askedDetails.find((one) => one === request.data.detail);
  if (!among || !detail) return undefined;
  return { detail, events: byEvent((await programmeOf(context)).filter(({ eventId }) => among.has(eventId))) };
}

async function byButton(context: TurnContext, { data }: TurnRequest) {
  const [first, ...rest] = visible(await sessionsOfEvent(context.services.core.prisma, data.event ?? ''));
  const detail = askedDetails.find((one) => one === data.detail);
  return first && detail ? { detail, events: [[first, ...rest]] as const } : undefined;
}

/** Of a round of several days, the one that they have a place on is meant. */
async function withOwnFirst(context: TurnContext, event: EventSessions): Promise<Meant> {
  const { actor, now, services, turn } = context;
  if (!actor.personId || !isPrivate(turn)) return { event, holds: false };
  const own = await registrationsOf(services.core.prisma, actor.personId, now);
  const holding = own.filter(({ state }) => state === 'confirmed').map(({ sessionId }) => sessionId);
  const [first, ...rest] = event.filter(({ id }) => holding.includes(id));
  return first ? { event: [first, ...rest], holds: true } : { event, holds: false };
}

interface Meant {
  readonly event: EventSessions;
  readonly holds: boolean;
}

function tell(context: TurnContext, { event, holds }: Meant, detail: AskedDetail, said: string): Answer {
  const [first, ...others] = event;
  const view = { now: context.now, zone: context.zone };
  const told = tellDetail(event, detail, { said: said.toLowerCase(), holds, view });
  return {
    replies: [{ kind: 'card', card: told ? toldCard(event, told) : notSaidCard(first, detail, said) }],
    subject: {
      events: [first.eventId],
      ...(others.length === 0 ? { session: first.id } : {}),
      about: { kind: 'event', slug: first.eventSlug },
    },
  };
}

function toldCard([first]: EventSessions, { sentence, lines = [], link }: Told): Card {
  const actions: Action[] = [
    ...(link ? [{ kind: 'link', label: link.label, url: link.url } as const] : []),
    detailsAction(first.eventId),
    openEvent(first),
  ];
  return {
    fallback: [sentence, ...lines, ...(link ? [link.url] : [])].join('\n'),
    blocks: [
      { kind: 'text', text: sentence, ...(lines.length > 0 ? { tone: 'strong' } : {}) },
      ...(lines.length > 0 ? [{ kind: 'list', items: lines.map((title) => ({ title })) } as const] : []),
    ],
    actions,
  };
}

function openEvent({ eventId }: ProgrammeSession): Action {
  return { kind: 'act', label: 'The event', verb: 'event', data: { event: eventId }, keepsCard: true };
}

/** Says that nobody has said, and who can be asked. */
function notSaidCard(session: ProgrammeSession, detail: AskedDetail, said: string): Card {
  const sentence = `The organiser of ${session.title} has not said ${notSaid[detail]}.`;
  const contact = session.contact ? `You can ask ${session.contact}.` : 'I can ask the team for you.';
  return {
    fallback: `${sentence} ${contact}`,
    blocks: [
      { kind: 'text', text: sentence },
      { kind: 'text', text: contact },
    ],
    actions: [
      {
        kind: 'act',
        label: 'Ask the team',
        verb: 'ask-team',
        data: { question: `${session.title}: ${said}`.slice(0, 400) },
        keepsCard: true,
      },
      openEvent(session),
    ],
  };
}

/** Several may be meant: asks which, and answers with one press. */
function askWhichEvent({ detail, events }: Pick<EventAsked, 'detail' | 'events'>, said: string, zone: string): Answer {
  const words = said.slice(0, 200);
  const several = events.map(([first]) => ({
    id: first.eventId,
    title: first.title,
    detail: sayMoment(first.startsAt, zone),
    action: {
      kind: 'act',
      label: 'This one',
      verb: 'event-asked',
      data: { event: first.eventId, detail, words },
    } as const,
  }));
  return {
    ...whichOne('Which one do you mean?', several, { verb: 'event-asked', data: { detail, words } }),
    subject: { events: events.map(([first]) => first.eventId) },
  };
}
