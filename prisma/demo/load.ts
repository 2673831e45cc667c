import type { Db, Tx } from '../../src/db/database.js';
import type { Clock } from '../../src/domain/clock.js';
import { buildDemonstration } from './demonstration.js';
import { insertRows } from './insert-rows.js';

export type DemonstrationOutcome = 'loaded' | 'not-empty';

/**
 * Fills an empty database with the demonstration: invented schools and people, the published history and a programme placed
 * around the present. All or nothing, in one transaction; a database that has any school or series is left alone.
 * @param clock decides what is past and what is to come
 * @param options.timeZone IANA name of the zone whose wall clock the sessions follow, such as `Europe/London`
 */
export async function loadDemonstrationData(
  prisma: Db,
  clock: Clock,
  options: { readonly timeZone: string },
): Promise<DemonstrationOutcome> {
  const now = clock.now();
  return prisma.$transaction(
    async (tx) => {
      if (await hasRecords(tx)) return 'not-empty';
      // Of two services that start together on one database, the second waits here for the first and then finds its row.
      const claim = await tx.setting.createMany({
        data: [{ key: 'demo', value: { loadedAt: now.toISOString() } }],
        skipDuplicates: true,
      });
      if (claim.count === 0) return 'not-empty';
      await store(tx, buildDemonstration(now, options.timeZone));
      return 'loaded';
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

async function hasRecords(tx: Tx): Promise<boolean> {
  const school = await tx.school.findFirst({ select: { urn: true } });
  const series = await tx.series.findFirst({ select: { id: true } });
  return school !== null || series !== null;
}

async function store(tx: Tx, demo: ReturnType<typeof buildDemonstration>): Promise<void> {
  await insertRows(tx, 'Source', demo.sources);
  await insertRows(tx, 'Trust', demo.trusts);
  await insertRows(tx, 'School', demo.schools);
  await insertRows(tx, 'SchoolLink', demo.links);
  await insertRows(tx, 'Person', demo.people);
  await insertRows(tx, 'Post', demo.posts);
  await insertRows(tx, 'SchoolHoliday', demo.holidays);
  await insertRows(tx, 'Series', demo.series);
  await insertRows(tx, 'Event', demo.events);
  await insertRows(tx, 'Session', demo.sessions);
  await insertRows(tx, 'BookingQuestion', demo.questions);
  await insertRows(tx, 'Registration', demo.registrations);
  await insertRows(tx, 'BookingAnswer', demo.answers);
}
