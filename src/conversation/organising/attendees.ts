import { readAttendees } from '../../app/bookings/attendees.js';
import { type OrganisedEvent, organisedEvents } from '../../app/organising/organised-events.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { sayMoment } from '../../domain/when.js';
import { pastEventMeant } from '../figures/past-event.js';
import { answerQuestion } from '../knowledge/answer-question.js';
import { lookUp } from '../knowledge/look-up.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { attendeesCard } from './attendees-cards.js';
import { eventNotFound } from './organising.js';
import { organiserAct } from './organising-cards.js';

/** "Who is coming to the Northgate briefing?" */
export async function answerAttendees(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, links } = context.services;
  const eventId = request.data.event ?? (await eventMeant(context, request.text));
  if (typeof eventId !== 'string') return eventId;
  const found = await readAttendees(core, context.actor, eventId);
  if (!found) return eventNotFound(context, { event: eventId });
  const wanted = found.sessions.filter(
    ({ sessionId }) => request.data.session === undefined || sessionId === request.data.session,
  );
  const { accountId } = context.actor;
  const files = {
    xlsx: links.attendees(accountId, eventId, 'xlsx'),
    csv: links.attendees(accountId, eventId, 'csv'),
  };
  const { session } = request.data;
  const data: Readonly<Record<string, string>> =
    session === undefined ? { event: eventId } : { event: eventId, session };
  const card = attendeesCard({ ...found, sessions: wanted }, context, files, { verb: 'attendees', data });
  return { replies: [{ kind: 'card', card }] };
}

/** The event named in the message, of those the user organises; else a list to choose from. */
async function eventMeant(context: TurnContext, words: string): Promise<string | Answer> {
  const events = (await organisedEvents(context.services.core, context.actor)).filter(
    ({ status }) => status !== 'draft',
  );
  const narrowed = narrowProgramme(await upcomingSessions(context.services.core), words, context.now, context.zone);
  const named = narrowed.named || narrowed.days ? new Set(narrowed.sessions.map(({ eventId }) => eventId)) : undefined;
  const meant = named ? events.filter(({ id }) => named.has(id)) : events;
  const [only, ...others] = meant;
  if (only && others.length === 0) return only.id;
  const past = only ? undefined : pastEventMeant(context, words, narrowed.days, (await lookUp(context, words)).finding);
  if (past) return answerQuestion(context, { text: words, data: past, values: {} });
  const title = 'Who is coming to which event?';
  const items = (meant.length > 0 ? meant : events).slice(0, 20).map((event) => ({
    title: event.title,
    detail: firstDay(event, context),
    action: organiserAct('Who is coming', 'attendees', { event: event.id }),
  }));
  const card = {
    fallback: [title, ...items.map((item) => item.title)].join('\n'),
    blocks: [{ kind: 'heading', text: title } as const, { kind: 'list', items } as const],
    again: { verb: 'attendees' } as const,
  };
  return { replies: [{ kind: 'card', card }] };
}

function firstDay({ sessions }: OrganisedEvent, context: TurnContext): string {
  const [first] = sessions;
  return first ? sayMoment(first.startsAt, context.zone) : 'no session';
}
