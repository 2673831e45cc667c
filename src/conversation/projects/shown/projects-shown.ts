import { whereProjectIs } from '../../../app/projects/organised-projects.js';
import type { Answer, TurnContext } from '../../talk/turn-context.js';
import { openCohort } from '../cohort-meant.js';
import { showProject } from '../organising-projects.js';

/** A project, or a year of it, by its id. @param lead what has just happened */
export async function showProjectOrYear(context: TurnContext, id: string, lead: string): Promise<Answer> {
  const found = await whereProjectIs(context.services.core, id);
  if (!found?.cohort) return showProject(context, found?.slug ?? '', lead);
  const data = { project: found.slug, cohort: found.cohort };
  return openCohort(context, { text: '', data, values: {} }, lead);
}
