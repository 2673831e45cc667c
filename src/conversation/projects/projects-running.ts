import { peopleOfSchool } from '../../app/people/school-people.js';
import { ownSchool } from '../../app/people/school-standing.js';
import { changePeople, withdrawEnrolment } from '../../app/projects/enrolment-changes.js';
import { type EnrolmentView, enrolmentsOfSchool, findEnrolment } from '../../app/projects/enrolment-views.js';
import { tickMilestone } from '../../app/projects/milestones.js';
import { longestReason } from '../../domain/decision.js';
import { unreachable } from '../../domain/unreachable.js';
import { chosenPerson } from '../people/chosen-person.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { peopleForm, personFaults, type Refused, typedIn, withdrawForm } from './enrolment-forms.js';
import { cohortTitle } from './enrolments-cards.js';
import { answerMyProjects, showEnrolment } from './projects.js';
import { say } from './say.js';

const notFound = 'I cannot find that registration for your school.';
const notYours = 'Only the headteacher, the lead or the person who asked can do that. Please ask one of them.';

/** Ticks a milestone off, or removes the tick. */
export async function tick(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { enrolment = '', milestone = '', to } = request.data;
  const wanted = to === 'unticked' ? 'unticked' : 'ticked';
  const outcome = await tickMilestone(context.services.core, context.actor, enrolment, milestone, wanted);
  if (outcome.kind !== 'refused') {
    const words = outcome.kind === 'ticked' ? `Done: ${outcome.title}.` : `No longer marked as done: ${outcome.title}.`;
    return showEnrolment(context, outcome.enrolmentId, words);
  }
  if (outcome.reason === 'not-registered') return showEnrolment(context, enrolment, undefined);
  return say(outcome.reason === 'not-found' ? notFound : 'Milestones are ticked off by the school itself.');
}

/** Opens the form for lead and contact. */
export async function askPeople(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findEnrolment(context.services.core, context.actor, request.data.enrolment ?? '');
  if (!found) return say(notFound);
  return found.rights.namePeople ? openPeopleForm(context, found) : say(notYours);
}

async function openPeopleForm(context: TurnContext, enrolment: EnrolmentView, refused?: Refused): Promise<Answer> {
  const people = await peopleOfSchool(context.services.core.prisma, enrolment.urn);
  return {
    replies: [
      { kind: 'form', form: peopleForm(enrolment, people, ownSchool(context.actor) === enrolment.urn, refused) },
    ],
  };
}

/** The submitted form: names the lead and the contact. */
export async function savePeople(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.enrolment ?? '';
  const found = await findEnrolment(core, context.actor, id);
  if (!found) return say(notFound);
  const { values } = request;
  const chosen = await chosenPerson(context, found.urn, values, 'lead');
  if ('refused' in chosen) return openPeopleForm(context, found, chosen.refused);
  const lead = chosen.choice;
  if (!lead) return openPeopleForm(context, found, { values, faults: { lead: 'Choose who leads it.' } });
  const contact = await chosenPerson(context, found.urn, values, 'contact');
  if ('refused' in contact) return openPeopleForm(context, found, contact.refused);
  const outcome = await changePeople(core, context.actor, id, { lead, contact: contact.choice });
  switch (outcome.kind) {
    case 'named':
      return showEnrolment(context, id, 'Saved. A new lead is told in their own chat.');
    case 'faulty':
      return openPeopleForm(context, found, { values, faults: personFaults(outcome.faults) });
    case 'refused':
      return outcome.reason === 'ended'
        ? showEnrolment(context, id, undefined)
        : say(outcome.reason === 'not-found' ? notFound : notYours);
    default:
      return unreachable(outcome);
  }
}

/** Asks once, with the reason, before a school leaves: by button, or for the project named in the message. */
export async function askToWithdraw(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = request.data.project
    ? await ownEnrolment(context, request.data.project)
    : await findEnrolment(context.services.core, context.actor, request.data.enrolment ?? '');
  if (found === 'several') return answerMyProjects(context, request);
  if (!found) return say(request.data.project ? 'Your school is not in that project.' : notFound);
  if (!isOpen(found)) return showEnrolment(context, found.id, undefined);
  return found.rights.withdraw ? { replies: [{ kind: 'form', form: withdrawForm(found) }] } : say(notYours);
}

async function ownEnrolment(context: TurnContext, slug: string): Promise<EnrolmentView | 'several' | undefined> {
  const own = await enrolmentsOfSchool(context.services.core, context.actor, 0);
  const inProject = own.filter(({ projectSlug }) => projectSlug === slug);
  const latest = Math.max(...inProject.map(({ academicYear }) => academicYear));
  const present = inProject.filter(({ academicYear }) => academicYear === latest);
  return present.length > 1 ? 'several' : present[0];
}

function isOpen({ state }: EnrolmentView): boolean {
  return state !== 'declined' && state !== 'withdrawn';
}

/** The submitted form: the school leaves. */
export async function withdraw(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.enrolment ?? '';
  const outcome = await withdrawEnrolment(core, context.actor, id, typedIn(request.values, 'reason'));
  switch (outcome.kind) {
    case 'withdrawn': {
      const found = await findEnrolment(core, context.actor, id);
      const title = found ? cohortTitle(found) : 'the project';
      const passed =
        outcome.passedOn > 0
          ? ` ${plural(outcome.passedOn, 'waiting school has', 'waiting schools have')} its place now.`
          : '';
      return showEnrolment(context, id, `Your school has left ${title}.${passed}`);
    }
    case 'settled':
      return showEnrolment(context, id, undefined);
    case 'no-reason': {
      const found = await findEnrolment(core, context.actor, id);
      const faults = { reason: `Say why, with at most ${longestReason} characters.` };
      return found
        ? { replies: [{ kind: 'form', form: withdrawForm(found, { values: request.values, faults }) }] }
        : say(notFound);
    }
    case 'refused':
      return say(outcome.reason === 'not-found' ? notFound : notYours);
    default:
      return unreachable(outcome);
  }
}
