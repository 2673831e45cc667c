import { Prisma } from '../../db/generated/client.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { FiguresQuery, Times } from '../../domain/figures/figures-query.js';
import type { Core } from '../core.js';
import { type AbsentSchools, maySeeAbsent, readSchoolRows, schoolsOf } from './absent-schools.js';
import { tookPart } from './taking-part.js';

/** How many open schools of the partnership took part in a project, or did not. */
export interface ProjectSchoolsCount {
  readonly count: number;
  readonly of: number;
  /** The academic years that were asked about; empty is all on record. */
  readonly years: readonly number[];
}

/** The same by name. */
export interface ProjectSchools
  extends Pick<AbsentSchools, 'schools' | 'of' | 'hasContacts'>,
    Pick<ProjectSchoolsCount, 'years'> {
  readonly slug: string;
  readonly project: string;
  /** Those that took part, or those that did not. */
  readonly which: 'in' | 'out';
}

/** The project that a question is about; undefined where it is about none. */
export function projectAsked({ subjects }: FiguresQuery): string | undefined {
  return subjects.find(({ kind }) => kind === 'project')?.slug;
}

/** How many open schools never joined the project that a question is about, or not in the years that it means: for everybody. */
export async function countNotJoined(core: Core, query: FiguresQuery, project: string): Promise<ProjectSchoolsCount> {
  const { rows, years } = await readJoined(core, query, project);
  return { count: rows.filter(({ came }) => !came).length, of: rows.length, years };
}

/**
 * The open schools of the partnership that are in a project, or are not, by name.
 * @returns undefined for whoever may not see them, and for a question about no project
 */
export async function readProjectSchools(
  core: Core,
  actor: Actor,
  query: FiguresQuery,
): Promise<ProjectSchools | undefined> {
  const slug = projectAsked(query);
  if (!maySeeAbsent(actor) || slug === undefined) return undefined;
  const project = await core.prisma.project.findUnique({ where: { slug }, select: { name: true } });
  if (!project) return undefined;
  const hasContacts = holds(actor, 'organiser');
  const which = query.measure === 'joined' ? 'in' : 'out';
  const { rows, years } = await readJoined(core, query, slug);
  const schools = schoolsOf(rows, which === 'in' ? 'came' : 'absent', hasContacts);
  return { slug, project: project.name, which, schools, of: rows.length, hasContacts, years };
}

async function readJoined(core: Core, query: FiguresQuery, project: string) {
  const years = (await Promise.all(query.times.map((one) => yearsOf(core, one, query, project)))).flat();
  const joined = Prisma.sql`
    SELECT DISTINCT COALESCE(m.present, t.urn) AS urn
      FROM ${tookPart} t JOIN "Cohort" h ON h.id = t."cohortId" JOIN "Project" j ON j.id = h."projectId"
      LEFT JOIN moved m ON m.urn = t.urn
     WHERE j.slug = ${project} AND h.status <> 'draft'
       AND (${years.length === 0} OR h."academicYear" = ANY(${years}::int[]))`;
  return { rows: await readSchoolRows(core, joined, query), years };
}

/** Academic years; none is all on record. */
async function yearsOf(core: Core, one: Times, { measure }: FiguresQuery, project: string): Promise<number[]> {
  const present = academicYearOf(core.clock.now(), core.timeZone);
  // Who "is in" a project is so now, or was so when it was last on.
  if (measure === 'joined' && (one.kind === 'any' || one.kind === 'coming')) return latestYear(core, project, present);
  if (one.kind === 'coming') return [present];
  if (one.kind !== 'stretch') return [];
  const first = academicYearOf(one.stretch.from, core.timeZone);
  const last = academicYearOf(new Date(one.stretch.to.getTime() - 1), core.timeZone);
  return Array.from({ length: Math.min(last - first + 1, 50) }, (_, at) => first + at);
}

async function latestYear({ prisma }: Core, slug: string, present: number): Promise<number[]> {
  const [row] = await prisma.$queryRaw<Array<{ year: number | null }>>`
    SELECT max(h."academicYear")::int AS year
      FROM ${tookPart} t JOIN "Cohort" h ON h.id = t."cohortId" JOIN "Project" j ON j.id = h."projectId"
     WHERE j.slug = ${slug} AND h.status <> 'draft' AND h."academicYear" <= ${present}`;
  return [row?.year ?? present];
}
