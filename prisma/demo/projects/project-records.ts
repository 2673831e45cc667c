import { type Day, day, schoolDayFrom } from '../events/calendar.js';
import type { Member } from '../people.js';
import type { SchoolRow } from '../schools/schools.js';
import { buildCohortStrands, buildCohorts, buildMilestones, strands } from './cohorts.js';
import { buildApplications, buildNominations } from './decisions.js';
import { buildEnrolments } from './enrolments.js';
import { buildParticipations } from './participations.js';
import { projects } from './projects.js';

interface ProjectGround {
  /** Open schools. */
  schools: readonly SchoolRow[];
  members: readonly Member[];
  academicYear: number;
  today: Day;
  now: Date;
  timeZone: string;
}

/** Projects with strands, cohorts and participants. */
export function buildProjectRecords({ schools, members, academicYear, today, now, timeZone }: ProjectGround) {
  const cohorts = buildCohorts(academicYear, today, timeZone);
  const milestones = buildMilestones(academicYear);
  const withPosition = (position: Member['position']): Member[] =>
    members.filter((member) => member.position === position);
  const bySchool = (some: readonly Member[]) => new Map(some.map((member) => [member.urn ?? 0, member]));
  const heads = withPosition('headteacher');
  const deputies = withPosition('deputy_headteacher');
  const headOf = bySchool(heads);
  const enrolled = buildEnrolments({ schools, heads: headOf, deputies: bySchool(deputies), cohorts, milestones, now });
  const starts = [-2, -1, 0].map((step) => schoolDayFrom(day(academicYear + step, 6, 20)));
  return {
    projects,
    strands,
    cohorts,
    cohortStrands: buildCohortStrands(),
    milestones,
    ...enrolled,
    participations: buildParticipations(schools),
    applications: buildApplications(enrolled.enrolments, heads, now),
    nominations: buildNominations(deputies, headOf, starts as [Day, Day, Day], now),
  };
}
