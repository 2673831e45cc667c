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
import { say } from '../talk/replies.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { applicationCard, applicationForm, applicationLine, sayPounds } from './applications-cards.js';
import { decisionForm, undecidedCard } from './decisions-cards.js';
import { type Refused, typedIn } from './enrolment-forms.js';
import { myProjectsAction } from './enrolments-cards.js';
import { refusalWords } from './join-refusals.js';
import { showEnrolment } from './projects.js';
import { sayDecision } from './projects-deciding.js';

/** The form to apply with, or the application that the school has made already. */
export async function openApplicationForm(talk: Talk, cohort: JoinableCohort, refused?: Refused): Promise<Answer> {
  const own = await applicationsOfSchool(talk.desk.core, talk.actor, cohort.academicYear);
  const living = own.find(
    ({ projectSlug, academicYear, state }) =>
      projectSlug === cohort.projectSlug &&
      academicYear === cohort.academicYear &&
      (state === 'asked' || state === 'approved'),
  );
  if (living) return showApplication(talk, living.id, 'Your school has applied already.');
  return {
    replies: [{ kind: 'form', form: applicationForm(cohort, talk, refused) }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** The form came back. */
export async function sendApplication(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const cohort = await findCohort(core.prisma, ask.data.cohort ?? '');
  if (!cohort) return say('I no longer find that project.');
  const typed = (field: string) => typedIn(ask.values, field);
  const read = readApplication({
    title: typed('title'),
    amount: typed('amount'),
    plan: typed('plan'),
    judged: typed('judged'),
  });
  if ('faults' in read && joiningState(cohort, talk.now) === 'open') {
    return openApplicationForm(talk, cohort, { values: ask.values, faults: sayFaults(read.faults) });
  }
  if ('faults' in read) return say(refusalWords(cohort, 'closed', talk));
  const outcome = await applyForSchool(core, talk.actor, cohort.id, read.answers);
  switch (outcome.kind) {
    case 'asked':
      return showApplication(
        talk,
        outcome.applicationId,
        'Your application is sent. I tell you here when it is decided.',
      );
    case 'already-asked':
      return showApplication(talk, outcome.applicationId, 'Your school has applied already.');
    case 'already':
      return showEnrolment(talk, outcome.enrolmentId, undefined);
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, talk));
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
export async function answerApplication(talk: Talk, ask: Ask): Promise<Answer> {
  return showApplication(talk, ask.data.application ?? '', '');
}

async function showApplication(talk: Talk, id: string, lead: string): Promise<Answer> {
  const found = await findApplication(talk.desk.core, talk.actor, id);
  if (!found) return say('I find no such application of your school.');
  return {
    replies: [{ kind: 'card', card: applicationCard(found, lead, talk) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}

/** What waits for an organiser's decision. */
export async function answerApplications(talk: Talk): Promise<Answer> {
  const open = await openApplications(talk.desk.core, talk.actor);
  if (!open) return say('Applications are for organisers.', [myProjectsAction]);
  const items = open.map((one) => applicationLine(one, one.school, talk));
  const card = undecidedCard('Applications to decide', 'No application waits for a decision.', items);
  return { replies: [{ kind: 'card', card }] };
}

/** Opens the form for the reason of a decision. */
export async function askApplicationDecision(talk: Talk, ask: Ask): Promise<Answer> {
  const found = await findApplication(talk.desk.core, talk.actor, ask.data.application ?? '');
  if (!found?.mayDecide) return found ? showApplication(talk, found.id, '') : say('I find no such application.');
  return openDecision(found, ask);
}

function openDecision(found: ApplicationView, ask: Ask, refused?: Refused): Answer {
  const answer = ask.data.answer === 'approve' ? 'approve' : 'decline';
  const title = [found.school, found.answers?.title].filter(Boolean).join(', ');
  return { replies: [{ kind: 'form', form: decisionForm('application', found.id, answer, title, refused) }] };
}

/** The form came back: an organiser has decided. */
export async function decide(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const id = ask.data.application ?? '';
  const answer = ask.data.answer === 'approve' ? 'approve' : 'decline';
  const reason = typedIn(ask.values, 'reason');
  const outcome = await decideApplication(core, talk.actor, id, { answer, reason });
  const found = await findApplication(core, talk.actor, id);
  return sayDecision(outcome, {
    again: (faults) =>
      found ? openDecision(found, ask, { values: ask.values, faults }) : say('I find no such application.'),
    show: (lead) => showApplication(talk, id, lead),
  });
}

/** The school takes its application back. */
export async function takeBackApplication(talk: Talk, ask: Ask): Promise<Answer> {
  const id = ask.data.application ?? '';
  const outcome = await withdrawApplication(talk.desk.core, talk.actor, id);
  return sayDecision(outcome, {
    again: () => showApplication(talk, id, ''),
    show: (lead) => showApplication(talk, id, lead),
  });
}
