import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import type { LivingState } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

/** A school that wants to join a cohort, or is in it. */
export interface CohortSchool {
  readonly enrolmentId: string;
  readonly school: string;
  readonly state: LivingState;
  readonly projectName: string;
  readonly academicYear: number;
  readonly label: string;
  readonly askedBy: string | null;
  /** Since when it stands so, as far as is known: when it was asked for, or got its place. */
  readonly since: Date;
}

/** Schools in one answer; the rest are counted. */
const listedSchools = 30;

export interface CohortSchools {
  /** Those that await a head's word first, then interested ones, those who wait, and those who take part. */
  readonly schools: readonly CohortSchool[];
  /** All of them, with those that are not listed. */
  readonly count: number;
}

const order = { awaiting_head: 0, interested: 1, waiting: 2, registered: 3 } as const;

/**
 * Schools of cohorts that are not over, for organisers.
 * @param cohortId one cohort with all of its schools; undefined is every cohort, with the schools that want to join only
 * @returns undefined for anybody but an organiser of everything
 */
export async function schoolsOfCohorts(
  core: Core,
  actor: Actor,
  cohortId: string | undefined,
): Promise<CohortSchools | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  if (cohortId !== undefined && !isUuid(cohortId)) return { schools: [], count: 0 };
  const today = new Date(core.clock.now().getTime() - dayMs);
  const states: LivingState[] =
    cohortId === undefined ? ['awaiting_head', 'interested'] : ['awaiting_head', 'interested', 'waiting', 'registered'];
  const rows = await core.prisma.enrolment.findMany({
    where: {
      state: { in: states },
      ...(cohortId === undefined ? { cohort: { OR: [{ endsOn: null }, { endsOn: { gte: today } }] } } : { cohortId }),
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      state: true,
      createdAt: true,
      registeredAt: true,
      school: { select: { name: true } },
      askedBy: { select: { name: true } },
      cohort: { select: { academicYear: true, label: true, project: { select: { name: true } } } },
    },
  });
  const schools = rows.map((row): CohortSchool => {
    const state = row.state as LivingState;
    return {
      enrolmentId: row.id,
      school: row.school.name,
      state,
      projectName: row.cohort.project.name,
      academicYear: row.cohort.academicYear,
      label: row.cohort.label,
      askedBy: row.askedBy?.name ?? null,
      since: (state === 'registered' ? row.registeredAt : null) ?? row.createdAt,
    };
  });
  const sorted = schools.sort((a, b) => order[a.state] - order[b.state] || a.projectName.localeCompare(b.projectName));
  return { schools: sorted.slice(0, listedSchools), count: sorted.length };
}
