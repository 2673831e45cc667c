import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { Actor } from '../../domain/actor.js';
import { dateYearsLater, workdayYearsLater } from '../../domain/project-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { hourOfSameDay, isWorkingTime } from '../../domain/working-hours.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';
import { runsProjects } from './organised-projects.js';

type CohortCopyOutcome =
  /** `already`: a cohort for that year exists, nothing is copied. */
  | { readonly kind: 'copied' | 'already'; readonly cohortId: string; readonly academicYear: number }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'project-over' };

/**
 * "The same again next year": a draft of the next academic year with places, strands and milestones, and no enrolments.
 * First and last day keep their date; deadlines for joining and milestones move past weekends and school holidays. A
 * cohort long past is copied to the present year. Copying twice makes one draft.
 */
export async function copyCohort(core: Core, actor: Actor, id: string): Promise<CohortCopyOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<CohortCopyOutcome> => {
    await tx.$executeRaw`
      SELECT 1 FROM "Project" WHERE id = (SELECT "projectId" FROM "Cohort" WHERE id = ${id}::uuid) FOR UPDATE`;
    const source = await tx.cohort.findUnique({ where: { id }, include });
    if (!source) return { kind: 'refused', reason: 'not-found' };
    const { status } = source.project;
    if (status !== 'draft' && status !== 'published') return { kind: 'refused', reason: 'project-over' };
    const now = core.clock.now();
    const academicYear = Math.max(source.academicYear + 1, academicYearOf(now, core.timeZone));
    const { projectId, label } = source;
    const known = await tx.cohort.findFirst({ where: { projectId, academicYear, label }, select: { id: true } });
    if (known) return { kind: 'already', cohortId: known.id, academicYear };
    const cohortId = await insertCopy(core, tx, source, academicYear);
    const line = { act: 'copy-cohort', subject: 'cohort', subjectId: cohortId, outcome: 'draft' } as const;
    await recordAct(tx, actor, line, now);
    return { kind: 'copied', cohortId, academicYear };
  });
}

const include = {
  strands: true,
  milestones: true,
  project: { select: { status: true } },
} satisfies Prisma.CohortInclude;
type Source = Prisma.CohortGetPayload<{ include: typeof include }>;

/** @returns the id of the draft */
async function insertCopy(core: Core, tx: Tx, source: Source, academicYear: number): Promise<string> {
  const years = academicYear - source.academicYear;
  const calendar = await readWorkingCalendar(tx, core.timeZone);
  const isDayOff = (zone: string) => (day: Date) =>
    !isWorkingTime(hourOfSameDay(day, calendar.fromHour, zone), { ...calendar, zone });
  const moment = (instant: Date | null) =>
    instant && workdayYearsLater(instant, years, isDayOff(core.timeZone), core.timeZone);
  const date = (day: Date | null) => day && dateYearsLater(day, years);
  const workday = (day: Date | null) => day && workdayYearsLater(day, years, isDayOff('UTC'), 'UTC');
  const { projectId, label, places, strandsEach, opensAt, closesAt, startsOn, endsOn, venue, strands, milestones } =
    source;
  const made = await tx.cohort.create({
    data: {
      ...{ projectId, academicYear, label, places, strandsEach, venue },
      status: 'draft',
      opensAt: moment(opensAt),
      closesAt: moment(closesAt),
      startsOn: date(startsOn),
      endsOn: date(endsOn),
      strands: { create: strands.map(({ strandId, places: room }) => ({ strandId, places: room })) },
      milestones: { create: milestones.map(({ title, order, dueOn }) => ({ title, order, dueOn: workday(dueOn) })) },
    },
    select: { id: true },
  });
  return made.id;
}
