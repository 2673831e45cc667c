import type { Db } from '../../db/database.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { Publication } from '../../domain/booking.js';
import { type CountedSchool, countTakingPart, type ProjectCount, presentUrns } from '../../domain/figures/took-part.js';
import type { Phase } from '../../domain/person.js';
import type { CohortPlan, WayToJoin } from '../../domain/project-plan.js';
import type { Core } from '../core.js';
import { type Figure, figuresOfProject, type SourcePaper } from '../figures/figures.js';
import { tookPart } from '../figures/taking-part.js';

/** One academic year of a project, as schools see it. */
export interface CohortFacts extends CohortPlan {
  readonly milestones: ReadonlyArray<{ readonly title: string; readonly dueOn: Date | null }>;
}

/** The description of a project, with the current cohort. */
export interface ProjectAbout {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly forWhom: string;
  readonly runBy: string;
  readonly phases: readonly Phase[];
  readonly startedIn: number | null;
  /** Its own page on the web; empty where it has none. */
  readonly link: string;
  readonly joinBy: WayToJoin;
  /** Schools join, or people nominated by their school. */
  readonly joins: 'schools' | 'people';
  readonly strands: ReadonlyArray<{ readonly name: string; readonly description: string }>;
  readonly status: Publication;
  /** The present or next academic year, if its cohort was cancelled and nothing replaces it. */
  readonly cancelledYear: number | null;
  /**
   * The cohort of the present academic year, or of the next when that is open for joining; undefined when there is
   * neither.
   */
  readonly cohort: CohortFacts | undefined;
  readonly source: SourcePaper | null;
}

/** A project with the number of participants. */
export interface ProjectFacts extends ProjectAbout {
  /** From our own records; for a project that people join, the schools they come from. */
  readonly count: ProjectCount;
  /** People accepted by academic year, for a project that people join. Oldest first. */
  readonly people: ReadonlyArray<{ readonly year: number; readonly people: number }>;
  /** Published figures, oldest first. */
  readonly published: readonly Figure[];
}

export interface ProjectLine {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  /** End of joining for this year's cohort; null when it is not open. */
  readonly closesAt: Date | null;
  /** It has ended: the academic year of its last cohort, or null where none is on record; undefined while it goes on. */
  readonly finishedIn: number | null | undefined;
}

/** People still ask about projects that have ended. */
const told: Publication[] = ['published', 'cancelled', 'retired'];

/** Projects by name: those open for joining first, and those that have ended last. */
export async function listProjects(core: Core): Promise<ProjectLine[]> {
  const now = core.clock.now();
  const rows = await core.prisma.project.findMany({
    where: { status: { in: ['published', 'retired'] } },
    orderBy: { name: 'asc' },
    select: {
      slug: true,
      name: true,
      summary: true,
      status: true,
      cohorts: {
        where: { status: { in: ['published', 'retired'] } },
        orderBy: [{ academicYear: 'desc' }, { closesAt: 'desc' }],
        select: { academicYear: true, endsOn: true, status: true, opensAt: true, closesAt: true },
      },
    },
  });
  const present = academicYearOf(now, core.timeZone);
  const lines = rows.map(({ cohorts, status, ...line }): ProjectLine => {
    const open = cohorts.find(
      ({ status: of, opensAt, closesAt }) =>
        of === 'published' && opensAt && opensAt <= now && closesAt && closesAt > now,
    );
    const last = cohorts[0]?.academicYear ?? null;
    const goesOn = cohorts.some(({ academicYear, endsOn }) => academicYear >= present && !(endsOn && endsOn < now));
    const isOver = status === 'retired' || (last !== null && !goesOn);
    return {
      ...line,
      closesAt: status === 'published' ? (open?.closesAt ?? null) : null,
      finishedIn: isOver ? last : undefined,
    };
  });
  const rank = ({ closesAt, finishedIn }: ProjectLine) => (finishedIn !== undefined ? 2 : closesAt ? 0 : 1);
  return lines.sort((a, b) => rank(a) - rank(b));
}

interface ProjectRow extends Omit<ProjectAbout, 'cohort' | 'source'> {
  /** As JSON, in which dates are text. */
  readonly cohort: CohortFacts | null;
  readonly source: SourcePaper | null;
}

/** The public description of a project, in one statement; undefined when it is not published. */
export async function findProject(core: Core, slug: string): Promise<ProjectAbout | undefined> {
  const year = academicYearOf(core.clock.now(), core.timeZone);
  const rows = await core.prisma.$queryRaw<ProjectRow[]>`
    SELECT p.id, p.slug, p.name, p.summary, p.description, p."forWhom", p."runBy", p.phases::text[] AS phases,
           p."startedIn", p.link, p."joinBy", p.audience AS joins, p.status,
           (SELECT min(c."academicYear") FROM "Cohort" c
             WHERE c."projectId" = p.id AND c.status = 'cancelled' AND c."academicYear" IN (${year}, ${year + 1})
               AND NOT EXISTS (SELECT 1 FROM "Cohort" o WHERE o."projectId" = p.id AND o.status = 'published'
                                  AND o."academicYear" = c."academicYear")) AS "cancelledYear",
           (SELECT row_to_json(s) FROM "Source" s WHERE s.id = p."sourceId") AS source,
           COALESCE((SELECT json_agg(json_build_object('name', s.name, 'description', s.description) ORDER BY s.id)
                       FROM "Strand" s WHERE s."projectId" = p.id), '[]') AS strands,
           (SELECT json_build_object('academicYear', c."academicYear", 'label', c.label, 'opensAt', c."opensAt",
                     'closesAt', c."closesAt", 'startsOn', c."startsOn", 'endsOn', c."endsOn", 'venue', c.venue, 'places', c.places,
                     'strandsEach', c."strandsEach", 'milestones',
                     COALESCE((SELECT json_agg(json_build_object('title', m.title, 'dueOn', m."dueOn") ORDER BY m."order")
                                 FROM "Milestone" m WHERE m."cohortId" = c.id), '[]'))
              FROM "Cohort" c
             WHERE c."projectId" = p.id AND c.status = 'published' AND c."academicYear" IN (${year}, ${year + 1})
             ORDER BY c."academicYear" LIMIT 1) AS cohort
      FROM "Project" p WHERE p.slug = ${slug} AND p.status::text = ANY(${told})`;
  const row = rows[0];
  if (!row) return undefined;
  const { cohort, source } = row;
  return {
    ...row,
    phases: row.phases ?? [],
    cohort: cohort ? readCohort(cohort) : undefined,
    source: source && { ...source, publishedOn: new Date(source.publishedOn) },
  };
}

function readCohort(cohort: CohortFacts): CohortFacts {
  const date = (value: Date | null) => (value === null ? null : new Date(value));
  return {
    ...cohort,
    opensAt: date(cohort.opensAt),
    closesAt: date(cohort.closesAt),
    startsOn: date(cohort.startsOn),
    endsOn: date(cohort.endsOn),
    milestones: cohort.milestones.map(({ title, dueOn }) => ({ title, dueOn: date(dueOn) })),
  };
}

/** Adds the participants, counted now, and published figures of earlier years. */
export async function countProject(core: Core, project: ProjectAbout): Promise<ProjectFacts> {
  const { prisma } = core;
  const [count, people, published] = await Promise.all([
    countSchools(prisma, project.id),
    countPeople(prisma, project.id),
    figuresOfProject(prisma, project.slug),
  ]);
  return { ...project, count, people, published };
}

async function countSchools(db: Db, projectId: string): Promise<ProjectCount> {
  const [records, schools, successions] = await Promise.all([
    readTookPart(db, projectId, null),
    db.$queryRaw<CountedSchool[]>`
      SELECT s.urn, s.phase, s.district, t.name AS trust,
             (s."inPartnership" AND s.status IN ('open', 'closing')) AS present
        FROM "School" s LEFT JOIN "Trust" t ON t.id = s."trustId"`,
    readSuccessions(db),
  ]);
  return countTakingPart(records, schools, successions);
}

function readTookPart(db: Db, projectId: string, urns: readonly number[] | null) {
  return db.$queryRaw<Array<{ urn: number; year: number }>>`
    SELECT t.urn, c."academicYear" AS year FROM "Cohort" c JOIN ${tookPart} t ON t."cohortId" = c.id
     WHERE c."projectId" = ${projectId}::uuid AND c.status <> 'draft'
       AND (${urns === null} OR t.urn = ANY(${urns ?? []}::int[]))`;
}

async function countPeople(db: Db, projectId: string): Promise<ProjectFacts['people']> {
  return db.$queryRaw<Array<{ year: number; people: number }>>`
    SELECT c."academicYear" AS year, count(DISTINCT n."nomineeId")::int AS people
      FROM "Nomination" n JOIN "Cohort" c ON c.id = n."cohortId"
     WHERE c."projectId" = ${projectId}::uuid AND c.status <> 'draft' AND n.state = 'approved'
     GROUP BY c."academicYear" ORDER BY c."academicYear"`;
}

function readSuccessions(db: Db) {
  return db.schoolLink.findMany({ select: { predecessorUrn: true, successorUrn: true } });
}

/** A school's part in a project. */
export interface SchoolInProject {
  /** Academic years on record, oldest first; predecessors count as the school. */
  readonly years: readonly number[];
  /** The state of an unsettled request to join, in the present or the next year. */
  readonly pending: 'interested' | 'awaiting_head' | 'waiting' | 'asked' | undefined;
}

/** A school's part in a project. For the school's own people: the caller passes the reader's own school. */
export async function schoolInProject(core: Core, projectId: string, urn: number): Promise<SchoolInProject> {
  const { prisma } = core;
  const successions = await readSuccessions(prisma);
  const today = presentUrns(successions);
  const same = [urn, ...successions.map(({ predecessorUrn }) => predecessorUrn).filter((old) => today(old) === urn)];
  const records = await readTookPart(prisma, projectId, same);
  const year = academicYearOf(core.clock.now(), core.timeZone);
  const open = await prisma.$queryRaw<Array<{ state: NonNullable<SchoolInProject['pending']> }>>`
    SELECT t.state FROM "Cohort" c JOIN (
        SELECT "cohortId", urn, state::text FROM "Enrolment" WHERE state IN ('interested', 'awaiting_head', 'waiting')
        UNION ALL SELECT "cohortId", urn, state::text FROM "Application" WHERE state = 'asked') t ON t."cohortId" = c.id
     WHERE c."projectId" = ${projectId}::uuid AND c."academicYear" >= ${year} AND t.urn = ${urn} LIMIT 1`;
  const years = [...new Set(records.map((record) => record.year))].sort((a, b) => a - b);
  return { years, pending: open[0]?.state };
}
