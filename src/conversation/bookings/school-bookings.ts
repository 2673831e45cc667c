import {
  bookingsOfCluster,
  bookingsOfSchool,
  type ClusterBooking,
  type SchoolBooking,
} from '../../app/bookings/school-bookings.js';
import { isSeenByCluster } from '../../app/people/seen-by-cluster.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { saySpan } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import { hideFromCluster, showToCluster } from '../people/seen-by-cluster.js';
import { byEvent, narrowProgramme } from '../programme/programme-words.js';
import { refusal } from '../talk/replies.js';
import type { Answer, Subject, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';

/** "Who is booked from my school?", by name, for its people; "and from our cluster?", in numbers and by name who agreed. */
export async function answerSchoolBookings(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { actor, services, now } = context;
  const { post } = actor;
  if (!post || post.urn === null) return refusal(context, 'Tell me your school first: say "my school is …".');
  if (!post.proven) {
    return refusal(context, `Somebody has to confirm that you work at ${post.school} before I show you its bookings.`);
  }
  const { prisma } = services.core;
  if (isOfCluster(request)) return answerCluster(context, post.urn, request.text);
  const all = await bookingsOfSchool(prisma, post.urn, now);
  if (all.length === 0) return refusal(context, `Nobody from ${post.school} is booked on anything just now.`);
  const named = await sessionsNamedIn(context, request.text.replace(/\b(my|our) school\b/gi, ' '));
  const booked = named ? all.filter(({ sessionId }) => named.some(({ id }) => id === sessionId)) : all;
  if (named && booked.length === 0) return nobodyThere(context, post.school ?? '', named);
  const sessions = booked.filter((one, at) => booked.findIndex(({ sessionId }) => sessionId === one.sessionId) === at);
  const items = sessions.map((session) => {
    const people = booked.filter(({ sessionId }) => sessionId === session.sessionId);
    const names = listWords(people.map(({ personName }) => personName));
    return { title: titleOf(session), detail: `${whenOf(session, context)} · ${names}` };
  });
  const spokenOf = named ? ofSessions(named) : subjectOf(sessions);
  return { ...said(`Booked from ${post.school}`, items), subject: spokenOf };
}

/** What is on that the words name; undefined where they name nothing. */
async function sessionsNamedIn({ services, now, zone }: TurnContext, words: string) {
  const found = narrowProgramme(await upcomingSessions(services.core), words, now, zone);
  return (found.named || found.days) && found.sessions.length > 0 ? found.sessions : undefined;
}

/** "Put her on it" is then about what was asked for, though nobody is booked there yet. */
function nobodyThere(context: TurnContext, school: string, named: readonly ProgrammeSession[]): Answer {
  const events = byEvent(named).slice(0, mostNames);
  const titles = events.map(([first, ...others]) => titleOf(others.length === 0 ? first : { ...first, label: '' }));
  return {
    ...refusal(context, `Nobody from ${school} is booked on ${titles.join(' or ')} yet.`),
    subject: ofSessions(named),
  };
}

function ofSessions(named: readonly ProgrammeSession[]): NonNullable<Answer['subject']> {
  const [session, ...others] = named;
  const events = [...new Set(named.map(({ eventId }) => eventId))].slice(0, 20);
  return { events, ...(session && others.length === 0 ? { session: session.id } : {}) };
}

/** They are spoken of: "where is that". */
function subjectOf(sessions: readonly SchoolBooking[]): Subject {
  const [only, ...others] = sessions;
  const events = [...new Set(sessions.map(({ eventId }) => eventId))].slice(0, mostTalkedOf);
  return only && others.length === 0 ? { events, session: only.sessionId } : { events };
}

const mostTalkedOf = 20;

function isOfCluster({ text, data }: TurnRequest): boolean {
  return data.of === 'cluster' || /\bclusters?\b/i.test(text);
}

async function answerCluster(context: TurnContext, urn: number, words: string): Promise<Answer> {
  const { core } = context.services;
  const { cluster } = await readPartnership(core);
  const seen = await isSeenByCluster(core, context.actor);
  const all = await bookingsOfCluster(core.prisma, urn, context.now);
  // "Who else is coming to the briefing from our cluster": those at what is named.
  const asked = words.replace(/\b(my|our) clusters?\b/gi, ' ');
  const named = narrowProgramme(await upcomingSessions(core), asked, context.now, context.zone);
  const ids = new Set(named.sessions.map(({ id }) => id));
  const booked = named.named || named.days ? all.filter(({ sessionId }) => ids.has(sessionId)) : all;
  if (booked.length === 0) {
    const what = all.length > 0 ? 'that' : 'anything just now';
    return refusal(context, `Nobody from the other schools of your ${cluster} is booked on ${what}.`);
  }
  const items = booked.map((one) => ({
    title: titleOf(one),
    detail: `${whenOf(one, context)} · ${plural(one.people, 'person', 'people')} from ${plural(one.schools, 'school')}${namesOf(one)}`,
  }));
  return said(`Booked from the other schools of your ${cluster}`, items, {
    note: `Names are of those who let their ${cluster} see that they come. ${seen ? 'Yours is seen, too.' : 'Yours is not seen.'}`,
    choice: seen ? hideFromCluster(cluster) : showToCluster(cluster),
  });
}

const mostNames = 8;

/** `: Sam Field (Elm Primary School), and 2 others` */
function namesOf({ seen, people }: ClusterBooking): string {
  const shown = seen.slice(0, mostNames).map(({ name, school }) => `${name} (${school})`);
  const rest = people - shown.length;
  if (shown.length === 0) return '';
  return `: ${listWords(rest === 0 ? shown : [...shown, rest === 1 ? '1 other' : `${rest} others`])}`;
}

function titleOf({ title, label }: Pick<SchoolBooking, 'title' | 'label'>): string {
  return label ? `${title}: ${label}` : title;
}

function whenOf({ startsAt, endsAt }: Pick<SchoolBooking, 'startsAt' | 'endsAt'>, { zone }: TurnContext): string {
  return saySpan(startsAt, endsAt, zone);
}

/** @param ofCluster with whether names are shown, and the way to change one's own choice */
function said(
  title: string,
  items: ReadonlyArray<{ title: string; detail: string }>,
  ofCluster?: { readonly note: string; readonly choice: ActAction },
): Answer {
  const { note, choice } = ofCluster ?? {};
  const card: Card = {
    fallback: [`${title}:`, ...items.map((item) => `${item.title}, ${item.detail}`), note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...(note ? [{ kind: 'context', text: note } as const] : []),
    ],
    actions: [
      { kind: 'act', label: 'My bookings', verb: 'my-bookings' },
      choice
        ? { kind: 'act', label: 'From my school', verb: 'school-bookings', data: {} }
        : { kind: 'act', label: 'From our cluster', verb: 'school-bookings', data: { of: 'cluster' } },
      ...(choice ? [choice] : []),
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}
