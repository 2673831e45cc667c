import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

/** How far the schools of one year of a project are. */
export interface CohortProgress {
  readonly cohortId: string;
  readonly projectName: string;
  readonly projectSlug: string;
  readonly academicYear: number;
  readonly label: string;
  readonly endsOn: Date | null;
  /** Taking part. */
  readonly schools: number;
  readonly withLead: number;
  readonly waiting: number;
  readonly milestones: ReadonlyArray<{ readonly title: string; readonly dueOn: Date | null; readonly done: number }>;
  readonly strands: ReadonlyArray<{ readonly name: string; readonly schools: number }>;
  /** Of a project that schools apply to: the decisions, and what was granted, in pounds. */
  readonly applications: { readonly asked: number; readonly approved: number; readonly pounds: number } | undefined;
  /** Of a project that people are put forward for. */
  readonly nominations: { readonly asked: number; readonly approved: number } | undefined;
}

/** Whether somebody may see how far the schools are: the board and organisers, as counts. */
export function maySeeProgress(actor: Actor): boolean {
  return holds(actor, 'board');
}

/** Years of a project that can be shown, the latest first. */
export async function yearsOfProject(core: Core, slug: string): Promise<Array<{ id: string; academicYear: number }>> {
  return core.prisma.cohort.findMany({
    where: { project: { slug, status: { not: 'draft' } }, status: { in: ['published', 'retired'] } },
    orderBy: [{ academicYear: 'desc' }, { label: 'asc' }, { id: 'asc' }],
    select: { id: true, academicYear: true },
  });
}

/** Projects by slug with what they are called; read afresh, because one may just have been published. */
export async function projectNames(
  core: Core,
): Promise<Array<{ readonly slug: string; readonly name: string; readonly aliases: string[] }>> {
  return core.prisma.project.findMany({
    where: { status: { not: 'draft' } },
    orderBy: { slug: 'asc' },
    select: { slug: true, name: true, aliases: true },
  });
}

/** The latest year of every project that goes on, by name. */
export async function presentCohorts(core: Core, year: number): Promise<Array<{ id: string; title: string }>> {
  const rows = await core.prisma.cohort.findMany({
    where: { status: 'published', academicYear: year, project: { status: 'published' } },
    orderBy: [{ project: { name: 'asc' } }, { label: 'asc' }, { id: 'asc' }],
    select: { id: true, label: true, project: { select: { name: true } } },
  });
  return rows.map(({ id, label, project }) => ({ id, title: label ? `${project.name}: ${label}` : project.name }));
}

/** @returns undefined where there is no such year, for the chart as for the card */
export async function readProgress(core: Core, cohortId: string): Promise<CohortProgress | undefined> {
  if (!isUuid(cohortId)) return undefined;
  const registered = { state: 'registered' as const };
  const row = await core.prisma.cohort.findFirst({
    where: { id: cohortId, status: { in: ['published', 'retired'] } },
    select: {
      academicYear: true,
      label: true,
      endsOn: true,
      project: {
        select: {
          name: true,
          slug: true,
          joinBy: true,
          strands: { orderBy: { id: 'asc' }, select: { id: true, name: true } },
        },
      },
      milestones: {
        orderBy: { order: 'asc' },
        select: { title: true, dueOn: true, _count: { select: { ticks: { where: { enrolment: registered } } } } },
      },
      enrolments: {
        where: { state: { in: ['registered', 'waiting'] } },
        select: {
          state: true,
          strands: { select: { strandId: true } },
          leads: { where: { until: null, part: 'lead' }, select: { id: true } },
        },
      },
    },
  });
  if (!row) return undefined;
  const taking = row.enrolments.filter(({ state }) => state === 'registered');
  return {
    cohortId,
    projectName: row.project.name,
    projectSlug: row.project.slug,
    academicYear: row.academicYear,
    label: row.label,
    endsOn: row.endsOn,
    schools: taking.length,
    withLead: taking.filter(({ leads }) => leads.length > 0).length,
    waiting: row.enrolments.length - taking.length,
    milestones: row.milestones.map(({ title, dueOn, _count }) => ({ title, dueOn, done: _count.ticks })),
    strands: row.project.strands
      .map(({ id, name }) => ({
        name,
        schools: taking.filter(({ strands }) => strands.some(({ strandId }) => strandId === id)).length,
      }))
      .filter(({ schools }) => schools > 0),
    applications: row.project.joinBy === 'application' ? await countApplications(core, cohortId) : undefined,
    nominations: row.project.joinBy === 'nomination' ? await countNominations(core, cohortId) : undefined,
  };
}

async function countApplications(core: Core, cohortId: string): Promise<CohortProgress['applications']> {
  const [row] = await core.prisma.$queryRaw<Array<{ asked: number; approved: number; pounds: number }>>`
    SELECT count(*) FILTER (WHERE state = 'asked')::int AS asked, count(*) FILTER (WHERE state = 'approved')::int AS approved,
           COALESCE(sum((answers->>'amount')::numeric) FILTER (WHERE state = 'approved' AND jsonb_typeof(answers->'amount') = 'number'), 0)::float AS pounds
      FROM "Application" WHERE "cohortId" = ${cohortId}::uuid`;
  return row ?? { asked: 0, approved: 0, pounds: 0 };
}

async function countNominations(core: Core, cohortId: string): Promise<CohortProgress['nominations']> {
  const [row] = await core.prisma.$queryRaw<Array<{ asked: number; approved: number }>>`
    SELECT count(*) FILTER (WHERE state = 'asked')::int AS asked, count(*) FILTER (WHERE state = 'approved')::int AS approved
      FROM "Nomination" WHERE "cohortId" = ${cohortId}::uuid`;
  return row ?? { asked: 0, approved: 0 };
}
