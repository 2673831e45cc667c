import { ownSchool } from '../../app/people/school-standing.js';
import { findCohort, type JoinableCohort } from '../../app/projects/cohorts.js';
import { decideNomination, withdrawNomination } from '../../app/projects/nomination-decisions.js';
import { findNomination, type NominationView, nominate, openNominations } from '../../app/projects/nominations.js';
import { longestWhy } from '../../domain/decision.js';
import { joiningState } from '../../domain/enrolment.js';
import { unreachable } from '../../domain/unreachable.js';
import { chosenPerson, peopleToChoose } from '../people/chosen-person.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { receiptOf } from '../writing/undoing.js';
import { decisionForm, undecidedCard } from './decisions-cards.js';
import { personFaults, type Refused, typedIn } from './enrolment-forms.js';
import { myProjectsAction, sayClosed } from './enrolments-cards.js';
import { refusalWords } from './join-refusals.js';
import { nominationForm, nominationLine } from './nominations-cards.js';
import { sayDecision } from './projects-deciding.js';
import { say } from './say.js';
import { showNomination } from './shown/decisions-shown.js';

/** The form to put somebody forward with. */
export async function openNominationForm(
  context: TurnContext,
  cohort: JoinableCohort,
  refused?: Refused,
): Promise<Answer> {
  if (joiningState(cohort, context.now) !== 'open') return say(sayClosed(cohort, context));
  const people = await peopleToChoose(context);
  const form = nominationForm(cohort, people, context.actor.personId ?? '', context, refused);
  return {
    replies: [{ kind: 'form', form }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** Handles the submitted form. */
export async function sendNomination(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const cohort = await findCohort(core.prisma, request.data.cohort ?? '');
  if (!cohort) return say('I can no longer find that project.');
  const { values } = request;
  const chosen = await chosenPerson(context, ownSchool(context.actor) ?? 0, values, 'nominee');
  if ('refused' in chosen) return openNominationForm(context, cohort, chosen.refused);
  const nominee = chosen.choice;
  if (!nominee) return openNominationForm(context, cohort, { values, faults: { nominee: 'Choose who it is.' } });
  const why = typedIn(values, 'why');
  const outcome = await nominate(core, context.actor, { cohortId: cohort.id, nominee, why });
  switch (outcome.kind) {
    case 'asked': {
      const told = outcome.self ? '' : ' They will be told in their own chat, and can withdraw it.';
      return showNomination(context, outcome.nominationId, `Sent. I will tell you here when it is decided.${told}`);
    }
    case 'already':
      return say('That person has been put forward already.');
    case 'faulty': {
      const { why: whyFault, nominee: fault } = outcome.faults;
      const words = whyFault === 'missing' ? 'Say why.' : `Please shorten it to ${longestWhy} characters.`;
      const faults = { ...personFaults({ nominee: fault }), ...(whyFault ? { why: words } : {}) };
      return openNominationForm(context, cohort, { values, faults });
    }
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, context));
    default:
      return unreachable(outcome);
  }
}

/** One nomination by its button. */
export async function answerNomination(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showNomination(context, request.data.nomination ?? '', '');
}

/** Who waits for an organiser's decision. */
export async function answerNominations(context: TurnContext): Promise<Answer> {
  const open = await openNominations(context.services.core, context.actor);
  if (!open) return say('Only organisers can see all nominations. Yours are under “My projects”.', [myProjectsAction]);
  const items = open.map((one) => nominationLine(one, context));
  const card = undecidedCard('nominations', items);
  return { replies: [{ kind: 'card', card }] };
}

/** Opens the form for the reason of a decision. */
export async function askNominationDecision(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findNomination(context.services.core, context.actor, request.data.nomination ?? '');
  if (!found?.mayDecide) return found ? showNomination(context, found.id, '') : say('I cannot find that nomination.');
  return openDecision(found, request);
}

function openDecision(found: NominationView, request: TurnRequest, refused?: Refused): Answer {
  const answer = request.data.answer === 'approve' ? 'approve' : 'decline';
  const title = [found.nominee, found.school].filter(Boolean).join(', ');
  return { replies: [{ kind: 'form', form: decisionForm('nomination', found.id, answer, title, refused) }] };
}

/** The submitted form: an organiser has decided. */
export async function decideOnNomination(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.nomination ?? '';
  const answer = request.data.answer === 'approve' ? 'approve' : 'decline';
  const outcome = await decideNomination(core, context.actor, id, {
    answer,
    reason: typedIn(request.values, 'reason'),
  });
  const found = await findNomination(core, context.actor, id);
  return sayDecision(outcome, {
    again: (faults) =>
      found ? openDecision(found, request, { values: request.values, faults }) : say('I cannot find that nomination.'),
    show: (lead) => showNomination(context, id, lead),
    decided: (lead, held) => receiptOf(context, 'nomination', id, lead, { held }),
  });
}

/** Withdrawal by the nominee or the nominator. */
export async function takeBackNomination(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const id = request.data.nomination ?? '';
  const outcome = await withdrawNomination(context.services.core, context.actor, id);
  return sayDecision(outcome, {
    again: () => showNomination(context, id, ''),
    show: (lead) => showNomination(context, id, lead),
    decided: (lead) => showNomination(context, id, lead),
  });
}
