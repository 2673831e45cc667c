import type { Db, Tx } from '../../src/db/database.js';
import type { Clock } from '../../src/domain/clock.js';
import { buildDemonstration } from './demonstration.js';
import { insertRows } from './insert-rows.js';
import { partnershipOfDemonstration } from './partnership.js';

type DemonstrationOutcome = 'loaded' | 'not-empty';

/**
 * Fills an empty database with demonstration data: invented schools and people, the published history and a programme
 * around the present date. All or nothing, in one transaction.
 * @param clock decides what is past
 * @param options.timeZone IANA name of the zone of session times, such as `Europe/London`
 * @returns `'not-empty'`, having written nothing, when there is any school or series
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
      // When two services start at once, the second waits here and then finds the first one's row.
      const claim = await tx.setting.createMany({
        data: [{ key: 'demo', value: { loadedAt: now.toISOString() } }],
        skipDuplicates: true,
      });
      if (claim.count === 0) return 'not-empty';
      await tx.setting.createMany({
        data: [{ key: 'partnership', value: partnershipOfDemonstration }],
        skipDuplicates: true,
      });
      await store(tx, buildDemonstration(now, options.timeZone));
      return 'loaded';
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

type Demonstration = ReturnType<typeof buildDemonstration>;

async function hasRecords(tx: Tx): Promise<boolean> {
  const school = await tx.school.findFirst({ select: { urn: true } });
  const series = await tx.series.findFirst({ select: { id: true } });
  return school !== null || series !== null;
}

async function store(tx: Tx, demo: Demonstration): Promise<void> {
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
  await insertRows(tx, 'Attendance', demo.attendances);
  await insertRows(tx, 'FeedbackRequest', demo.requests);
  await insertRows(tx, 'FeedbackResponse', demo.responses);
  await storeProjects(tx, demo);
  await insertRows(tx, 'Figure', demo.figures);
  await insertRows(tx, 'Quote', demo.quotes);
  await insertRows(tx, 'Article', demo.articles);
  await insertRows(tx, 'ArticleAlias', demo.aliases);
}

async function storeProjects(tx: Tx, demo: Demonstration): Promise<void> {
  await insertRows(tx, 'Project', demo.projects);
  await insertRows(tx, 'Strand', demo.strands);
  await insertRows(tx, 'Cohort', demo.cohorts);
  await insertRows(tx, 'CohortStrand', demo.cohortStrands);
  await insertRows(tx, 'Milestone', demo.milestones);
  await insertRows(tx, 'Enrolment', demo.enrolments);
  await insertRows(tx, 'EnrolmentStrand', demo.enrolmentStrands);
  await insertRows(tx, 'EnrolmentLead', demo.leads);
  await insertRows(tx, 'MilestoneTick', demo.ticks);
  await insertRows(tx, 'Application', demo.applications);
  await insertRows(tx, 'Nomination', demo.nominations);
  await insertRows(tx, 'Participation', demo.participations);
}
