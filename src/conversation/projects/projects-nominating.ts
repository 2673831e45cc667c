import { peopleOfSchool } from '../../app/people/school-people.js';
import { findCohort, type JoinableCohort } from '../../app/projects/cohorts.js';
import { decideNomination, withdrawNomination } from '../../app/projects/nomination-decisions.js';
import { findNomination, type NominationView, nominate, openNominations } from '../../app/projects/nominations.js';
import { longestWhy } from '../../domain/decision.js';
import { joiningState } from '../../domain/enrolment.js';
import { unreachable } from '../../domain/unreachable.js';
import { say } from '../talk/replies.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { decisionForm, undecidedCard } from './decisions-cards.js';
import { personFaults, type Refused, readPerson, typedIn } from './enrolment-forms.js';
import { myProjectsAction, sayClosed } from './enrolments-cards.js';
import { refusalWords } from './join-refusals.js';
import { nominationCard, nominationForm, nominationLine } from './nominations-cards.js';
import { sayDecision } from './projects-deciding.js';

/** The form to put somebody forward with. */
export async function openNominationForm(talk: Talk, cohort: JoinableCohort, refused?: Refused): Promise<Answer> {
  if (joiningState(cohort, talk.now) !== 'open') return say(sayClosed(cohort, talk));
  const people = await peopleOfSchool(talk.desk.core.prisma, talk.actor.post?.urn ?? 0);
  const form = nominationForm(cohort, people, talk.actor.personId ?? '', talk, refused);
  return {
    replies: [{ kind: 'form', form }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** The form came back. */
export async function sendNomination(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const cohort = await findCohort(core.prisma, ask.data.cohort ?? '');
  if (!cohort) return say('I no longer find that project.');
  const { values } = ask;
  const nominee = readPerson(values, 'nominee');
  if (!nominee) return openNominationForm(talk, cohort, { values, faults: { nominee: 'Choose who it is.' } });
  const why = typedIn(values, 'why');
  const outcome = await nominate(core, talk.actor, { cohortId: cohort.id, nominee, why });
  switch (outcome.kind) {
    case 'asked': {
      const told = outcome.self ? '' : ' They are told in their own chat, and may take it back.';
      return showNomination(talk, outcome.nominationId, `Sent. I tell you here when it is decided.${told}`);
    }
    case 'already':
      return say('That person has been put forward already.');
    case 'faulty': {
      const { why: whyFault, nominee: fault } = outcome.faults;
      const words = whyFault === 'missing' ? 'Say why.' : `Please shorten it to ${longestWhy} characters.`;
      const faults = { ...personFaults({ nominee: fault }), ...(whyFault ? { why: words } : {}) };
      return openNominationForm(talk, cohort, { values, faults });
    }
    case 'refused':
      return say(refusalWords(cohort, outcome.reason, talk));
    default:
      return unreachable(outcome);
  }
}

/** One nomination by its button. */
export async function answerNomination(talk: Talk, ask: Ask): Promise<Answer> {
  return showNomination(talk, ask.data.nomination ?? '', '');
}

async function showNomination(talk: Talk, id: string, lead: string): Promise<Answer> {
  const found = await findNomination(talk.desk.core, talk.actor, id);
  if (!found) return say('I find no such nomination.');
  return {
    replies: [{ kind: 'card', card: nominationCard(found, lead, talk) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}

/** Who waits for an organiser's decision. */
export async function answerNominations(talk: Talk): Promise<Answer> {
  const open = await openNominations(talk.desk.core, talk.actor);
  if (!open)
    return say('Nominations are for organisers. What concerns you is among your projects.', [myProjectsAction]);
  const items = open.map((one) => nominationLine(one, talk));
  const card = undecidedCard('Nominations to decide', 'Nobody waits for a decision.', items);
  return { replies: [{ kind: 'card', card }] };
}

/** Opens the form for the reason of a decision. */
export async function askNominationDecision(talk: Talk, ask: Ask): Promise<Answer> {
  const found = await findNomination(talk.desk.core, talk.actor, ask.data.nomination ?? '');
  if (!found?.mayDecide) return found ? showNomination(talk, found.id, '') : say('I find no such nomination.');
  return openDecision(found, ask);
}

function openDecision(found: NominationView, ask: Ask, refused?: Refused): Answer {
  const answer = ask.data.answer === 'approve' ? 'approve' : 'decline';
  const title = [found.nominee, found.school].filter(Boolean).join(', ');
  return { replies: [{ kind: 'form', form: decisionForm('nomination', found.id, answer, title, refused) }] };
}

/** The form came back: an organiser has decided. */
export async function decideOnNomination(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const id = ask.data.nomination ?? '';
  const answer = ask.data.answer === 'approve' ? 'approve' : 'decline';
  const outcome = await decideNomination(core, talk.actor, id, { answer, reason: typedIn(ask.values, 'reason') });
  const found = await findNomination(core, talk.actor, id);
  return sayDecision(outcome, {
    again: (faults) =>
      found ? openDecision(found, ask, { values: ask.values, faults }) : say('I find no such nomination.'),
    show: (lead) => showNomination(talk, id, lead),
  });
}

/** The nominee, or whoever put them forward, takes it back. */
export async function takeBackNomination(talk: Talk, ask: Ask): Promise<Answer> {
  const id = ask.data.nomination ?? '';
  const outcome = await withdrawNomination(talk.desk.core, talk.actor, id);
  return sayDecision(outcome, {
    again: () => showNomination(talk, id, ''),
    show: (lead) => showNomination(talk, id, lead),
  });
}
