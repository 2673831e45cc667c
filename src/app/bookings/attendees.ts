import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import type { QuestionKind } from '../../domain/event-plan.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** Somebody registered, with their answers in the order of the questions. */
export interface Attendee {
  readonly personId: string;
  readonly name: string;
  readonly position: Position | null;
  /** What they are called there, where that is none of the positions. */
  readonly title: string | null;
  readonly school: string | null;
  readonly urn: number | null;
  /** For the organisers' files: their own, else the one that the platform vouches for. */
  readonly email: string | null;
  readonly state: 'confirmed' | 'offered' | 'waiting';
  readonly bookedBy: string | null;
  readonly answers: readonly string[];
}

export interface AttendeesOfSession {
  readonly sessionId: string;
  readonly label: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number | null;
  readonly status: Publication;
  readonly attendees: readonly Attendee[];
}

export interface Attendees {
  readonly eventId: string;
  readonly title: string;
  readonly questions: ReadonlyArray<{
    readonly prompt: string;
    readonly kind: QuestionKind;
    /** Of a choice. */
    readonly options: readonly string[];
  }>;
  readonly sessions: readonly AttendeesOfSession[];
}

const listed = {
  seriesId: true,
  title: true,
  questions: { orderBy: { order: 'asc' }, select: { id: true, prompt: true, kind: true, options: true } },
  sessions: {
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      label: true,
      startsAt: true,
      endsAt: true,
      capacity: true,
      status: true,
      registrations: {
        where: { state: { in: ['confirmed', 'offered', 'waiting'] } },
        orderBy: [{ state: 'asc' }, { person: { name: 'asc' } }, { queue: 'asc' }],
        select: {
          state: true,
          urn: true,
          personId: true,
          bookedById: true,
          school: { select: { name: true } },
          bookedBy: { select: { name: true } },
          person: {
            select: {
              name: true,
              email: true,
              accounts: { where: { vouchedEmail: { not: null } }, select: { vouchedEmail: true }, take: 1 },
              posts: { where: { until: null }, select: { position: true, title: true } },
            },
          },
          answers: { select: { questionId: true, answer: true } },
        },
      },
    },
  },
} satisfies Prisma.EventSelect;

/** Who is coming, session by session: confirmed places first, then by name. Undefined for anyone but its organisers. */
export async function readAttendees(core: Core, actor: Actor, eventId: string): Promise<Attendees | undefined> {
  if (!isUuid(eventId)) return undefined;
  const event = await core.prisma.event.findUnique({
    where: { id: eventId },
    select: listed,
  });
  if (!event || !holds(actor, 'organiser', event.seriesId)) return undefined;
  const { title, questions } = event;
  const sessions = event.sessions.map(({ id, registrations, ...session }) => ({
    ...session,
    sessionId: id,
    attendees: registrations.map(({ person, school, urn, state, personId, bookedById, bookedBy, answers }) => ({
      personId,
      name: person.name,
      position: person.posts[0]?.position ?? null,
      title: person.posts[0]?.title ?? null,
      school: school?.name ?? null,
      urn,
      email: person.email ?? person.accounts[0]?.vouchedEmail ?? null,
      // The query returns active registrations only.
      state: state as Attendee['state'],
      bookedBy: bookedById === personId ? null : (bookedBy?.name ?? null),
      answers: questions.map((question) => answers.find(({ questionId }) => questionId === question.id)?.answer ?? ''),
    })),
  }));
  return { eventId, title, questions: questions.map(({ id: _id, ...question }) => question), sessions };
}

const formats = ['xlsx', 'csv', 'badges.pdf', 'rooms.pdf'] as const;
/** What the list can be had as: tables, badges to wear, or a sheet for each room. */
export type AttendeeFormat = (typeof formats)[number];

export function isAttendeeFormat(format: string): format is AttendeeFormat {
  return formats.some((known) => known === format);
}

/** Notes in the audit trail that the list of names was downloaded. */
export async function noteExport(core: Core, actor: Actor, eventId: string, format: AttendeeFormat): Promise<void> {
  const line = { act: 'export-attendees', subject: 'event', subjectId: eventId, outcome: format } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
