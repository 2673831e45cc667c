import type { Database, Db } from '../db/database.js';
import type { Sql } from '../db/fast/sql.js';
import type { Clock } from '../domain/clock.js';
import type { Queue } from '../queue/queue.js';
import { Memory } from './memory.js';
import { createProgrammeCache, type ProgrammeCache } from './programme/upcoming-sessions.js';

/** What every use case works with. */
export interface Core {
  readonly prisma: Db;
  /** For the few statements that are worth the driver's speed. */
  readonly sql: Sql;
  readonly queue: Queue;
  readonly clock: Clock;
  /** IANA name; every date is shown and understood in it. */
  readonly timeZone: string;
  /** The programme to come, as it was last read. */
  readonly programme: ProgrammeCache;
  /** What else is kept of the records. */
  readonly memory: Memory;
}

export interface CoreParts extends Pick<Core, 'queue' | 'clock' | 'timeZone'> {
  readonly database: Pick<Database, 'prisma' | 'sql'>;
}

/** Made once for an open database: what it keeps is shared by all who work with it. */
export function createCore({ database: { prisma, sql }, queue, clock, timeZone }: CoreParts): Core {
  return { prisma, sql, queue, clock, timeZone, programme: createProgrammeCache(sql), memory: new Memory() };
}
