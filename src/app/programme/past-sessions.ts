import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import { dayMs } from '../../domain/durations.js';
import { type ProgrammeSession, readSessions } from './sessions.js';

/** Slides and recordings are asked for after some days or weeks; older ones are found by name in the records. */
const sinceMs = 400 * dayMs;
const most = 200;

/** Sessions that are over, of a year back, the latest first: those with slides or a recording come first of each event. */
export async function pastSessions(core: { readonly sql: SqlTx }, now: Date): Promise<ProgrammeSession[]> {
  const since = new Date(now.getTime() - sinceMs);
  const found = await readSessions(
    core.sql,
    Prisma.sql`s."endsAt" <= ${now}::timestamptz AND s."endsAt" > ${since}::timestamptz
      AND e.status IN ('published', 'retired') AND s.status = 'published'`,
  );
  return found.toReversed().slice(0, most);
}
