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
import { forgetLibrary } from '../knowledge/library.js';
import { faultWords } from '../organising/event-forms.js';
import { askCard, organiserAct } from '../organising/organising-cards.js';
import { typed } from '../organising/read-event-form.js';
import { isTicked } from '../talk/read-form.js';
import { type Answer, type Ask, refuse, type Talk, text } from '../talk/turn-context.js';
import { organisedProjectCard, organisedProjectsCard, projectPreviewCard } from './organised-projects-cards.js';
import { projectForm, projectValues, strandForm } from './project-forms.js';
import { readProjectPlan } from './read-project-form.js';

export const projectsRefusal =
  'Running projects is for the organisers of the partnership. Ask me about a project, or ask the team.';

/** Projects to run. */
export async function answerProjectsToRun(talk: Talk): Promise<Answer> {
  const projects = await projectsToRun(talk.desk.core, talk.actor);
  return { replies: [{ kind: 'card', card: organisedProjectsCard(projects) }] };
}

/** The project that a button names, for its organisers. */
export function projectOf(talk: Talk, ask: Ask): Promise<OrganisedProject | undefined> {
  return findProjectToRun(talk.desk.core.prisma, talk.actor, ask.data.project ?? '');
}

export async function openProject(talk: Talk, ask: Ask): Promise<Answer> {
  return showProject(talk, ask.data.project ?? '');
}

export async function showProject(talk: Talk, slug: string, lead?: string): Promise<Answer> {
  const project = await findProjectToRun(talk.desk.core.prisma, talk.actor, slug);
  return project ? { replies: [{ kind: 'card', card: organisedProjectCard(project, lead) }] } : goneProject(talk);
}

export async function goneProject(talk: Talk): Promise<Answer> {
  const list = await answerProjectsToRun(talk);
  return { ...list, replies: [text('That project is gone: somebody may have removed it.'), ...list.replies] };
}

/** "Create a project": the form. */
export async function newProject(_talk: Talk): Promise<Answer> {
  return { replies: [{ kind: 'form', form: projectForm(undefined, { joinBy: 'registration' }) }] };
}

export async function editProject(talk: Talk, ask: Ask): Promise<Answer> {
  const project = await projectOf(talk, ask);
  if (!project) return goneProject(talk);
  return { replies: [{ kind: 'form', form: projectForm(project, projectValues(project)) }] };
}

/** The form came back: a draft is made, or the project changed; or the form again with what is wrong. */
export async function saveProjectForm(talk: Talk, ask: Ask): Promise<Answer> {
  const project = ask.data.project ? await projectOf(talk, ask) : undefined;
  if (ask.data.project && !project) return goneProject(talk);
  const { plan, faults } = readProjectPlan(ask);
  const wrong = { ...projectFaults(plan), ...faults };
  const outcome: ProjectOutcome =
    Object.keys(wrong).length > 0
      ? { kind: 'faulty', faults: wrong }
      : await saveProject(talk.desk.core, talk.actor, plan, project?.slug);
  if (outcome.kind === 'faulty') {
    return { replies: [{ kind: 'form', form: projectForm(project, ask.values, faultWords(outcome.faults)) }] };
  }
  return afterProjectChange(
    talk,
    'run-project-save',
    outcome,
    project ? 'Saved.' : 'The draft is made. Now add its year.',
  );
}

/** The project as schools will see it, before they do. */
export async function previewProject(talk: Talk, ask: Ask): Promise<Answer> {
  const project = await projectOf(talk, ask);
  if (!project) return goneProject(talk);
  if (project.status !== 'draft') return showProject(talk, project.slug);
  return { replies: [{ kind: 'card', card: projectPreviewCard(project, project.cohorts.at(-1), talk) }] };
}

export async function publishProjectNow(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await publishProject(talk.desk.core, talk.actor, ask.data.project ?? '');
  return afterProjectChange(talk, 'run-project-publish', outcome, 'It is published: schools see it now.');
}

/** Asks before a project is retired, or a draft thrown away. */
export async function askToEndProject(talk: Talk, ask: Ask): Promise<Answer> {
  const project = await projectOf(talk, ask);
  if (!project) return goneProject(talk);
  const data = { project: project.slug };
  const draft = project.status === 'draft';
  const question = draft ? `Throw the draft of ${project.name} away?` : `Retire ${project.name}?`;
  const lines = draft ? [] : ['It is no longer shown among the projects. What was stays on record.'];
  const yes = organiserAct(draft ? 'Yes, throw it away' : 'Yes, retire it', 'run-project-end', data, {
    style: 'danger',
  });
  const card = askCard(question, lines, yes, organiserAct('Keep it', 'run-project', data));
  return { replies: [{ kind: 'card', card }] };
}

export async function endProjectNow(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await endProject(talk.desk.core, talk.actor, ask.data.project ?? '');
  return afterProjectChange(talk, 'run-project-end', outcome, 'It is retired.');
}

/** A strand: a new one, or one to change. */
export async function openStrand(talk: Talk, ask: Ask): Promise<Answer> {
  const project = await projectOf(talk, ask);
  const strand = project?.strands.find(({ id }) => id === ask.data.strand);
  if (!project || (ask.data.strand && !strand)) return goneProject(talk);
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

/** The form came back: the strand is added, changed or taken out. */
export async function saveStrandForm(talk: Talk, ask: Ask): Promise<Answer> {
  const project = await projectOf(talk, ask);
  const strand = project?.strands.find(({ id }) => id === ask.data.strand);
  if (!project || (ask.data.strand && !strand)) return goneProject(talk);
  const { core } = talk.desk;
  const removing = strand !== undefined && isTicked(ask, 'remove');
  const plan = { name: typed(ask, 'name').replace(/\s+/g, ' '), description: typed(ask, 'description') };
  const outcome = removing
    ? await removeStrand(core, talk.actor, project.slug, strand.id)
    : await saveStrand(core, talk.actor, project.slug, plan, strand?.id);
  const again = (faults: Record<string, string>): Answer => {
    const part = { title: project.name, data: strandData(project, strand), values: ask.values, faults };
    return { replies: [{ kind: 'form', form: strandForm(strand, part) }] };
  };
  if (outcome.kind === 'faulty') return again(faultWords(outcome.faults));
  if (outcome.kind === 'refused' && outcome.reason === 'in-use') {
    return again({ remove: 'Schools have chosen it, so it stays. A year can stop offering it.' });
  }
  const done = removing ? 'The strand is taken out.' : strand ? 'Saved.' : 'The strand is added.';
  return afterProjectChange(talk, 'run-strand-save', outcome, done);
}

/** After a change: the project as it is now, or why not. */
export async function afterProjectChange(
  talk: Talk,
  act: string,
  outcome: ProjectOutcome,
  done: string,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved':
      forgetLibrary(talk.desk.core);
      return showProject(talk, outcome.slug, done);
    case 'gone':
      return answerProjectsToRun(talk);
    case 'faulty':
      return { replies: [text('Something about it is not right any more. Open it again.')] };
    case 'refused':
      return refusedProject(talk, act, outcome.reason);
    default:
      return unreachable(outcome);
  }
}

function refusedProject(
  talk: Talk,
  act: string,
  reason: Extract<ProjectOutcome, { kind: 'refused' }>['reason'],
): Answer | Promise<Answer> {
  switch (reason) {
    case 'not-allowed':
      return refuse(act, projectsRefusal);
    case 'not-found':
      return goneProject(talk);
    case 'in-use':
      return { replies: [text('Schools are in it by now, so it stays.')] };
    case 'still-runs':
      return { replies: [text('A year of it still runs. Wait until it is over, or cancel that year first.')] };
    default:
      return unreachable(reason);
  }
}
