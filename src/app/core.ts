import type { Db } from '../db/database.js';
import type { Clock } from '../domain/clock.js';
import type { Queue } from '../queue/queue.js';

/** What every use case needs. */
export interface Core {
  readonly prisma: Db;
  readonly queue: Queue;
  readonly clock: Clock;
  /** IANA name of the zone in which dates are shown and understood. */
  readonly timeZone: string;
}
