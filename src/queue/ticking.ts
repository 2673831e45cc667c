import type PgBoss from 'pg-boss';
import type { Log } from '../service/log.js';

const MINUTE = 60_000;

/**
 * Adds a `tick` at the start of each minute. Every process does so, and pg-boss keeps one for each minute of the
 * database's clock.
 * @param added called when this process added a tick
 * @returns stops it
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
    // Slightly into the minute, because a clock ahead of the database's would ask for the previous one again.
    if (!ended) timer = setTimeout(tick, MINUTE - (Date.now() % MINUTE) + 250);
  };
  void tick();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
