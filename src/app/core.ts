import type { Database, Db } from '../db/database.js';
import type { Sql } from '../db/fast/sql.js';
import type { Clock } from '../domain/clock.js';
import type { Queue } from '../queue/queue.js';
import type { Hold } from './hold.js';
import { Memory } from './memory.js';
import { createProgrammeCache, type ProgrammeCache } from './programme/upcoming-sessions.js';

/** What every use case needs. */
export interface Core {
  readonly prisma: Db;
  /** For the few statements that need the driver's speed. */
  readonly sql: Sql;
  readonly queue: Queue;
  readonly clock: Clock;
  /** IANA name of the zone in which dates are shown and understood. */
  readonly timeZone: string;
  /** Handed in, as the zone is. */
  readonly standIns: StandIns;
  /** Whether the service has a mail server, so that people without a chat are written to by e-mail. */
  readonly mailConnected: boolean;
  /** Cached upcoming sessions. */
  readonly programme: ProgrammeCache;
  /** Other cached data. */
  readonly memory: Memory;
  /** Whatever is told with this core waits for it: an act passes `{ ...core, hold }` on to all that it does. */
  readonly hold?: Hold;
}

/** Names that use cases put on record where there is no other, to be read among those of people and papers. */
export interface StandIns {
  /** Of whoever was forgotten. */
  readonly erasedPerson: string;
  /** Within what others wrote of them. */
  readonly somebody: string;
  /** Who looks after an article whose owner was forgotten. */
  readonly office: string;
  /** The source of figures that name none. */
  readonly ownRecords: { readonly title: string; readonly publisher: string };
}

interface CoreParts extends Pick<Core, 'queue' | 'clock' | 'timeZone' | 'standIns'> {
  readonly database: Pick<Database, 'prisma' | 'sql'>;
  /** False when left out, as on the command line, which sends nothing. */
  readonly mailConnected?: boolean;
}

/** Creates the core of an open database once, so that everyone shares its caches. */
export function createCore({ database: { prisma, sql }, mailConnected = false, ...rest }: CoreParts): Core {
  return { ...rest, prisma, sql, mailConnected, programme: createProgrammeCache(sql), memory: new Memory() };
}
