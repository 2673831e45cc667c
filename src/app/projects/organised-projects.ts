import type { Db, Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import type { CohortPlan, ProjectPlan } from '../../domain/project-plan.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import type { SourcePaper } from '../figures/figures.js';

/** One academic year of a project as its organisers see it, including drafts. */
export interface OrganisedCohort extends CohortPlan {
  readonly id: string;
  readonly status: Publication;
  /** Schools that take part; people, where people join. */
  readonly taken: number;
  readonly waiting: number;
  /** Requests to join that the headteacher or the organisers have not settled. */
  readonly asked: number;
  readonly interested: number;
  /** Schools that said no and are not in it after all. */
  readonly declined: number;
  /** Schools on record as taking part before the bot was used. */
  readonly tookPart: number;
  /** All strands of the project. */
  readonly strands: readonly CohortStrand[];
  readonly milestones: readonly OrganisedMilestone[];
  /** The earliest first. */
  readonly surveys: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly closesAt: Date;
    /** Null is a draft. */
    readonly askedAt: Date | null;
  }>;
}

export interface CohortStrand {
  readonly id: string;
  readonly name: string;
  readonly offered: boolean;
  /** Null is unlimited. */
  readonly places: number | null;
  readonly taken: number;
}

export interface OrganisedMilestone {
  readonly id: string;
  readonly title: string;
  /** A calendar date, midnight UTC. */
  readonly dueOn: Date | null;
  /** Number of schools that ticked it off. */
  readonly ticked: number;
}

/** A project as its organisers see it, including drafts. Latest cohort first. */
export interface OrganisedProject extends ProjectPlan {
  readonly id: string;
  readonly slug: string;
  readonly status: Publication;
  readonly startedIn: number | null;
  /** The paper that its description is from. */
  readonly source: SourcePaper | null;
  readonly strands: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** How often it was chosen, in any year. */
    readonly chosen: number;
  }>;
  readonly cohorts: readonly OrganisedCohort[];
}

/** Projects belong to no series, so only organisers of everything run them. */
export function runsProjects(actor: Actor): boolean {
  return holds(actor, 'organiser');
}

/** The slug of a project by its id; with its own id, of a year. */
export async function whereProjectIs(
  core: Core,
  id: string,
): Promise<{ readonly slug: string; readonly cohort?: string } | undefined> {
  if (!isUuid(id)) return undefined;
  const cohort = await core.prisma.cohort.findUnique({
    where: { id },
    select: { project: { select: { slug: true } } },
  });
  if (cohort) return { slug: cohort.project.slug, cohort: id };
  return (await core.prisma.project.findUnique({ where: { id }, select: { slug: true } })) ?? undefined;
}

const listedAtMost = 60;

/** Projects to run, by name: drafts first, ended ones last. */
export async function projectsToRun(core: Core, actor: Actor): Promise<OrganisedProject[]> {
  if (!runsProjects(actor)) return [];
  const projects = await readProjects(core.prisma, {});
  const order: readonly Publication[] = ['draft', 'published', 'cancelled', 'retired'];
  return projects.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/** One project, for its organisers only. @param which its slug or its id */
export async function findProjectToRun(
  db: Db | Tx,
  actor: Actor,
  which: string,
): Promise<OrganisedProject | undefined> {
  if (!runsProjects(actor)) return undefined;
  return (await readProjects(db, isUuid(which) ? { id: which } : { slug: which }))[0];
}

async function readProjects(db: Db | Tx, where: Prisma.ProjectWhereInput): Promise<OrganisedProject[]> {
  const rows = await db.project.findMany({
    where,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    select,
  });
  const ids = rows.flatMap(({ cohorts }) => cohorts.map(({ id }) => id));
  const counts = await countCohorts(db, ids);
  const inStrand = await countStrands(db, ids);
  return rows.map((row) => ({
    ...row,
    strands: row.strands.map(({ _count, ...strand }) => ({ ...strand, chosen: _count.enrolments })),
    cohorts: row.cohorts.map(({ strands, milestones, ...cohort }) => {
      const { people = 0, registered = 0, ...count } = counts.get(cohort.id) ?? noCount;
      const offered = new Map(strands.map(({ strandId, places }) => [strandId, places]));
      return {
        ...cohort,
        ...count,
        taken: registered + (row.joinBy === 'nomination' ? people : 0),
        strands: row.strands.map(({ id, name }) => ({
          id,
          name,
          offered: offered.has(id),
          places: offered.get(id) ?? null,
          taken: inStrand.get(`${cohort.id} ${id}`) ?? 0,
        })),
        milestones: milestones.map(({ _count, ...milestone }) => ({ ...milestone, ticked: _count.ticks })),
      };
    }),
  }));
}

const select = {
  id: true,
  slug: true,
  name: true,
  summary: true,
  description: true,
  aliases: true,
  forWhom: true,
  runBy: true,
  phases: true,
  joinBy: true,
  status: true,
  startedIn: true,
  link: true,
  source: true,
  strands: {
    orderBy: { id: 'asc' },
    select: { id: true, name: true, description: true, _count: { select: { enrolments: true } } },
  },
  cohorts: {
    orderBy: [{ academicYear: 'desc' }, { label: 'asc' }],
    select: {
      id: true,
      academicYear: true,
      label: true,
      status: true,
      opensAt: true,
      closesAt: true,
      startsOn: true,
      endsOn: true,
      venue: true,
      places: true,
      strandsEach: true,
      strands: { select: { strandId: true, places: true } },
      milestones: {
        orderBy: { order: 'asc' },
        select: { id: true, title: true, dueOn: true, _count: { select: { ticks: true } } },
      },
      surveys: {
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: { id: true, title: true, closesAt: true, askedAt: true },
      },
    },
  },
} satisfies Prisma.ProjectSelect;

interface Count {
  readonly registered: number;
  readonly people: number;
  readonly waiting: number;
  readonly asked: number;
  readonly interested: number;
  /** Schools that said no and are not in it after all. */
  readonly declined: number;
  readonly tookPart: number;
}
const noCount: Count = { registered: 0, people: 0, waiting: 0, asked: 0, interested: 0, declined: 0, tookPart: 0 };

async function countCohorts(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Count>> {
  const rows = await db.$queryRaw<Array<Count & { id: string }>>`
    SELECT c.id, COALESCE(e.registered, 0) AS registered, COALESCE(e.waiting, 0) AS waiting,
           COALESCE(e.interested, 0) AS interested, COALESCE(n.approved, 0) AS people,
           (SELECT count(DISTINCT d.urn)::int FROM "Enrolment" d
             WHERE d."cohortId" = c.id AND d.state = 'declined' AND NOT EXISTS (SELECT 1 FROM "Enrolment" j
               WHERE j."cohortId" = c.id AND j.urn = d.urn AND j.state NOT IN ('declined', 'withdrawn'))) AS declined,
           (SELECT count(*)::int FROM "Participation" p WHERE p."cohortId" = c.id) AS "tookPart",
           COALESCE(e.awaiting, 0) + COALESCE(n.asked, 0) + COALESCE(a.asked, 0) AS asked
      FROM "Cohort" c
      LEFT JOIN (SELECT "cohortId", count(*) FILTER (WHERE state = 'registered')::int AS registered,
                        count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
                        count(*) FILTER (WHERE state = 'interested')::int AS interested,
                        count(*) FILTER (WHERE state = 'awaiting_head')::int AS awaiting
                   FROM "Enrolment" GROUP BY 1) e ON e."cohortId" = c.id
      LEFT JOIN (SELECT "cohortId", count(*) FILTER (WHERE state = 'approved')::int AS approved,
                        count(*) FILTER (WHERE state = 'asked')::int AS asked
                   FROM "Nomination" GROUP BY 1) n ON n."cohortId" = c.id
      LEFT JOIN (SELECT "cohortId", count(*) FILTER (WHERE state = 'asked')::int AS asked
                   FROM "Application" GROUP BY 1) a ON a."cohortId" = c.id
     WHERE c.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, ...count }) => [id, count]));
}

/** Number of schools by cohort and strand, keyed `<cohort> <strand>`. */
async function countStrands(db: Db | Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<Array<{ cohortId: string; strandId: string; taken: number }>>`
    SELECT e."cohortId", x."strandId", count(*)::int AS taken
      FROM "EnrolmentStrand" x JOIN "Enrolment" e ON e.id = x."enrolmentId"
     WHERE e.state = 'registered' AND e."cohortId" = ANY(${[...ids]}::uuid[]) GROUP BY 1, 2`;
  return new Map(rows.map(({ cohortId, strandId, taken }) => [`${cohortId} ${strandId}`, taken]));
}
