import {
  maySeeProgress,
  presentCohorts,
  projectNames,
  readProgress,
  yearsOfProject,
} from '../../../app/projects/cohort-progress.js';
import { academicYearOf } from '../../../domain/academic-year.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../../talk/turn-context.js';
import { chooseCohortCard, progressCard } from './progress-cards.js';
import { projectMeant } from './project-meant.js';

export const refusedProgress = 'Only organisers and board members can see how far the schools are.';

/** "How far is the reading project?": the milestones of a year, and how many schools have done each. */
export async function answerProgress(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (!maySeeProgress(context.actor)) return refuse('project-progress', refusedProgress);
  const { core } = context.services;
  const present = academicYearOf(context.now, context.zone);
  if (request.data.cohort) return showProgress(context, request.data.cohort);
  const slug = request.data.project ?? (await projectMeant(context, request.text, await projectNames(core)));
  if (slug) {
    const years = await yearsOfProject(core, slug);
    const year = years.find(({ academicYear }) => academicYear <= present) ?? years.at(-1);
    if (year) return showProgress(context, year.id);
  }
  const cohorts = await presentCohorts(core, present);
  const [only, ...others] = cohorts;
  if (!only) return { replies: [text('No project that schools join goes on this year.')] };
  if (others.length === 0) return showProgress(context, only.id);
  return { replies: [{ kind: 'card', card: chooseCohortCard(cohorts) }] };
}

async function showProgress(context: TurnContext, cohortId: string): Promise<Answer> {
  const { core } = context.services;
  const progress = await readProgress(core, cohortId);
  if (!progress) return { replies: [text('That year of the project is no longer there.')] };
  const years = await yearsOfProject(core, progress.projectSlug);
  const before = years.find(({ academicYear }) => academicYear < progress.academicYear);
  return {
    replies: [{ kind: 'card', card: progressCard(context, progress, before?.id) }],
    subject: { events: [], about: { kind: 'project', slug: progress.projectSlug } },
  };
}
