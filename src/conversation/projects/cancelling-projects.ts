import { type CancelSubject, cancelCohorts, countConcerned, longestReason } from '../../app/projects/cancel-cohort.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Form } from '../../rendering/card.js';
import { forgetLibrary } from '../knowledge/library.js';
import { reasonField } from '../organising/organising-cards.js';
import { typed } from '../organising/read-event-form.js';
import { type Answer, type Ask, refuse, type Talk } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { findCohortMeant, openCohort, titleOf } from './cohort-meant.js';
import { goneProject, projectOf, projectsRefusal, showProject } from './organising-projects.js';

/** A whole project, or one year of it when the button names one. */
function subjectOf(ask: Ask): CancelSubject {
  const { project = '', cohort } = ask.data;
  return cohort ? { cohortId: cohort } : { slug: project };
}

/** Asks for the reason, and says how many people will be told. */
export async function askToCancelProject(talk: Talk, ask: Ask, fault?: string): Promise<Answer> {
  const { cohort } = ask.data;
  const found = cohort ? await findCohortMeant(talk, ask) : undefined;
  const project = found?.project ?? (cohort ? undefined : await projectOf(talk, ask));
  const count = await countConcerned(talk.desk.core, talk.actor, subjectOf(ask));
  if (!project || count === undefined) return goneProject(talk);
  const status = found?.cohort.status ?? project.status;
  if (status !== 'published') return show(talk, ask, 'There is nothing left to cancel.');
  const years = found ? [found.cohort] : project.cohorts.filter(({ status: one }) => one === 'published');
  const empty = years.every(({ taken, waiting, asked, interested }) => taken + waiting + asked + interested === 0);
  const title = found ? titleOf(found) : project.name;
  const told =
    count === 0
      ? empty
        ? 'Nobody is in it, so nobody will be told.'
        : 'None of those concerned has a chat with me, so I can tell nobody: please write to them.'
      : `${plural(count, 'person', 'people')} will be told, each once: those who lead it, asked for it or were put forward, and the heads of their schools.`;
  const form: Form = {
    title: cohort ? 'Cancel this year?' : 'Cancel the project?',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      { kind: 'text', text: 'Every school that is in it or waits is out.' },
      { kind: 'text', text: told, tone: 'warning' },
    ],
    fields: [reasonField('the schools', longestReason)],
    ...(fault ? { faults: { reason: fault } } : {}),
    submit: {
      label: 'Cancel and tell them',
      verb: 'run-cancel',
      data: { project: project.slug, ...(cohort ? { cohort } : {}) },
    },
    cancel: {
      kind: 'act',
      label: 'Keep it',
      verb: cohort ? 'run-cohort' : 'run-project',
      data: { project: project.slug, ...(cohort ? { cohort } : {}) },
    },
    fallback: `Cancel ${title}? ${told}`,
  };
  return { replies: [{ kind: 'form', form }] };
}

/** The form came back: it is cancelled, and everybody concerned is told once. */
export async function cancelProject(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await cancelCohorts(talk.desk.core, talk.actor, subjectOf(ask), typed(ask, 'reason'));
  switch (outcome.kind) {
    case 'cancelled':
      forgetLibrary(talk.desk.core);
      return show(talk, ask, `It is cancelled. ${plural(outcome.told, 'message is', 'messages are')} on the way.`);
    case 'already':
      return show(talk, ask, 'It is cancelled already; nobody is told twice.');
    case 'refused':
      if (outcome.reason === 'no-reason') return askToCancelProject(talk, ask, 'Say why: the schools are told.');
      return outcome.reason === 'not-allowed' ? refuse('run-cancel', projectsRefusal) : goneProject(talk);
    default:
      return unreachable(outcome);
  }
}

function show(talk: Talk, ask: Ask, lead: string): Promise<Answer> {
  return ask.data.cohort ? openCohort(talk, ask, lead) : showProject(talk, ask.data.project ?? '', lead);
}
