import { batch } from '../../db/fast/batch.js';
import type { Sql } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import type { Clock } from '../../domain/clock.js';
import { hourMs } from '../../domain/durations.js';
import { type ProgrammeSession, type SessionJson, sessionDetails, withInstants } from './sessions.js';

type Sessions = readonly ProgrammeSession[];

/**
 * Upcoming sessions kept in memory. The database tells whether anything has changed, and only then are they read again.
 * Every table they are read from has triggers that record changes in "ProgrammeChange".
 */
export interface ProgrammeCache {
  /** Sessions that have not ended at `now`, soonest first. Simultaneous callers share one result. */
  upcoming(now: Date): Promise<Sessions>;
}

/** Published and cancelled sessions that have not ended, soonest first; drafts are left out. */
export function upcomingSessions(core: {
  readonly programme: ProgrammeCache;
  readonly clock: Clock;
}): Promise<Sessions> {
  return core.programme.upcoming(core.clock.now());
}

/** Cached sessions, valid until a change is noted. */
interface Known {
  /** What was visible when they were read (PostgreSQL's "pg_snapshot"), to find later commits. */
  readonly snapshot: string;
  readonly asOf: Date;
  readonly sessions: Sessions;
}

/** Changes are recorded for a day only, so an older cache is read again. */
const knownMs = hourMs;

export function createProgrammeCache(sql: Sql): ProgrammeCache {
  let known: Known | undefined;
  const read = batch(
    async (moments: readonly Date[]) => {
      known = await readAgain(sql, known, moments);
      const { sessions } = known;
      return moments.map((now) => sessions.filter(({ endsAt }) => endsAt > now));
    },
    { concurrency: 1, maxBatch: 1_000 },
  );
  return { upcoming: read };
}

async function readAgain(sql: Sql, known: Known | undefined, moments: readonly Date[]): Promise<Known> {
  const times = moments.map((moment) => moment.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const usable = known && first >= known.asOf.getTime() && last - known.asOf.getTime() <= knownMs ? known : undefined;
  const asOf = new Date(first);
  const [state] = await sql.$queryRaw<State[]>(changesSince(usable?.snapshot ?? null));
  if (!state) throw new Error('The database did not answer with the programme: check that the migrations are in place');
  const { changes, snapshot } = state;
  if (!usable || !changes) return { snapshot, asOf, sessions: await readSessions(sql, programmeStatement(asOf)) };
  if (changes.length === 0) return usable;
  const read = await readSessions(sql, programmeStatement(asOf, changes));
  const changed = new Map(read.map((session) => [session.id, session]));
  const sessions = usable.sessions.map((session) => changed.get(session.id) ?? session);
  return { snapshot, asOf: usable.asOf, sessions };
}

interface State {
  /** Sessions in which places were taken or given back; null when anything may have changed, or nothing is known. */
  readonly changes: readonly string[] | null;
  readonly snapshot: string;
}

/**
 * What has changed since `known`, and what is visible now. It is asked with nearly every message, so it is a statement of its
 * own: within that of the sessions the server planned both anew each time. What changes before they are read is read, too,
 * and once more the next time.
 */
function changesSince(known: string | null): Prisma.Sql {
  return Prisma.sql`
    SELECT programme_changes(${known}::pg_snapshot) AS changes, pg_current_snapshot()::text AS snapshot`;
}

async function readSessions(sql: Sql, statement: Prisma.Sql): Promise<Sessions> {
  const [found] = await sql.$queryRaw<Array<{ sessions: readonly SessionJson[] | null }>>(statement);
  return (found?.sessions ?? []).map(withInstants);
}

/**
 * Reads the sessions after `asOf`, soonest first.
 * @param among the ids of those to read; undefined reads all
 */
export function programmeStatement(asOf: Date, among?: readonly string[]): Prisma.Sql {
  const which = among ? Prisma.sql`s.id = ANY(${among}::uuid[]) AND ${shownAfter(asOf)}` : shownAfter(asOf);
  return Prisma.sql`
    SELECT json_agg(found ORDER BY found."startsAt", found.id) AS sessions FROM (${sessionDetails(which)}) AS found`;
}

function shownAfter(asOf: Date): Prisma.Sql {
  return Prisma.sql`
    s."endsAt" > ${asOf}::timestamptz AND e.status IN ('published', 'cancelled')
    AND s.status IN ('published', 'cancelled')`;
}
