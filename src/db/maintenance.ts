import type { Database } from './database.js';

/**
 * Vacuums deleted rows and updates the planner's statistics. A server does so by itself; the embedded database does
 * not, so this runs nightly. It blocks everything else for well under a second.
 */
export async function tidyUp(database: Database): Promise<void> {
  if (database.kind === 'embedded') await database.pool.query('VACUUM (ANALYZE)');
}
