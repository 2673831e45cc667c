import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Term } from '../../domain/academic-year.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import { dayMs } from '../../domain/durations.js';
import type { AudiencePlan, EventPlan, QuestionPlan } from '../../domain/event-plan.js';
import type { EventDetails } from '../../domain/programme/event-details.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { wordsWithin } from '../words-within.js';

/** A session as organisers see it, with how many people hold, were offered and are waiting for a place. */
export interface OrganisedSession {
  readonly id: string;
  readonly label: string;
  readonly venue: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly link: string | null;
  readonly parking: string | null;
  readonly stepFree: string | null;
  readonly travel: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number | null;
  readonly status: Publication;
  readonly confirmed: number;
  readonly offered: number;
  readonly waiting: number;
}

/** A question asked at booking. */
export interface OrganisedQuestion extends QuestionPlan {
  readonly id: string;
  /** How many people answered it. */
  readonly answered: number;
}

/** An event as organisers see it, including drafts. Sessions soonest first; a draft may have none yet. */
export interface OrganisedEvent extends Required<EventPlan>, AudiencePlan {
  readonly id: string;
  readonly seriesName: string;
  readonly status: Publication;
  readonly questions: readonly OrganisedQuestion[];
  /** What is asked after it besides how it was: its own questions, or those of its series. */
  readonly questionsAfter: readonly string[];
  readonly academicYear: number;
  readonly term: Term;
  readonly sessions: readonly OrganisedSession[];
  readonly details: EventDetails;
}

const listedAtMost = 40;
/** Organisers record attendance and thank people for a month after an event. */
const recentMs = 31 * dayMs;

const select = {
  id: true,
  seriesId: true,
  series: { select: { name: true, feedbackQuestions: true } },
  feedbackQuestions: true,
  ownFeedbackQuestions: true,
  title: true,
  description: true,
  status: true,
  audience: true,
  phases: true,
  localities: true,
  membersOnly: true,
  placesPerSchool: true,
  cateringCutOff: true,
  holdHours: true,
  questions: {
    orderBy: { order: 'asc' },
    select: {
      id: true,
      kind: true,
      prompt: true,
      options: true,
      required: true,
      _count: { select: { answers: true } },
    },
  },
  theme: true,
  agenda: true,
  speakers: true,
  bring: true,
  lunch: true,
  joining: true,
  contact: true,
  picture: true,
  slides: true,
  recording: true,
  costPence: true,
  opensAt: true,
  closesAt: true,
  academicYear: true,
  term: true,
  sessions: {
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      label: true,
      venue: true,
      address: true,
      town: true,
      postcode: true,
      link: true,
      parking: true,
      stepFree: true,
      travel: true,
      startsAt: true,
      endsAt: true,
      capacity: true,
      status: true,
    },
  },
} satisfies Prisma.EventSelect;

type EventRow = Prisma.EventGetPayload<{ select: typeof select }>;

interface EventsWanted {
  /** Parts of the title; empty for all. */
  readonly words?: string;
  /** Null is all of them. */
  readonly seriesId?: string | null;
}

/** Events the actor organises: all drafts, and upcoming and recent events. Soonest first, drafts without dates last. */
export async function organisedEvents(
  core: Core,
  actor: Actor,
  only?: 'drafts' | 'published',
  { words = '', seriesId = null }: EventsWanted = {},
): Promise<OrganisedEvent[]> {
  if (!holdsSomewhere(actor, 'organiser')) return [];
  const since = new Date(core.clock.now().getTime() - recentMs);
  const later = only === 'published' ? ('published' as const) : { not: 'retired' as const };
  const rows = await core.prisma.event.findMany({
    where: {
      ...(holds(actor, 'organiser') ? {} : { seriesId: { in: ownSeries(actor) } }),
      OR: [
        // Those of a cancelled series are about to be deleted: they are kept while that can be undone.
        ...(only === 'published'
          ? []
          : [{ status: 'draft' as const, series: { status: { not: 'cancelled' as const } } }]),
        ...(only === 'drafts' ? [] : [{ status: later, sessions: { some: { endsAt: { gt: since } } } }]),
      ],
      AND: [...wordsWithin(words).map((title) => ({ title })), ...(seriesId === null ? [] : [{ seriesId }])],
    },
    orderBy: { createdAt: 'desc' },
    take: listedAtMost,
    select,
  });
  const events = await withCounts(core.prisma, rows);
  return events.sort((a, b) => firstDay(a) - firstDay(b));
}

/** One event, for its organisers only. */
export async function organisedEvent(db: Db | Tx, actor: Actor, eventId: string): Promise<OrganisedEvent | undefined> {
  if (!isUuid(eventId)) return undefined;
  const row = await db.event.findUnique({ where: { id: eventId }, select });
  if (!row || !holds(actor, 'organiser', row.seriesId)) return undefined;
  return (await withCounts(db, [row]))[0];
}

/** The event of a session, for its organisers only. */
export async function eventOfSession(
  db: Db | Tx,
  actor: Actor,
  sessionId: string,
): Promise<OrganisedEvent | undefined> {
  if (!isUuid(sessionId)) return undefined;
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { eventId: true } });
  return session ? organisedEvent(db, actor, session.eventId) : undefined;
}

/** Whether the ids belong to an existing event that the actor does not organise. */
export async function isAnothersEvent(
  db: Db,
  actor: Actor,
  { event = '', session = '' }: { readonly event?: string; readonly session?: string },
): Promise<boolean> {
  const select = { seriesId: true } as const;
  const found =
    (isUuid(event) && (await db.event.findUnique({ where: { id: event }, select }))) ||
    (isUuid(session) && (await db.event.findFirst({ where: { sessions: { some: { id: session } } }, select })));
  return found ? !holds(actor, 'organiser', found.seriesId) : false;
}

/** Series in which the actor may create events, by name. */
export async function organisedSeries(db: Db, actor: Actor): Promise<Array<{ id: string; name: string }>> {
  if (!holdsSomewhere(actor, 'organiser')) return [];
  return db.series.findMany({
    where: {
      status: { in: ['draft', 'published'] },
      ...(holds(actor, 'organiser') ? {} : { id: { in: ownSeries(actor) } }),
    },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
}

function ownSeries(actor: Actor): string[] {
  return actor.grants.flatMap(({ role, seriesId }) => (role === 'organiser' && seriesId ? [seriesId] : []));
}

function firstDay(event: OrganisedEvent): number {
  return event.sessions[0]?.startsAt.getTime() ?? Number.MAX_SAFE_INTEGER;
}

interface Count {
  readonly sessionId: string;
  readonly confirmed: number;
  readonly offered: number;
  readonly waiting: number;
}

async function withCounts(db: Db | Tx, rows: readonly EventRow[]): Promise<OrganisedEvent[]> {
  const ids = rows.flatMap(({ sessions }) => sessions.map(({ id }) => id));
  const counts =
    ids.length === 0
      ? []
      : await db.$queryRaw<Count[]>`
    SELECT "sessionId", count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
           count(*) FILTER (WHERE state = 'offered')::int AS offered,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting
      FROM "Registration" WHERE "sessionId" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})
     GROUP BY "sessionId"`;
  const bySession = new Map(counts.map((count) => [count.sessionId, count]));
  return rows.map(({ series, sessions, questions, feedbackQuestions, ownFeedbackQuestions, ...event }) => ({
    ...event,
    questionsAfter: ownFeedbackQuestions ? feedbackQuestions : series.feedbackQuestions,
    details: detailsOf(event),
    questions: questions.map(({ _count, ...question }) => ({ ...question, answered: _count.answers })),
    seriesName: series.name,
    sessions: sessions.map((session) => {
      const { confirmed = 0, offered = 0, waiting = 0 } = bySession.get(session.id) ?? {};
      return { ...session, confirmed, offered, waiting };
    }),
  }));
}

function detailsOf(event: { readonly [Field in keyof EventDetails]: EventDetails[Field] | null }): EventDetails {
  const said = (text: string | null) => text ?? '';
  return {
    theme: said(event.theme),
    agenda: event.agenda ?? [],
    speakers: event.speakers ?? [],
    bring: said(event.bring),
    lunch: said(event.lunch),
    joining: said(event.joining),
    contact: said(event.contact),
    picture: said(event.picture),
    slides: said(event.slides),
    recording: said(event.recording),
  };
}
