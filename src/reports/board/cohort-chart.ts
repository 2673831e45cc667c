import type { Core } from '../../app/core.js';
import { readProgress } from '../../app/projects/cohort-progress.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { drawBars } from '../charts.js';

const mostBars = 12;

/** A bar chart of how many schools of a year of a project have done each milestone, as a PNG; undefined with fewer than two. */
export async function drawCohortChart(core: Core, cohortId: string): Promise<Buffer | undefined> {
  const progress = await readProgress(core, cohortId);
  const shown = progress?.milestones.slice(0, mostBars) ?? [];
  if (!progress || shown.length < 2) return undefined;
  return drawBars({
    title: `${progress.projectName} ${sayAcademicYear(progress.academicYear)}`,
    counts: `schools that have done it, of ${progress.schools}`,
    lying: true,
    labels: shown.map(({ title }) => title),
    series: [{ name: 'Done', values: shown.map(({ done }) => done) }],
  });
}
