import { academicYearOf } from '../../domain/academic-year.js';
import { type CountedSchool, countTakingPart } from '../../domain/figures/took-part.js';
import type { Core } from '../core.js';
import type { Period } from '../figures/coverage.js';
import { tookPart } from '../figures/taking-part.js';
import type { PaperData } from './paper-data.js';

interface RecordRow {
  readonly projectId: string;
  readonly urn: number;
  readonly year: number;
}

/** Participants of each project by phase, for each academic year that overlaps the period; by name, then year. */
export async function readPaperProjects(core: Core, { since, until }: Period): Promise<PaperData['projects']> {
  const { prisma, timeZone } = core;
  const [from, to] = [academicYearOf(since, timeZone), academicYearOf(new Date(until.getTime() - 1), timeZone)];
  const [projects, records, people, schools, successions] = await Promise.all([
    prisma.project.findMany({
      where: { status: { not: 'draft' } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, audience: true },
    }),
    readRecords(core, from, to),
    readPeople(core, from, to),
    prisma.$queryRaw<CountedSchool[]>`
      SELECT s.urn, s.phase, s.district, NULL AS trust,
             (s."inPartnership" AND s.status IN ('open', 'closing')) AS present FROM "School" s ORDER BY s.urn`,
    prisma.schoolLink.findMany({ select: { predecessorUrn: true, successorUrn: true } }),
  ]);
  return projects.flatMap(({ id, name, audience }) => {
    const count = countTakingPart(
      records.filter(({ projectId }) => projectId === id),
      schools,
      successions,
    );
    return count.years.map(({ year, schools: all }) => {
      const byPhase = count.byPhase(year).map((share) => ({ ...share }));
      const accepted = people.find((row) => row.projectId === id && row.year === year)?.people ?? 0;
      return {
        name,
        year,
        joins: audience,
        people: audience === 'people' ? accepted : null,
        schools: all,
        present: byPhase.reduce((sum, share) => sum + share.schools, 0),
        of: byPhase.reduce((sum, share) => sum + share.of, 0),
        byPhase,
      };
    });
  });
}

/** Counted in the same way as for an answer in the chat. */
function readRecords({ prisma }: Core, from: number, to: number) {
  return prisma.$queryRaw<RecordRow[]>`
    SELECT DISTINCT c."projectId", t.urn, c."academicYear" AS year FROM "Cohort" c JOIN ${tookPart} t ON t."cohortId" = c.id
     WHERE c."academicYear" BETWEEN ${from} AND ${to} AND c.status <> 'draft'`;
}

function readPeople({ prisma }: Core, from: number, to: number) {
  return prisma.$queryRaw<Array<{ projectId: string; year: number; people: number }>>`
    SELECT c."projectId", c."academicYear" AS year, count(DISTINCT n."nomineeId")::int AS people
      FROM "Nomination" n JOIN "Cohort" c ON c.id = n."cohortId"
     WHERE c."academicYear" BETWEEN ${from} AND ${to} AND c.status <> 'draft' AND n.state = 'approved'
     GROUP BY 1, 2`;
}
