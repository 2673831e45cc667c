import { listSources } from '../../app/knowledge/articles.js';
import { findProjectToRun, type OrganisedProject, projectsToRun } from '../../app/projects/organised-projects.js';
import {
  endProject,
  type ProjectOutcome,
  publishProject,
  removeStrand,
  saveProject,
  saveStrand,
} from '../../app/projects/plan-project.js';
import { projectFaults } from '../../domain/project-plan.js';
import { unreachable } from '../../domain/unreachable.js';
import type { FormValues } from '../../rendering/card.js';
import { faultWords } from '../organising/event-forms.js';
import { askCard, organiserAct } from '../organising/organising-cards.js';
import { newSourceOf, noSource } from '../talk/new-source.js';
import { fieldOf, isTicked } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { organisedProjectCard, organisedProjectsCard, projectPreviewCard } from './organised-projects-cards.js';
import { projectForm, projectValues, strandForm } from './project-forms.js';
import { readProjectPlan } from './read-project-form.js';

export const projectsRefusal =
  'Only the partnership’s organisers can run projects. Ask me about a project, or ask the team.';

/** Projects, for organisers. */
export async function answerProjectsToRun(context: TurnContext): Promise<Answer> {
  const projects = await projectsToRun(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: organisedProjectsCard(projects) }] };
}

/** The project that a button refers to, for its organisers. */
export function projectOf(context: TurnContext, request: TurnRequest): Promise<OrganisedProject | undefined> {
  return findProjectToRun(context.services.core.prisma, context.actor, request.data.project ?? '');
}

export async function openProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showProject(context, request.data.project ?? '');
}

export async function showProject(context: TurnContext, slug: string, lead?: string): Promise<Answer> {
  const project = await findProjectToRun(context.services.core.prisma, context.actor, slug);
  return project
    ? { replies: [{ kind: 'card', card: organisedProjectCard(project, lead) }] }
    : projectNotFound(context);
}

export async function projectNotFound(context: TurnContext): Promise<Answer> {
  const list = await answerProjectsToRun(context);
  return { ...list, replies: [text('That project no longer exists. Somebody may have removed it.'), ...list.replies] };
}

/** "Create a project": the form. */
export async function newProject(context: TurnContext): Promise<Answer> {
  return formOfProject(context, undefined, { joinBy: 'registration', source: noSource });
}

export async function editProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  if (!project) return projectNotFound(context);
  return formOfProject(context, project, projectValues(project));
}

async function formOfProject(
  context: TurnContext,
  project: OrganisedProject | undefined,
  values: FormValues,
  faults: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const sources = await listSources(context.services.core);
  return { replies: [{ kind: 'form', form: projectForm(project, sources, values, faults) }] };
}

/** Saves the submitted form, or shows it again with its faults. */
export async function saveProjectForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = request.data.project ? await projectOf(context, request) : undefined;
  if (request.data.project && !project) return projectNotFound(context);
  const { plan, faults } = readProjectPlan(request);
  const typed = newSourceOf(request.values, context.now);
  const ofSource = typed && 'faults' in typed ? typed.faults : {};
  const source = typed && 'title' in typed ? typed : undefined;
  const wrong = { ...faultWords({ ...projectFaults(plan), ...faults }), ...ofSource };
  if (Object.keys(wrong).length > 0) return formOfProject(context, project, request.values, wrong);
  const outcome = await saveProject(context.services.core, context.actor, plan, project?.slug, source);
  if (outcome.kind === 'faulty') return formOfProject(context, project, request.values, faultWords(outcome.faults));
  return afterProjectChange(
    context,
    'run-project-save',
    outcome,
    project ? 'Saved.' : 'The draft has been created. Now add its first year.',
  );
}

/** The project preview as schools will see it. */
export async function previewProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  if (!project) return projectNotFound(context);
  if (project.status !== 'draft') return showProject(context, project.slug);
  return { replies: [{ kind: 'card', card: projectPreviewCard(project, project.cohorts.at(-1), context) }] };
}

export async function publishProjectNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await publishProject(context.services.core, context.actor, request.data.project ?? '');
  return afterProjectChange(context, 'run-project-publish', outcome, 'Published. Schools can see it now.');
}

/** Asks for confirmation before a project is retired or a draft deleted. */
export async function askToEndProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  if (!project) return projectNotFound(context);
  const data = { project: project.slug };
  const draft = project.status === 'draft';
  const question = draft ? `Delete the draft of ${project.name}?` : `Retire ${project.name}?`;
  const lines = draft ? [] : ['It will no longer be shown among the projects. Its history stays on record.'];
  const yes = organiserAct(draft ? 'Yes, delete it' : 'Yes, retire it', 'run-project-end', data, {
    style: 'danger',
  });
  const card = askCard(question, lines, yes, organiserAct('Keep it', 'run-project', data));
  return { replies: [{ kind: 'card', card }] };
}

export async function endProjectNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await endProject(context.services.core, context.actor, request.data.project ?? '');
  return afterProjectChange(context, 'run-project-end', outcome, 'It has been retired.');
}

/** A strand: a new one, or one to change. */
export async function openStrand(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  const strand = project?.strands.find(({ id }) => id === request.data.strand);
  if (!project || (request.data.strand && !strand)) return projectNotFound(context);
  const values: FormValues = strand ? { name: strand.name, description: strand.description } : {};
  return {
    replies: [
      { kind: 'form', form: strandForm(strand, { title: project.name, data: strandData(project, strand), values }) },
    ],
  };
}

const strandData = (project: OrganisedProject, strand: { readonly id: string } | undefined) => ({
  project: project.slug,
  ...(strand ? { strand: strand.id } : {}),
});

/** The submitted form: the strand is added, changed or taken out. */
export async function saveStrandForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  const strand = project?.strands.find(({ id }) => id === request.data.strand);
  if (!project || (request.data.strand && !strand)) return projectNotFound(context);
  const { core } = context.services;
  const removing = strand !== undefined && isTicked(request, 'remove');
  const plan = { name: fieldOf(request, 'name').replace(/\s+/g, ' '), description: fieldOf(request, 'description') };
  const outcome = removing
    ? await removeStrand(core, context.actor, project.slug, strand.id)
    : await saveStrand(core, context.actor, project.slug, plan, strand?.id);
  const again = (faults: Record<string, string>): Answer => {
    const part = { title: project.name, data: strandData(project, strand), values: request.values, faults };
    return { replies: [{ kind: 'form', form: strandForm(strand, part) }] };
  };
  if (outcome.kind === 'faulty') return again(faultWords(outcome.faults));
  if (outcome.kind === 'refused' && outcome.reason === 'in-use') {
    return again({ remove: 'Schools have chosen it, so it stays. A year can stop offering it.' });
  }
  const done = removing ? 'The strand has been removed.' : strand ? 'Saved.' : 'The strand has been added.';
  return afterProjectChange(context, 'run-strand-save', outcome, done);
}

/** After a change: the project as it is now, or why not. */
async function afterProjectChange(
  context: TurnContext,
  act: string,
  outcome: ProjectOutcome,
  done: string,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved':
      return showProject(context, outcome.slug, done);
    case 'gone':
      return answerProjectsToRun(context);
    case 'faulty':
      return { replies: [text('Something about it has changed. Please open it again.')] };
    case 'refused':
      return refusedProject(context, act, outcome.reason);
    default:
      return unreachable(outcome);
  }
}

function refusedProject(
  context: TurnContext,
  act: string,
  reason: Extract<ProjectOutcome, { kind: 'refused' }>['reason'],
): Answer | Promise<Answer> {
  switch (reason) {
    case 'not-allowed':
      return refuse(act, projectsRefusal);
    case 'not-found':
      return projectNotFound(context);
    case 'in-use':
      return { replies: [text('Schools have joined it since, so it stays.')] };
    case 'still-runs':
      return {
        replies: [text('One of its years is still running. Wait until it is over, or cancel that year first.')],
      };
    default:
      return unreachable(reason);
  }
}
