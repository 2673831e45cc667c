import type { Db } from '../../db/database.js';

/** A project that a school is enrolled in, in one academic year. */
export interface SchoolProject {
  readonly slug: string;
  readonly name: string;
  /** The calendar year in which the academic year starts. */
  readonly academicYear: number;
  readonly state: 'interested' | 'awaiting_head' | 'registered' | 'waiting';
  readonly strands: readonly string[];
}

const living = ['interested', 'awaiting_head', 'registered', 'waiting'] as const;

/** What a school is enrolled in or waiting for, this academic year and later; the soonest first, then by name. */
export async function projectsOfSchool(db: Db, urn: number, academicYear: number): Promise<SchoolProject[]> {
  const rows = await db.enrolment.findMany({
    where: {
      urn,
      state: { in: [...living] },
      cohort: { academicYear: { gte: academicYear }, project: { status: 'published' } },
    },
    orderBy: [{ cohort: { academicYear: 'asc' } }, { cohort: { project: { name: 'asc' } } }],
    select: {
      state: true,
      cohort: { select: { academicYear: true, project: { select: { slug: true, name: true } } } },
      strands: { select: { strand: { select: { name: true } } }, orderBy: { strand: { name: 'asc' } } },
    },
  });
  return rows.flatMap(({ state, cohort, strands }) => {
    const known = living.find((one) => one === state);
    if (!known) return [];
    const names = strands.map(({ strand }) => strand.name);
    return [{ ...cohort.project, academicYear: cohort.academicYear, state: known, strands: names }];
  });
}
