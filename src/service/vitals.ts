import type { Database } from '../db/database.js';
import { within } from '../domain/durations.js';
import type { Readiness } from '../http/health.js';
import type { Log } from './log.js';

/** All in milliseconds. */
interface Limits {
  /** An answer is good for this long, so that those who ask often cost nothing. */
  readonly freshMs: number;
  /** A round of what is due ends every minute. */
  readonly tickOverdueMs: number;
  /** After this without a write, a process that could write is thought to be stuck. */
  readonly stuckAfterMs: number;
  readonly lookEveryMs: number;
}

const usualLimits: Limits = {
  freshMs: 5_000,
  tickOverdueMs: 3 * 60_000,
  stuckAfterMs: 5 * 60_000,
  lookEveryMs: 60_000,
};
/** A write takes milliseconds. */
const writeWithinMs = 4_500;

export interface Vitals {
  /** False when only a new process can help. */
  alive(): boolean;
  /** Whether the service can serve now. */
  ready(): Promise<Readiness>;
  /** Notes that a round of what is due has ended. */
  noteTick(): Promise<void>;
  stop(): void;
}

/** Watches whether the database takes writes, and whether what is due is done. */
export function watchVitals(database: Database, log: Log, limits: Limits = usualLimits): Vitals {
  const { freshMs, tickOverdueMs, stuckAfterMs, lookEveryMs } = limits;
  const began = performance.now();
  let wroteAt = performance.now();
  let lost = false;
  let asked: { readonly at: number; readonly readiness: Promise<Readiness> } | undefined;
  void database.lost?.then(() => {
    lost = true;
  });
  const probe = async (): Promise<Readiness> => {
    const tickAgeMs = await within(writeHeartbeat(database), writeWithinMs, 'A write took too long');
    wroteAt = performance.now();
    const sinceStart = performance.now() - began;
    const queue = Math.min(tickAgeMs ?? sinceStart, sinceStart) < tickOverdueMs;
    return { ready: queue, checks: { database: true, migrations: true, queue } };
  };
  const ready = () => {
    const now = performance.now();
    if (asked && now - asked.at < freshMs) return asked.readiness;
    const readiness = probe().catch((fault: unknown): Readiness => {
      log.warn({ err: fault }, 'nothing can be written to the database');
      return { ready: false, checks: { database: false } };
    });
    asked = { at: now, readiness };
    return readiness;
  };
  const look = async () => {
    await ready();
    if (performance.now() - wroteAt < stuckAfterMs) return;
    // A server that is down comes back without our being started again.
    if (database.answersElsewhere && !(await database.answersElsewhere())) return;
    if (!lost) log.fatal('the database answers others, but nothing can be written from here: start this process again');
    lost = true;
  };
  const watch = setInterval(() => void look(), lookEveryMs).unref();
  return {
    alive: () => !lost,
    ready,
    noteTick: async () => {
      await database.sql.$executeRaw`
        INSERT INTO "Heartbeat" (name, "beatAt") VALUES ('tick', clock_timestamp())
        ON CONFLICT (name) DO UPDATE SET "beatAt" = EXCLUDED."beatAt"`;
    },
    stop: () => clearInterval(watch),
  };
}

/** Writes a row, as every act does. @returns how long ago the last round of what is due ended, in milliseconds */
async function writeHeartbeat({ sql }: Database): Promise<number | null> {
  const rows = await sql.$queryRaw<Array<{ ageMs: number | null }>>`
    INSERT INTO "Heartbeat" (name, "beatAt") VALUES ('write', clock_timestamp())
    ON CONFLICT (name) DO UPDATE SET "beatAt" = EXCLUDED."beatAt"
    RETURNING (SELECT 1000 * extract(epoch FROM clock_timestamp() - h."beatAt") FROM "Heartbeat" h
                WHERE h.name = 'tick')::float8 AS "ageMs"`;
  return rows[0]?.ageMs ?? null;
}
