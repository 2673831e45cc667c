import type { Core } from '../core.js';

/**
 * Whoever waits longer than this for a database that says nothing hears an apology, within the five seconds that Teams
 * allows. Milliseconds.
 */
const silentAfterMs = 3_500;
const lookEveryMs = 500;

/** The database says nothing, to nobody here. What was asked of it may still be done. */
export class DatabaseSilent extends Error {
  constructor() {
    super('The database says nothing: look whether it answers');
  }
}

/**
 * Waits for work, however long it takes, as long as the database answers anybody. Otherwise the work goes on, and what
 * becomes of it is not heard of.
 * @throws what the work throws, or DatabaseSilent
 */
export async function unlessSilent<Result>({ sql }: Core, work: Promise<Result>): Promise<Result> {
  const began = performance.now();
  let watch: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    watch = setInterval(() => {
      if (performance.now() - began >= silentAfterMs && sql.isSilent(silentAfterMs)) reject(new DatabaseSilent());
    }, lookEveryMs);
  });
  try {
    return await Promise.race([work, silent]);
  } finally {
    clearInterval(watch);
  }
}
