import { readAttendees } from '../../app/bookings/attendees.js';
import { type OrganisedEvent, organisedEvents } from '../../app/organising/organised-events.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { sayMoment } from '../../domain/when.js';
import { pastEventMeant } from '../figures/past-event.js';
import { answerQuestion } from '../knowledge/answer-question.js';
import { lookUp } from '../knowledge/look-up.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { attendeesCard } from './attendees-cards.js';
import { goneEvent } from './organising.js';
import { organiserAct } from './organising-cards.js';

/** "Who is coming to the Lincoln briefing?" */
export async function answerAttendees(talk: Talk, ask: Ask): Promise<Answer> {
  const { core, links } = talk.desk;
  const eventId = ask.data.event ?? (await eventMeant(talk, ask.text));
  if (typeof eventId !== 'string') return eventId;
  const found = await readAttendees(core, talk.actor, eventId);
  if (!found) return goneEvent(talk, { event: eventId });
  const wanted = found.sessions.filter(
    ({ sessionId }) => ask.data.session === undefined || sessionId === ask.data.session,
  );
  const { accountId } = talk.actor;
  const card = attendeesCard({ ...found, sessions: wanted }, talk, {
    xlsx: links.attendees(accountId, eventId, 'xlsx'),
    csv: links.attendees(accountId, eventId, 'csv'),
  });
  return { replies: [{ kind: 'card', card }] };
}

/** The event that the words name among those that the asker organises; else a list to choose from. */
async function eventMeant(talk: Talk, words: string): Promise<string | Answer> {
  const events = (await organisedEvents(talk.desk.core, talk.actor)).filter(({ status }) => status !== 'draft');
  const narrowed = narrowProgramme(await upcomingSessions(talk.desk.core), words, talk.now, talk.zone);
  const named = narrowed.named || narrowed.days ? new Set(narrowed.sessions.map(({ eventId }) => eventId)) : undefined;
  const meant = named ? events.filter(({ id }) => named.has(id)) : events;
  const [only, ...others] = meant;
  if (only && others.length === 0) return only.id;
  const past = only ? undefined : pastEventMeant(talk, words, narrowed.days, (await lookUp(talk, words)).finding);
  if (past) return answerQuestion(talk, { text: words, data: past, values: {} });
  const title = 'Who is coming to which event?';
  const items = (meant.length > 0 ? meant : events).slice(0, 20).map((event) => ({
    title: event.title,
    detail: firstDay(event, talk),
    action: organiserAct('Who is coming', 'attendees', { event: event.id }),
  }));
  const card = {
    fallback: [title, ...items.map((item) => item.title)].join('\n'),
    blocks: [{ kind: 'heading', text: title } as const, { kind: 'list', items } as const],
  };
  return { replies: [{ kind: 'card', card }] };
}

function firstDay({ sessions }: OrganisedEvent, talk: Talk): string {
  const [first] = sessions;
  return first ? sayMoment(first.startsAt, talk.zone) : 'no session';
}
