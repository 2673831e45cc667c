import { isUnproven, ownSchool } from '../../app/people/school-standing.js';
import { cohortsOfProject, findCohort, type JoinableCohort } from '../../app/projects/cohorts.js';
import { type DecideOutcome, decideEnrolment } from '../../app/projects/enrolment-changes.js';
import { enrolmentsOfSchool } from '../../app/projects/enrolment-views.js';
import {
  type InterestOutcome,
  type JoinFaults,
  type JoinOutcome,
  registerSchool,
  showInterest,
} from '../../app/projects/enrolments.js';
import { isHead, joiningState } from '../../domain/enrolment.js';
import { unreachable } from '../../domain/unreachable.js';
import type { ActAction } from '../../rendering/card.js';
import { chosenPerson, peopleToChoose } from '../people/chosen-person.js';
import { askWho } from '../people/people.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { joinForm, personFaults, type Refused } from './enrolment-forms.js';
import { cohortTitle, myProjectsAction, sayClosed, whichCohortCard } from './enrolments-cards.js';
import { refusalWords } from './join-refusals.js';
import { showEnrolment } from './projects.js';
import { openApplicationForm } from './projects-applying.js';
import { openNominationForm } from './projects-nominating.js';
import { say } from './say.js';

/** Starts joining a project: the right form, or why it cannot be joined. */
export async function joinProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const meant = await cohortMeant(context, request);
  if ('answer' in meant) return meant.answer;
  const { cohort } = meant;
  if (context.actor.personId === null || context.actor.post === null) {
    const data = { cohort: cohort.id };
    return askWho(context, 'One thing first: which school are you from?', { verb: 'project-join', data });
  }
  if (context.actor.post.urn === null) return say(refusalWords(cohort, 'no-school', context));
  if (isUnproven(context.actor)) return say(refusalWords(cohort, 'unproven', context));
  if (cohort.joinBy === 'nomination') return openNominationForm(context, cohort);
  const own = await enrolmentsOfSchool(context.services.core, context.actor, cohort.academicYear);
  const living = own.find(({ cohortId, state }) => cohortId === cohort.id && state !== 'interested');
  if (living) return showEnrolment(context, living.id, undefined);
  if (joiningState(cohort, context.now) !== 'open') return cannotJoin(context, cohort);
  if (cohort.joinBy === 'none') return say(refusalWords(cohort, 'other-way', context));
  return cohort.joinBy === 'application' ? openApplicationForm(context, cohort) : openJoinForm(context, cohort);
}

/** The cohort in the button or of the project mentioned; otherwise asks which one one, or says that there is none. */
async function cohortMeant(
  context: TurnContext,
  request: TurnRequest,
): Promise<{ readonly cohort: JoinableCohort } | { readonly answer: Answer }> {
  const { prisma } = context.services.core;
  if (request.data.cohort !== undefined) {
    const cohort = await findCohort(prisma, request.data.cohort);
    return cohort ? { cohort } : { answer: say('I can no longer find that project.') };
  }
  const slug = request.data.project ?? (context.subject.about?.kind === 'project' ? context.subject.about.slug : '');
  const cohorts = await cohortsOfProject(prisma, slug, context.now);
  const open = cohorts.filter((cohort) => joiningState(cohort, context.now) === 'open');
  const [only, ...others] = open;
  if (only && others.length === 0) return { cohort: only };
  if (only) return { answer: { replies: [{ kind: 'card', card: whichCohortCard(open, context) }] } };
  const coming = cohorts.find((cohort) => joiningState(cohort, context.now) === 'not-open-yet');
  const last = coming ?? cohorts.at(-1);
  return last ? { cohort: last } : { answer: say('That project cannot be joined just now.', [whatIsOpen]) };
}

const whatIsOpen: ActAction = { kind: 'act', label: 'What can we join?', verb: 'projects-open', keepsCard: true };

function cannotJoin(context: TurnContext, cohort: JoinableCohort): Answer {
  const early = joiningState(cohort, context.now) === 'not-open-yet' && cohort.joinBy !== 'none';
  const words = sayClosed(cohort, context);
  if (!early) return say(words, [whatIsOpen]);
  const data = { cohort: cohort.id };
  return say(`${words} Shall I note that your school is interested?`, [
    { kind: 'act', label: 'We are interested', verb: 'project-interest', data, style: 'primary' },
    whatIsOpen,
  ]);
}

async function openJoinForm(context: TurnContext, cohort: JoinableCohort, refused?: Refused): Promise<Answer> {
  const { post, personId } = context.actor;
  const people = await peopleToChoose(context);
  const asker = { personId: personId ?? '', headFirst: !isHead(post) };
  return {
    replies: [{ kind: 'form', form: joinForm(cohort, people, asker, context, refused) }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** The submitted form: registers the school, or asks its head. */
export async function enrolSchool(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const cohort = await findCohort(core.prisma, request.data.cohort ?? '');
  if (!cohort) return say('I can no longer find that project.');
  const { values } = request;
  const urn = ownSchool(context.actor) ?? 0;
  const chosen = await chosenPerson(context, urn, values, 'lead');
  if ('refused' in chosen) return openJoinForm(context, cohort, chosen.refused);
  const lead = chosen.choice;
  if (!lead) return openJoinForm(context, cohort, { values, faults: { lead: 'Choose who leads it.' } });
  const strands = [values.strands ?? []].flat();
  const asked = await chosenPerson(context, urn, values, 'contact');
  if ('refused' in asked) return openJoinForm(context, cohort, asked.refused);
  const plan = { cohortId: cohort.id, strands, lead, contact: asked.choice };
  const outcome = await registerSchool(core, context.actor, plan);
  return sayJoinOutcome(context, cohort, request, outcome);
}

async function sayJoinOutcome(
  context: TurnContext,
  cohort: JoinableCohort,
  request: TurnRequest,
  outcome: JoinOutcome,
): Promise<Answer> {
  const title = cohortTitle(cohort);
  switch (outcome.kind) {
    case 'registered':
      return showEnrolment(context, outcome.enrolmentId, `Your school is registered for ${title}.`);
    case 'waiting': {
      const words = `${title} is full: your school is ${ordinal(outcome.position)} on the waiting list. I will tell you here when a place is yours.`;
      return showEnrolment(context, outcome.enrolmentId, words);
    }
    case 'awaiting-head': {
      const whom =
        outcome.told === 'head'
          ? 'I have asked your headteacher in their own chat.'
          : 'I do not know your headteacher’s account, so I have told the organisers.';
      return showEnrolment(context, outcome.enrolmentId, `${whom} Nothing is registered until it is confirmed.`);
    }
    case 'already':
      return showEnrolment(context, outcome.enrolmentId, undefined);
    case 'faulty':
      return openJoinForm(context, cohort, { values: request.values, faults: sayFaults(outcome.faults, cohort) });
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, context), [whatIsOpen]);
    default:
      return unreachable(outcome);
  }
}

function sayFaults({ strands, lead, contact }: JoinFaults, cohort: JoinableCohort): Record<string, string> {
  const most = cohort.strandsEach ?? cohort.strands.length;
  const words = {
    none: 'Choose at least one.',
    'too-many': `Choose ${most === 1 ? 'one' : `at most ${most}`}.`,
    unknown: 'One of these is no longer offered. Please choose again.',
  };
  return { ...(strands ? { strands: words[strands] } : {}), ...personFaults({ lead, contact }) };
}

/** "We are interested": records the interest only. */
export async function noteInterest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const meant = await cohortMeant(context, request);
  if ('answer' in meant) return meant.answer;
  const { cohort } = meant;
  if (context.actor.personId === null || context.actor.post === null) {
    const data = { cohort: cohort.id };
    return askWho(context, 'One thing first: which school are you from?', { verb: 'project-interest', data });
  }
  const outcome: InterestOutcome = await showInterest(context.services.core, context.actor, cohort.id);
  switch (outcome.kind) {
    case 'noted': {
      const words = `I have noted that your school is interested in ${cohortTitle(cohort)}. This does not register it.`;
      return showEnrolment(context, outcome.enrolmentId, words);
    }
    case 'already':
      return showEnrolment(context, outcome.enrolmentId, undefined);
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, context), [whatIsOpen]);
    default:
      return unreachable(outcome);
  }
}

/** The head says yes. */
export async function confirmEnrolment(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await decideEnrolment(context.services.core, context.actor, request.data.enrolment ?? '', 'confirm');
  return sayDecideOutcome(context, outcome);
}

/** The head says no. */
export async function declineEnrolment(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await decideEnrolment(context.services.core, context.actor, request.data.enrolment ?? '', 'decline');
  return sayDecideOutcome(context, outcome);
}

async function sayDecideOutcome(context: TurnContext, outcome: DecideOutcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'registered':
      return showEnrolment(
        context,
        outcome.enrolmentId,
        'Confirmed. The school is registered, and the person who asked will be told.',
      );
    case 'waiting': {
      const words = `Confirmed. It is full just now: the school is ${ordinal(outcome.position)} on the waiting list.`;
      return showEnrolment(context, outcome.enrolmentId, words);
    }
    case 'declined':
      return showEnrolment(
        context,
        outcome.enrolmentId,
        'Declined. Nothing is registered, and the person who asked will be told.',
      );
    case 'settled':
      return showEnrolment(context, outcome.enrolmentId, undefined);
    case 'refused':
      return say(decideRefusals[outcome.reason], [myProjectsAction]);
    default:
      return unreachable(outcome);
  }
}

const decideRefusals: Record<Extract<DecideOutcome, { kind: 'refused' }>['reason'], string> = {
  'not-found': 'I cannot find that registration for your school.',
  'not-head': 'Only the headteacher of the school can decide that.',
  over: 'That project is over, so it can no longer be confirmed.',
};
