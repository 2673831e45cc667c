import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { Prisma } from '../../../db/generated/client.js';
import { dayMs } from '../../../domain/durations.js';
import { isUuid } from '../../../domain/uuid.js';
import { isWorkingTime } from '../../../domain/working-hours.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { readWorkingCalendar } from '../../programme/working-calendar.js';
import { failedSince } from '../failed-deliveries.js';
import { type NewDelivery, scheduleDeliveries } from '../schedule-delivery.js';

/** After a weekend or a holiday, what failed in the meantime is told too, but nothing older than this. */
const oldestMs = 14 * dayMs;

/**
 * Tells the organisers of a series, once a day and in working hours, what did not arrive since they were told last; where a series
 * has none of its own, and for what is about no series, those of everything. Runs every minute. @returns how many are told now
 */
export async function tellOfFailed(core: Core): Promise<number> {
  const now = core.clock.now();
  if (!isWorkingTime(now, await readWorkingCalendar(core.prisma, core.timeZone))) return 0;
  const since = new Date(now.getTime() - oldestMs);
  const day = format(new TZDate(now, core.timeZone), 'yyyy-MM-dd');
  return commit(core, async (tx) => {
    const due = await tx.$queryRaw<Array<{ personId: string; since: Date }>>`
      WITH concerned AS (${concernedSince(since)}),
           told AS (
             SELECT d."personId", max(d."createdAt") AS at FROM "Delivery" d WHERE d.kind = 'messages-failed' GROUP BY d."personId")
      SELECT c."personId", COALESCE(max(t.at), ${since}) AS since
        FROM concerned c LEFT JOIN told t ON t."personId" = c."personId"
       WHERE c."failedAt" > COALESCE(t.at, ${since}) GROUP BY c."personId"`;
    return scheduleDeliveries(
      core,
      tx,
      due.map(
        (one): NewDelivery => ({
          key: `messages-failed:${day}:${one.personId}`,
          kind: 'messages-failed',
          to: { personId: one.personId },
          payload: { since: one.since.toISOString() },
        }),
      ),
    );
  });
}

/** Each failure since then with each organiser whom it concerns. */
function concernedSince(since: Date): Prisma.Sql {
  return Prisma.sql`
    WITH failed AS (SELECT * FROM (${failedSince(since)}) r WHERE r."failedAt" IS NOT NULL AND r.kind <> 'messages-failed'),
         organising AS (
           SELECT DISTINCT a."personId", g."seriesId", g.role FROM "Account" a JOIN "Grant" g ON g."accountId" = a.id
            WHERE g.role IN ('organiser', 'administrator') AND g."revokedAt" IS NULL AND a."personId" IS NOT NULL),
         everywhere AS (
           SELECT DISTINCT "personId" FROM organising WHERE "seriesId" IS NULL AND (role = 'organiser' OR NOT EXISTS (
             SELECT 1 FROM organising o WHERE o."seriesId" IS NULL AND o.role = 'organiser')))
    SELECT f.*, o."personId" FROM failed f JOIN organising o ON o."seriesId" = f."seriesId"
    UNION ALL
    SELECT f.*, w."personId" FROM failed f CROSS JOIN everywhere w
     WHERE f."seriesId" IS NULL OR NOT EXISTS (SELECT 1 FROM organising o WHERE o."seriesId" = f."seriesId")`;
}

/** What has not arrived since then and concerns this organiser, by event and reason, the most first. */
export async function failedForPerson(
  core: Core,
  personId: string,
  since: Date,
): Promise<
  ReadonlyArray<{
    readonly about: string | null;
    readonly why: string | null;
    readonly count: number;
    readonly people: number;
  }>
> {
  if (!isUuid(personId)) return [];
  return core.prisma.$queryRaw`
    SELECT c.about, c.why, count(DISTINCT c.id)::int AS count, count(DISTINCT c.who)::int AS people FROM (${concernedSince(since)}) c
     WHERE c."personId" = ${personId}::uuid AND c."failedAt" > ${since}
     GROUP BY c.about, c.why ORDER BY count DESC, c.about, c.why`;
}
