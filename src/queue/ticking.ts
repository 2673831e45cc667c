import type PgBoss from 'pg-boss';
import type { Log } from '../service/log.js';

const MINUTE = 60_000;

/**
 * Adds a `tick` now and then at the start of each minute of the clock. Every process does, and pg-boss keeps one for each
 * minute by the database's clock.
 * @param added called when a tick was added by this process
 * @returns ends it
 */
export function keepTicking(boss: PgBoss, log: Log, added: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const tick = async () => {
    try {
      if (await boss.send('tick', {}, { singletonSeconds: 60 })) added();
    } catch (error) {
      log.warn(
        { fault: error instanceof Error ? error.message : 'not an error' },
        'no tick this minute; the next catches up',
      );
    }
    // A little into the minute, so that a clock slightly ahead of the database's does not ask for the last one again.
    if (!ended) timer = setTimeout(tick, MINUTE - (Date.now() % MINUTE) + 250);
  };
  void tick();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
