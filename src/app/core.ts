import type { Db } from '../db/database.js';
import type { Clock } from '../domain/clock.js';
import type { Queue } from '../queue/queue.js';

/** What every use case works with. */
export interface Core {
  readonly prisma: Db;
  readonly queue: Queue;
  readonly clock: Clock;
  /** IANA name; every date is shown and understood in it. */
  readonly timeZone: string;
}
