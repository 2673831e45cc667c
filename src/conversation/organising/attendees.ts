import { type AttendeeFormat, type Attendees, readAttendees } from '../../app/bookings/attendees.js';
import { type OrganisedEvent, organisedEvents } from '../../app/organising/organised-events.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { sayMoment } from '../../domain/when.js';
import type { Verb } from '../../rendering/verbs.js';
import { pastEventMeant } from '../figures/past-event.js';
import { answerQuestion } from '../knowledge/answer-question.js';
import { lookUp } from '../knowledge/look-up.js';
import { ofListed } from '../programme/programme.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { attendeesCard } from './attendees-cards.js';
import { eventNotFound } from './organising.js';
import { organiserAct } from './organising-cards.js';

/** "Who is coming to the Northgate briefing?" */
export async function answerAttendees(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await attendeesMeant(context, request, coming);
  if ('replies' in found) return found;
  const wanted = found.sessions.filter(
    ({ sessionId }) => request.data.session === undefined || sessionId === request.data.session,
  );
  const { session } = request.data;
  const data: Readonly<Record<string, string>> =
    session === undefined ? { event: found.eventId } : { event: found.eventId, session };
  const links = attendeeLinks(context, found.eventId);
  const card = attendeesCard({ ...found, sessions: wanted }, context, links, { verb: 'attendees', data });
  const [only, ...others] = wanted;
  const subject = {
    events: [found.eventId],
    ...(only && others.length === 0 ? { session: only.sessionId } : {}),
  };
  return { replies: [{ kind: 'card', card }], subject };
}

/** Links to the list as files, for whoever asks. */
export function attendeeLinks(
  { services: { links }, actor }: TurnContext,
  eventId: string,
): Readonly<Record<AttendeeFormat, string>> {
  const linkTo = (format: AttendeeFormat) => links.attendees(actor.accountId, eventId, format);
  return {
    xlsx: linkTo('xlsx'),
    csv: linkTo('csv'),
    'badges.pdf': linkTo('badges.pdf'),
    'rooms.pdf': linkTo('rooms.pdf'),
  };
}

/** What is asked about those who are coming, when it is to be said of which event. */
export interface AskedOfComing {
  readonly which: string;
  readonly verb: Verb;
  readonly label: string;
}

const coming: AskedOfComing = { which: 'Who is coming to which event?', verb: 'attendees', label: 'Who is coming' };

/** Those who are coming to the event of a button, or named in the message; else a list of events to choose from. */
export async function attendeesMeant(
  context: TurnContext,
  request: TurnRequest,
  asked: AskedOfComing,
): Promise<Attendees | Answer> {
  const meant = request.data.event ? { eventId: request.data.event } : await eventMeant(context, request.text, asked);
  if ('replies' in meant) return meant;
  const { eventId, named } = meant;
  const found = await readAttendees(context.services.core, context.actor, eventId);
  if (!found) return eventNotFound(context, { event: eventId });
  const sessions = found.sessions.filter(({ sessionId }) => named?.has(sessionId));
  return sessions.length > 0 ? { ...found, sessions } : found;
}

interface Meant {
  readonly eventId: string;
  /** Sessions that the message names. */
  readonly named?: ReadonlySet<string>;
}

/** The event named in the message, of those the user organises; else a list to choose from. */
async function eventMeant(context: TurnContext, words: string, asked: AskedOfComing): Promise<Meant | Answer> {
  const events = (await organisedEvents(context.services.core, context.actor)).filter(
    ({ status }) => status !== 'draft',
  );
  const narrowed = narrowProgramme(await upcomingSessions(context.services.core), words, context.now, context.zone);
  const sessions = ofListed(context, narrowed.sessions);
  const named = narrowed.named || narrowed.days ? new Set(sessions.map(({ eventId }) => eventId)) : undefined;
  const talkedOf = events.filter(({ id }) => context.subject.events.includes(id));
  const meant = named ? events.filter(({ id }) => named.has(id)) : talkedOf.length === 1 ? talkedOf : events;
  const [only, ...others] = meant;
  if (only && others.length === 0) {
    const { session } = context.subject;
    // Of an event that is spoken of, the session that was looked at.
    const shown = session ? new Set([session]) : undefined;
    const of = named ? new Set(sessions.map(({ id }) => id)) : shown;
    return { eventId: only.id, ...(of ? { named: of } : {}) };
  }
  const past = only ? undefined : pastEventMeant(context, words, narrowed.days, (await lookUp(context, words)).finding);
  if (past) return answerQuestion(context, { text: words, data: past, values: {} });
  const items = (meant.length > 0 ? meant : events).slice(0, 20).map((event) => {
    const [one, ...more] = named ? sessions.filter(({ eventId }) => eventId === event.id) : [];
    const session: Record<string, string> =
      one && more.length === 0 && event.sessions.length > 1 ? { session: one.id } : {};
    return {
      title: event.title,
      detail: firstDay(event, context),
      action: organiserAct(asked.label, asked.verb, { event: event.id, ...session }),
    };
  });
  const card = {
    fallback: [asked.which, ...items.map((item) => item.title)].join('\n'),
    blocks: [{ kind: 'heading', text: asked.which } as const, { kind: 'list', items } as const],
    again: { verb: asked.verb } as const,
  };
  return { replies: [{ kind: 'card', card }] };
}

function firstDay({ sessions }: OrganisedEvent, context: TurnContext): string {
  const [first] = sessions;
  return first ? sayMoment(first.startsAt, context.zone) : 'no session';
}
