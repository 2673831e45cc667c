import { decideApplication, withdrawApplication } from '../../app/projects/application-decisions.js';
import {
  type ApplicationView,
  applicationsOfSchool,
  applyForSchool,
  findApplication,
  openApplications,
} from '../../app/projects/applications.js';
import { findCohort, type JoinableCohort } from '../../app/projects/cohorts.js';
import { type ApplicationFaults, applicationLimits, readApplication } from '../../domain/decision.js';
import { joiningState } from '../../domain/enrolment.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { receiptOf } from '../writing/undoing.js';
import { applicationForm, applicationLine, sayPounds } from './applications-cards.js';
import { decisionForm, undecidedCard } from './decisions-cards.js';
import { type Refused, typedIn } from './enrolment-forms.js';
import { myProjectsAction } from './enrolments-cards.js';
import { refusalWords } from './join-refusals.js';
import { showEnrolment } from './projects.js';
import { sayDecision } from './projects-deciding.js';
import { say } from './say.js';
import { showApplication } from './shown/decisions-shown.js';

/** The form to apply with, or the application that the school has made already. */
export async function openApplicationForm(
  context: TurnContext,
  cohort: JoinableCohort,
  refused?: Refused,
): Promise<Answer> {
  const own = await applicationsOfSchool(context.services.core, context.actor, cohort.academicYear);
  const living = own.find(
    ({ projectSlug, academicYear, state }) =>
      projectSlug === cohort.projectSlug &&
      academicYear === cohort.academicYear &&
      (state === 'asked' || state === 'approved'),
  );
  if (living) return showApplication(context, living.id, 'Your school has applied already.');
  return {
    replies: [{ kind: 'form', form: applicationForm(cohort, context, refused) }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** Handles the submitted form. */
export async function sendApplication(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const cohort = await findCohort(core.prisma, request.data.cohort ?? '');
  if (!cohort) return say('I can no longer find that project.');
  const typed = (field: string) => typedIn(request.values, field);
  const read = readApplication({
    title: typed('title'),
    amount: typed('amount'),
    plan: typed('plan'),
    judged: typed('judged'),
  });
  if ('faults' in read && joiningState(cohort, context.now) === 'open') {
    return openApplicationForm(context, cohort, { values: request.values, faults: sayFaults(read.faults) });
  }
  if ('faults' in read) return say(refusalWords(cohort, 'closed', context));
  const outcome = await applyForSchool(core, context.actor, cohort.id, read.answers);
  switch (outcome.kind) {
    case 'asked':
      return showApplication(
        context,
        outcome.applicationId,
        'Your application has been sent. I will tell you here when it is decided.',
      );
    case 'already-asked':
      return showApplication(context, outcome.applicationId, 'Your school has applied already.');
    case 'already':
      return showEnrolment(context, outcome.enrolmentId, undefined);
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, context));
    default:
      return unreachable(outcome);
  }
}

function sayFaults(faults: ApplicationFaults): Record<string, string> {
  const { least, most } = applicationLimits;
  const words: Record<NonNullable<ApplicationFaults[keyof ApplicationFaults]>, (field: string) => string> = {
    missing: () => 'Please fill this in.',
    'too-long': (field) => `Please shorten it to ${limitOf(field)} characters.`,
    'no-amount': () => 'Give whole pounds, such as 2500.',
    'out-of-range': () => `Ask for ${sayPounds(least)} to ${sayPounds(most)}.`,
  };
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, words[fault](field)]));
}

function limitOf(field: string): number {
  return field === 'title' || field === 'plan' || field === 'judged' ? applicationLimits[field] : 0;
}

/** One application by its button. */
export async function answerApplication(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showApplication(context, request.data.application ?? '', '');
}

/** What waits for an organiser's decision. */
export async function answerApplications(context: TurnContext): Promise<Answer> {
  const open = await openApplications(context.services.core, context.actor);
  if (!open) return say('Only organisers can see all applications.', [myProjectsAction]);
  const items = open.map((one) => applicationLine(one, one.school, context));
  const card = undecidedCard('applications', items);
  return { replies: [{ kind: 'card', card }] };
}

/** Opens the form for the reason of a decision. */
export async function askApplicationDecision(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findApplication(context.services.core, context.actor, request.data.application ?? '');
  if (!found?.mayDecide) return found ? showApplication(context, found.id, '') : say('I cannot find that application.');
  return openDecision(found, request);
}

function openDecision(found: ApplicationView, request: TurnRequest, refused?: Refused): Answer {
  const answer = request.data.answer === 'approve' ? 'approve' : 'decline';
  const title = [found.school, found.answers?.title].filter(Boolean).join(', ');
  return { replies: [{ kind: 'form', form: decisionForm('application', found.id, answer, title, refused) }] };
}

/** The submitted form: an organiser has decided. */
export async function decide(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.application ?? '';
  const answer = request.data.answer === 'approve' ? 'approve' : 'decline';
  const reason = typedIn(request.values, 'reason');
  const outcome = await decideApplication(core, context.actor, id, { answer, reason });
  const found = await findApplication(core, context.actor, id);
  return sayDecision(outcome, {
    again: (faults) =>
      found ? openDecision(found, request, { values: request.values, faults }) : say('I cannot find that application.'),
    show: (lead) => showApplication(context, id, lead),
    decided: (lead, held) => receiptOf(context, 'application', id, lead, { held }),
  });
}

/** The school takes its application back. */
export async function takeBackApplication(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const id = request.data.application ?? '';
  const outcome = await withdrawApplication(context.services.core, context.actor, id);
  return sayDecision(outcome, {
    again: () => showApplication(context, id, ''),
    show: (lead) => showApplication(context, id, lead),
    decided: (lead) => showApplication(context, id, lead),
  });
}
