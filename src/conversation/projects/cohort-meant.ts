import { type OrganisedCohort, type OrganisedProject, whereProjectIs } from '../../app/projects/organised-projects.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { cohortTitle } from './enrolments-cards.js';
import { projectNotFound, projectOf } from './organising-projects.js';
import { organisedCohortCard } from './shown/organised-cohort-card.js';

/** The year in the button, with its project, which the button may leave out. */
export async function findCohortMeant(context: TurnContext, request: TurnRequest): Promise<Found | undefined> {
  const { cohort: id = '', project: known } = request.data;
  const slug = known ?? (await whereProjectIs(context.services.core, id))?.slug ?? '';
  const project = await projectOf(context, { ...request, data: { ...request.data, project: slug } });
  const cohort = project?.cohorts.find(({ id }) => id === request.data.cohort);
  return project && cohort ? { project, cohort } : undefined;
}
export function titleOf({ project, cohort }: Found): string {
  return cohortTitle({ projectName: project.name, academicYear: cohort.academicYear, label: cohort.label });
}
export const dataOf = ({ project, cohort }: Found) => ({ project: project.slug, cohort: cohort.id });
/** One year of a project, for its organisers. */
export async function openCohort(context: TurnContext, request: TurnRequest, lead?: string): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  return { replies: [{ kind: 'card', card: organisedCohortCard(found.project, found.cohort, context, lead) }] };
}
export interface Found {
  readonly project: OrganisedProject;
  readonly cohort: OrganisedCohort;
}
