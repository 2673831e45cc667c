import { share } from '../../db/fast/batch.js';
import { quickStatements } from '../../db/fast/quick-transaction.js';
import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import { type ProgrammeSession, type SessionJson, sessionDetails, withInstants } from './sessions.js';

type Sessions = readonly ProgrammeSession[];

/** The programme as it was read, which it stays until somebody changes it. */
interface Known {
  /** What could be seen then (PostgreSQL's "pg_snapshot"): what was committed since shows by it. */
  readonly snapshot: string;
  readonly asOf: Date;
  readonly sessions: Sessions;
}

interface Reader {
  known?: Known;
  readonly read: () => Promise<Sessions>;
}

/** Changes are noted for a day; what is older than this is read again. */
const knownMs = 60 * 60_000;

const readers = new WeakMap<Core, Reader>();

/**
 * Published and cancelled sessions that have not ended, soonest first; drafts are left out. Whoever asks at the same time
 * gets the same ones.
 */
export function upcomingSessions(core: Core): Promise<Sessions> {
  return readerOf(core).read();
}

/**
 * Stands for what was last read of the programme: `programme_holds` tells whether it is still so, within another statement.
 * @returns undefined when nothing was read within the hour
 */
export function knownProgramme(core: Core): { readonly snapshot: string; readonly sessions: Sessions } | undefined {
  const { known } = readerOf(core);
  const now = core.clock.now();
  if (!known || now < known.asOf || now.getTime() - known.asOf.getTime() > knownMs) return undefined;
  return { snapshot: known.snapshot, sessions: known.sessions.filter(({ endsAt }) => endsAt > now) };
}

function readerOf(core: Core): Reader {
  const kept = readers.get(core);
  if (kept) return kept;
  const reader: Reader = { read: share(() => readAgain(core, reader)) };
  readers.set(core, reader);
  return reader;
}

async function readAgain(core: Core, reader: Reader): Promise<Sessions> {
  const known = knownProgramme(core);
  const asOf = core.clock.now();
  const { holds, snapshot, sessions } = await readUpcoming(core, asOf, known?.snapshot);
  if (holds && known) return known.sessions;
  reader.known = { snapshot, asOf, sessions: (sessions ?? []).map(withInstants) };
  return reader.known.sessions;
}

interface Read {
  readonly holds: boolean | null;
  readonly snapshot: string;
  /** Null when there are none, and when what is known holds. */
  readonly sessions: readonly SessionJson[] | null;
}

async function readUpcoming(core: Core, now: Date, known: string | undefined): Promise<Read> {
  const [read] = await quickStatements(core.prisma).$queryRaw<Read[]>`
    WITH state AS MATERIALIZED (
      SELECT programme_holds(${known ?? null}::pg_snapshot) AS holds, pg_current_snapshot()::text AS snapshot)
    SELECT holds, snapshot, CASE WHEN holds IS NOT TRUE THEN (
      SELECT json_agg(found ORDER BY found."startsAt", found.id) FROM (${sessionDetails(Prisma.sql`
        s."endsAt" > ${now} AND e.status IN ('published', 'cancelled') AND s.status IN ('published', 'cancelled')`)}
      ) AS found) END AS sessions
      FROM state`;
  if (!read) throw new Error('The database did not answer with the programme: check that the migrations are in place');
  return read;
}
