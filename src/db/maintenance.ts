import type { Database } from './database.js';

/**
 * Tidies up behind deleted rows and renews the planner's statistics. A server does so by itself; the embedded database has
 * nobody else to do it, so it is called nightly. Nothing else runs meanwhile (well under a second).
 */
export async function tidyUp(database: Database): Promise<void> {
  if (database.kind === 'embedded') await database.pool.query('VACUUM (ANALYZE)');
}
