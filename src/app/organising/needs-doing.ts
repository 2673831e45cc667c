import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds, organisesSomething } from '../../domain/actor.js';
import {
  askedForMs,
  type SessionTask,
  sessionTasks,
  type WatchedSession,
  watchedMs,
} from '../../domain/organising/session-tasks.js';
import type { Core } from '../core.js';
import { countFailed } from '../messages/failed-deliveries.js';

/** A session that something is to be done about. */
export interface SessionToSee extends WatchedSession {
  readonly id: string;
  readonly eventId: string;
  readonly title: string;
}

/** Something for an organiser to do, with how many there are of it. */
export type Task =
  | { readonly kind: SessionTask; readonly sessions: readonly [SessionToSee, ...SessionToSee[]] }
  | {
      readonly kind: 'failed-messages' | 'questions' | 'claims' | 'head-claims' | 'quotes' | 'drafts';
      readonly count: number;
    };
export type TaskKind = Task['kind'];

/** The most urgent first: what goes wrong today, then who waits for an answer, then what can wait. */
const byUrgency: readonly TaskKind[] = [
  'check-in-now',
  'failed-messages',
  'questions',
  'head-claims',
  'claims',
  'list-to-confirm',
  'running-low',
  'check-in',
  'empty',
  'quotes',
  'drafts',
];

/**
 * What needs doing of what somebody organises, the most urgent first; undefined for anyone who organises nothing. Questions and
 * claims are for organisers of everything.
 * @param who whose roles count: an actor, or whoever a message is for
 */
export async function needsDoing(core: Core, who: Pick<Actor, 'grants'>): Promise<readonly Task[] | undefined> {
  if (!organisesSomething(who)) return undefined;
  const [sessions, counts, failed] = await Promise.all([
    sessionsToSee(core, who),
    countWaiting(core, who),
    countFailed(core, who),
  ]);
  const now = core.clock.now();
  const seen = sessions.map((session) => ({ session, tasks: sessionTasks(session, now) }));
  return byUrgency.flatMap((kind): Task[] => {
    switch (kind) {
      case 'failed-messages':
        return failed > 0 ? [{ kind, count: failed }] : [];
      case 'questions':
      case 'claims':
      case 'head-claims':
      case 'quotes':
      case 'drafts':
        return counts[kind] > 0 ? [{ kind, count: counts[kind] }] : [];
      default: {
        const [first, ...rest] = seen.flatMap(({ session, tasks }) => (tasks.includes(kind) ? [session] : []));
        return first ? [{ kind, sessions: [first, ...rest] }] : [];
      }
    }
  });
}

/** Series that they organise; null is all of them. */
function seriesOf({ grants }: Pick<Actor, 'grants'>): string[] | null {
  const own = grants.filter(({ role }) => role !== 'board');
  return own.some(({ seriesId }) => seriesId === null) ? null : own.flatMap(({ seriesId }) => seriesId ?? []);
}

/** A condition on the series of an event `e`. */
function ofTheirs(series: string[] | null): Prisma.Sql {
  return series === null ? Prisma.sql`TRUE` : Prisma.sql`e."seriesId" = ANY(${series}::uuid[])`;
}

function sessionsToSee(core: Core, who: Pick<Actor, 'grants'>): Promise<SessionToSee[]> {
  const now = core.clock.now().getTime();
  const count = (state: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM "Registration" g
    WHERE g."sessionId" = s.id AND g.state IN ${state})`;
  return core.prisma.$queryRaw`
    SELECT s.id, e.id AS "eventId", CASE WHEN s.label = '' THEN e.title ELSE e.title || ': ' || s.label END AS title,
           s."startsAt", s."endsAt", s.capacity, s.venue IS NOT NULL AS "hasVenue",
           s."checkInCode" IS NOT NULL AS "hasCheckIn", s."attendanceConfirmedAt" IS NOT NULL AS "isConfirmed",
           ${count(Prisma.sql`('confirmed', 'offered')`)} AS taken, ${count(Prisma.sql`('waiting')`)} AS waiting,
           (SELECT count(*)::int FROM "Attendance" a WHERE a."sessionId" = s.id AND a.present) AS present
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
     WHERE s."startsAt" BETWEEN ${new Date(now - askedForMs)} AND ${new Date(now + watchedMs)}
       AND s.status <> 'cancelled' AND e.status = 'published' AND ${ofTheirs(seriesOf(who))}
     ORDER BY s."startsAt", s.id`;
}

type Counts = Readonly<Record<'questions' | 'claims' | 'head-claims' | 'quotes' | 'drafts', number>>;

async function countWaiting(core: Core, who: Pick<Actor, 'grants'>): Promise<Counts> {
  const theirs = ofTheirs(seriesOf(who));
  const everywhere = holds(who, 'organiser');
  const [row] = await core.prisma.$queryRaw<Counts[]>`
    SELECT (SELECT count(*)::int FROM "Ticket" t WHERE ${everywhere} AND t.state IN ('open', 'taken')) AS questions,
           (SELECT count(*)::int FROM "Post" o JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
             WHERE ${everywhere} AND o.until IS NULL AND o.proof IS NULL AND o."askedAt" IS NOT NULL) AS claims,
           (SELECT count(*)::int FROM "Post" o JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
             WHERE ${everywhere} AND o.until IS NULL AND o.claim = 'asked') AS "head-claims",
           (SELECT count(*)::int FROM "Quote" q LEFT JOIN "Event" e ON e.id = q."eventId"
             WHERE q.moderation = 'pending' AND q."withdrawnAt" IS NULL AND (${theirs} OR (e.id IS NULL AND ${everywhere}))) AS quotes,
           (SELECT count(*)::int FROM "Event" e WHERE e.status = 'draft' AND ${theirs}) AS drafts`;
  return row ?? { questions: 0, claims: 0, 'head-claims': 0, quotes: 0, drafts: 0 };
}
