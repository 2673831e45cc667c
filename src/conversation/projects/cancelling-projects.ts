import {
  type CancelSubject,
  cancelCohorts,
  longestReason,
  reachOfConcerned,
} from '../../app/projects/cancel-cohort.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Form } from '../../rendering/card.js';
import { reasonField } from '../organising/organising-cards.js';
import { countTold, sayBeingTold, sayWillBeTold, unreachedBlocks } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { receiptOf } from '../writing/undoing.js';
import { findCohortMeant, openCohort, titleOf } from './cohort-meant.js';
import { projectNotFound, projectOf, projectsRefusal, showProject } from './organising-projects.js';

/** The whole project, or one year of it if the button has one. */
function subjectOf(request: TurnRequest): CancelSubject {
  const { project = '', cohort } = request.data;
  return cohort ? { cohortId: cohort } : { slug: project };
}

/** Asks for the reason, and says how many people will be told. */
export async function askToCancelProject(context: TurnContext, request: TurnRequest, fault?: string): Promise<Answer> {
  const { cohort } = request.data;
  const found = cohort ? await findCohortMeant(context, request) : undefined;
  const project = found?.project ?? (cohort ? undefined : await projectOf(context, request));
  const reach = await reachOfConcerned(context.services.core, context.actor, subjectOf(request));
  if (!project || reach === undefined) return projectNotFound(context);
  const status = found?.cohort.status ?? project.status;
  if (status !== 'published') return show(context, request, 'There is nothing left to cancel.');
  const years = found ? [found.cohort] : project.cohorts.filter(({ status: one }) => one === 'published');
  const empty = years.every(({ taken, waiting, asked, interested }) => taken + waiting + asked + interested === 0);
  const title = found ? titleOf(found) : project.name;
  const told =
    countTold(reach) === 0
      ? empty
        ? 'Nobody is in it, so nobody will be told.'
        : 'I can reach nobody involved, by chat or by e-mail. Please contact them yourself.'
      : sayWillBeTold(reach, whoIsTold);
  const form: Form = {
    title: cohort ? 'Cancel this year?' : 'Cancel the project?',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      { kind: 'text', text: 'Every school that is in it or waiting will lose its place.' },
      { kind: 'text', text: told, tone: 'warning' },
      ...unreachedBlocks(reach, 'named'),
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

const whoIsTold = 'those who lead it, asked for it or were put forward, and the heads of their schools';

/** The submitted form: it is cancelled, and everybody concerned is told once. */
export async function cancelProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await cancelCohorts(
    context.services.core,
    context.actor,
    subjectOf(request),
    fieldOf(request, 'reason'),
  );
  switch (outcome.kind) {
    case 'cancelled':
      return receiptOf(
        context,
        request.data.cohort ? 'cohort' : 'project',
        request.data.cohort ?? outcome.id,
        `Cancelled. ${sayBeingTold(outcome.reach)}`,
        { ...outcome, rest: 'named' },
      );
    case 'already':
      return show(context, request, 'It has already been cancelled. Nobody is told twice.');
    case 'refused':
      if (outcome.reason === 'no-reason')
        return askToCancelProject(context, request, 'Please say why. The schools will be told.');
      return outcome.reason === 'not-allowed' ? refuse('run-cancel', projectsRefusal) : projectNotFound(context);
    default:
      return unreachable(outcome);
  }
}

function show(context: TurnContext, request: TurnRequest, lead: string): Promise<Answer> {
  return request.data.cohort
    ? openCohort(context, request, lead)
    : showProject(context, request.data.project ?? '', lead);
}
