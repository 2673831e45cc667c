import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { openSchoolFinder } from '../schools/school-finder.js';
import type { Finding } from './findings.js';
import type { ParticipationFile, ParticipationRecord } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';

interface KnownProject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly cohorts: ReadonlyArray<{ readonly id: string; readonly academicYear: number }>;
}

/**
 * Takes in which schools took part in projects in years that are over. A year that is not on record is put there, over. This
 * year's schools register, apply or are put forward themselves.
 */
export async function planParticipation(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: ParticipationFile,
): Promise<Plan> {
  const find = await openSchoolFinder(
    tx,
    file.rows.map(({ school }) => school),
    false,
  );
  const projects = await readProjects(tx);
  const there = await readThere(tx);
  const present = academicYearOf(core.clock.now(), core.timeZone);
  const mayImport = !actor || holds(actor, 'organiser');
  const fresh: Array<{ readonly project: string; readonly year: number; readonly urn: number }> = [];
  const lines = file.rows.flatMap((row): ReportLine[] => {
    const faulty = (fault: Finding): ReportLine[] => [
      { line: row.line, name: `${row.project}, ${row.school}`, outcome: 'faulty', details: [fault] },
    ];
    if (!mayImport) return faulty({ kind: 'only-organisers' });
    const project = projects.find((one) => isMeant(one, row));
    if (!project) return faulty({ kind: 'no-such-project', project: row.project });
    if (row.year >= present) return faulty({ kind: 'year-not-over', year: row.year });
    const school = find(row.school);
    if (school.kind === 'fault') return faulty(school.fault);
    const key = `${project.id} ${row.year} ${school.urn}`;
    if (there.has(key)) return [];
    there.add(key);
    fresh.push({ project: project.id, year: row.year, urn: school.urn });
    const details = [{ kind: 'project-year', project: project.name, year: row.year } as const];
    return [{ line: row.line, name: school.name, outcome: 'new', details }];
  });
  return {
    lines,
    unchanged: file.rows.length - lines.length,
    remarks: [],
    store: async (watch) => {
      await store(tx, projects, fresh);
      watch(fresh.length, fresh.length);
    },
  };
}

function readProjects(tx: Tx): Promise<KnownProject[]> {
  return tx.project.findMany({
    orderBy: { slug: 'asc' },
    select: {
      ...{ id: true, slug: true, name: true, aliases: true },
      cohorts: { orderBy: { label: 'asc' }, select: { id: true, academicYear: true } },
    },
  });
}

function isMeant({ slug, name, aliases }: KnownProject, { project }: ParticipationRecord): boolean {
  const said = project.toLowerCase();
  return slug === said || [name, ...aliases].some((one) => one.toLowerCase() === said);
}

async function readThere(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<Array<{ key: string }>>`
    SELECT c."projectId"::text || ' ' || c."academicYear" || ' ' || p.urn AS key
      FROM "Participation" p JOIN "Cohort" c ON c.id = p."cohortId"
    UNION SELECT c."projectId"::text || ' ' || c."academicYear" || ' ' || e.urn
      FROM "Enrolment" e JOIN "Cohort" c ON c.id = e."cohortId" WHERE e.state = 'registered'`;
  return new Set(rows.map(({ key }) => key));
}

async function store(
  tx: Tx,
  projects: readonly KnownProject[],
  fresh: ReadonlyArray<{ readonly project: string; readonly year: number; readonly urn: number }>,
): Promise<void> {
  const cohorts = new Map<string, string>();
  for (const { id, cohorts: known } of projects)
    for (const cohort of [...known].reverse()) cohorts.set(`${id} ${cohort.academicYear}`, cohort.id);
  const missing = new Map(
    fresh
      .filter(({ project, year }) => !cohorts.has(`${project} ${year}`))
      .map((one) => [`${one.project} ${one.year}`, one]),
  );
  for (const [key, { project, year }] of missing) {
    const id = newId();
    cohorts.set(key, id);
    await tx.cohort.create({
      data: { id, projectId: project, academicYear: year, status: 'retired' },
      select: { id: true },
    });
  }
  await tx.participation.createMany({
    data: fresh.map(({ project, year, urn }) => ({ cohortId: cohorts.get(`${project} ${year}`) ?? '', urn })),
    skipDuplicates: true,
  });
}
