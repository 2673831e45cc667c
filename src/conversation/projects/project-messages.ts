import type { MessageKind, MessagePayload } from '../../app/messages/message-kinds.js';
import { findRecipient, organisersChannel } from '../../app/people/recipient.js';
import { type ApplicationView, findApplication } from '../../app/projects/applications.js';
import { type EnrolmentView, findEnrolment, type Viewer } from '../../app/projects/enrolment-views.js';
import { findNomination, type NominationView } from '../../app/projects/nominations.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { applicationCard } from './applications-cards.js';
import { cohortTitle, enrolmentAction, enrolmentCard } from './enrolments-cards.js';
import { projectInvitationCard } from './inviting/invitation-message.js';
import { nominationCard } from './nominations-cards.js';
import { milestonesDueCard } from './progress/milestones-due-message.js';
import { surveyMessages } from './survey/survey-messages.js';

type EnrolmentKind =
  | 'enrolment-asked'
  | 'enrolment-headless'
  | 'enrolment-made'
  | 'enrolment-decided'
  | 'enrolment-passed'
  | 'enrolment-withdrawn'
  | 'lead-named';
type ApplicationKind = 'application-new' | 'application-made' | 'application-decided';
type NominationKind = 'nomination-new' | 'nomination-told' | 'nomination-decided' | 'nomination-withdrawn';

/** Who will read a message, and when. */
interface Reading<Kind extends MessageKind> {
  readonly services: Services;
  readonly payload: MessagePayload<Kind>;
  readonly reader: Viewer;
  /** It is posted in a channel, so it may name schools and projects but no people. */
  readonly openly: boolean;
  readonly view: View;
}

/**
 * Each card shows the state at the moment of sending. Somebody who has left the school by then is sent nothing.
 */
function forReader<Kind extends MessageKind>(
  build: (reading: Reading<Kind>) => Promise<Card | undefined>,
): MakeMessage<Kind> {
  return async (services, { personId, payload }) => {
    const { core } = services;
    const reader = personId ? await findRecipient(core, personId) : organisersChannel;
    if (!reader) return undefined;
    const view = { now: core.clock.now(), zone: core.timeZone };
    return build({ services, payload, reader, openly: personId === null, view });
  };
}

/** About an enrolment in one of these states. */
function aboutEnrolment(
  states: readonly EnrolmentView['state'][],
  lead: (enrolment: EnrolmentView) => string,
): MakeMessage<EnrolmentKind> {
  return forReader(async ({ services, payload, reader, openly, view }) => {
    const found = await findEnrolment(services.core, reader, payload.enrolmentId);
    if (!found || !states.includes(found.state)) return undefined;
    return openly ? notice(lead(found), enrolmentAction(found.id)) : enrolmentCard(found, lead(found), view);
  });
}

function notice(words: string, action: ActAction): Card {
  return { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [action] };
}

const decided: Record<EnrolmentView['state'], (enrolment: EnrolmentView) => string> = {
  registered: (enrolment) => `It is confirmed: ${enrolment.school} takes part in ${cohortTitle(enrolment)}.`,
  waiting: (enrolment) =>
    `It is confirmed. ${cohortTitle(enrolment)} is full just now: ${enrolment.school} is ${ordinal(enrolment.position ?? 1)} on the waiting list.`,
  declined: (enrolment) =>
    `Joining ${cohortTitle(enrolment)} has been declined for ${enrolment.school}. Nothing is registered.`,
  withdrawn: () => '',
  interested: () => '',
  awaiting_head: () => '',
};

function aboutApplication(
  states: readonly ApplicationView['state'][],
  lead: (state: string) => string,
): MakeMessage<ApplicationKind> {
  return forReader(async ({ services, payload, reader, openly, view }) => {
    const found = await findApplication(services.core, reader, payload.applicationId);
    if (!found || !states.includes(found.state)) return undefined;
    if (!openly) return applicationCard(found, lead(found.state), view);
    const words = `${found.school} applies to ${cohortTitle(found)}. It is waiting for a decision.`;
    const data = { application: found.id };
    return notice(words, { kind: 'act', label: 'Open', verb: 'application', data, keepsCard: true });
  });
}

function aboutNomination(
  states: readonly NominationView['state'][],
  lead: (state: string) => string,
): MakeMessage<NominationKind> {
  return forReader(async ({ services, payload, reader, openly, view }) => {
    const found = await findNomination(services.core, reader, payload.nominationId);
    if (!found || !states.includes(found.state)) return undefined;
    if (!openly) return nominationCard(found, lead(found.state), view);
    const words = `Somebody${found.school ? ` of ${found.school}` : ''} has been put forward for ${cohortTitle(found)}.`;
    const data = { nomination: found.id };
    return notice(words, { kind: 'act', label: 'Open', verb: 'nomination', data, keepsCard: true });
  });
}

/** Messages about projects; each still says when it is sent what is so then. */
export const projectMessages: MessageForms<
  | EnrolmentKind
  | ApplicationKind
  | NominationKind
  | 'project-invitation'
  | 'milestones-due'
  | 'survey-asked'
  | 'survey-reminder'
> = {
  ...surveyMessages,
  'project-invitation': { label: 'Invitation into a project', card: projectInvitationCard },
  'milestones-due': { label: 'What is still to do in a project', card: milestonesDueCard },
  'enrolment-asked': {
    label: 'Question whether a school takes part',
    card: aboutEnrolment(
      ['awaiting_head'],
      (enrolment) =>
        `${enrolment.askedBy ?? 'A colleague'} asks to register ${enrolment.school} for ${cohortTitle(enrolment)}. Nothing is registered until you confirm.`,
    ),
  },
  'enrolment-headless': {
    label: 'School without a known head',
    card: aboutEnrolment(
      ['awaiting_head'],
      (enrolment) =>
        `${enrolment.school} wants to join ${cohortTitle(enrolment)}, and I do not know a headteacher there. Please ask them, then confirm or decline it.`,
    ),
  },
  'enrolment-made': {
    label: 'Registration of a school by a colleague',
    card: aboutEnrolment(
      ['registered', 'waiting'],
      (enrolment) =>
        `${enrolment.askedBy ?? 'A colleague'} registered ${enrolment.school} for ${cohortTitle(enrolment)}.`,
    ),
  },
  'enrolment-decided': {
    label: 'Decision whether a school takes part',
    card: aboutEnrolment(['registered', 'waiting', 'declined'], (enrolment) => decided[enrolment.state](enrolment)),
  },
  'enrolment-passed': {
    label: 'Place in a project given',
    card: aboutEnrolment(
      ['registered'],
      (enrolment) => `Good news: a place in ${cohortTitle(enrolment)} has come free, and ${enrolment.school} has it.`,
    ),
  },
  'enrolment-withdrawn': {
    label: 'Withdrawal of a school',
    card: aboutEnrolment(
      ['withdrawn'],
      (enrolment) => `${enrolment.school} has been withdrawn from ${cohortTitle(enrolment)}.`,
    ),
  },
  'lead-named': {
    label: 'Lead of a project named',
    card: aboutEnrolment(
      ['awaiting_head', 'registered', 'waiting'],
      (enrolment) => `You are named as the lead of ${cohortTitle(enrolment)} at ${enrolment.school}.`,
    ),
  },
  'application-new': {
    label: 'New application',
    card: aboutApplication(['asked'], () => 'A new application is waiting for your decision.'),
  },
  'application-made': {
    label: 'Application by a colleague',
    card: aboutApplication(['asked'], () => 'A colleague has sent this application for your school.'),
  },
  'application-decided': {
    label: 'Decision on an application',
    card: aboutApplication(['approved', 'declined'], (state) => `Your school’s application has been ${state}.`),
  },
  'nomination-new': {
    label: 'New nomination',
    card: aboutNomination(['asked'], () => 'Somebody has been put forward and is waiting for your decision.'),
  },
  'nomination-told': {
    label: 'Nomination, to whoever was put forward',
    card: aboutNomination(['asked'], () => 'You have been put forward. If you do not want this, withdraw it.'),
  },
  'nomination-decided': {
    label: 'Decision on a nomination',
    card: aboutNomination(['approved', 'declined'], (state) =>
      state === 'approved' ? 'This has been approved: a place is given.' : 'This has not been approved this time.',
    ),
  },
  'nomination-withdrawn': {
    label: 'Nomination taken back',
    card: aboutNomination(['withdrawn'], () => 'This has been withdrawn.'),
  },
};
