import { findOnlooker, organisersChannel } from '../../app/people/recipient.js';
import { findApplication } from '../../app/projects/applications.js';
import { type EnrolmentView, findEnrolment, type Onlooker } from '../../app/projects/enrolment-views.js';
import { findNomination } from '../../app/projects/nominations.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import type { MakeMessage, QueuedMessage } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { applicationCard } from './applications-cards.js';
import { cohortTitle, enrolmentAction, enrolmentCard } from './enrolments-cards.js';
import { nominationCard } from './nominations-cards.js';

/** What a message is built from: who reads it, and when. */
interface Reading {
  readonly services: Services;
  readonly message: QueuedMessage;
  readonly reader: Onlooker;
  /** It is read in a channel: schools and projects may be named, and nobody. */
  readonly openly: boolean;
  readonly view: View;
}

type Build = (reading: Reading) => Promise<Card | undefined>;

/** About an enrolment in one of these states. */
function ofEnrolment(states: readonly EnrolmentView['state'][], lead: (enrolment: EnrolmentView) => string): Build {
  return async ({ services, message, reader, openly, view }) => {
    const enrolment = await findEnrolment(services.core, reader, message.payload.enrolmentId ?? '');
    if (!enrolment || !states.includes(enrolment.state)) return undefined;
    return openly
      ? notice(lead(enrolment), enrolmentAction(enrolment.id))
      : enrolmentCard(enrolment, lead(enrolment), view);
  };
}

function notice(words: string, action: ActAction): Card {
  return { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [action] };
}

const decided: Record<EnrolmentView['state'], (enrolment: EnrolmentView) => string> = {
  registered: (enrolment) => `It is confirmed: ${enrolment.school} takes part in ${cohortTitle(enrolment)}.`,
  waiting: (enrolment) =>
    `It is confirmed. ${cohortTitle(enrolment)} is full just now: ${enrolment.school} is ${ordinal(enrolment.position ?? 1)} in the waiting list.`,
  declined: (enrolment) =>
    `Joining ${cohortTitle(enrolment)} has been declined for ${enrolment.school}. Nothing is registered.`,
  withdrawn: () => '',
  interested: () => '',
  awaiting_head: () => '',
};

const builders: Readonly<Record<string, Build>> = {
  'enrolment-asked': ofEnrolment(
    ['awaiting_head'],
    (enrolment) =>
      `${enrolment.askedBy ?? 'A colleague'} asks to register ${enrolment.school} for ${cohortTitle(enrolment)}. Nothing is registered until you confirm.`,
  ),
  'enrolment-headless': ofEnrolment(
    ['awaiting_head'],
    (enrolment) =>
      `${enrolment.school} wants to join ${cohortTitle(enrolment)}, and I know no headteacher there to ask. Please ask them, and confirm or decline it.`,
  ),
  'enrolment-made': ofEnrolment(
    ['registered', 'waiting'],
    (enrolment) =>
      `${enrolment.askedBy ?? 'A colleague'} registered ${enrolment.school} for ${cohortTitle(enrolment)}.`,
  ),
  'enrolment-decided': ofEnrolment(['registered', 'waiting', 'declined'], (enrolment) =>
    decided[enrolment.state](enrolment),
  ),
  'enrolment-passed': ofEnrolment(
    ['registered'],
    (enrolment) => `Good news: a place in ${cohortTitle(enrolment)} has come free, and ${enrolment.school} has it.`,
  ),
  'enrolment-withdrawn': ofEnrolment(
    ['withdrawn'],
    (enrolment) => `${enrolment.school} has been withdrawn from ${cohortTitle(enrolment)}.`,
  ),
  'lead-named': ofEnrolment(
    ['awaiting_head', 'registered', 'waiting'],
    (enrolment) => `You are named as the lead of ${cohortTitle(enrolment)} at ${enrolment.school}.`,
  ),
  'application-new': application(() => 'A new application waits for your decision.'),
  'application-made': application(() => 'A colleague has sent this application for your school.'),
  'application-decided': application((state) => `Your school’s application has been ${state}.`),
  'nomination-new': nomination(() => 'Somebody has been put forward, and waits for your decision.'),
  'nomination-told': nomination(() => 'You have been put forward. If you do not want it, take it back.'),
  'nomination-decided': nomination((state) =>
    state === 'approved' ? 'This has been approved: a place is given.' : 'This has not been approved this time.',
  ),
  'nomination-withdrawn': nomination(() => 'This has been taken back.'),
};

function application(lead: (state: string) => string): Build {
  return async ({ services, message, reader, openly, view }) => {
    const found = await findApplication(services.core, reader, message.payload.applicationId ?? '');
    if (!found || !isStill(message.kind, found.state)) return undefined;
    if (!openly) return applicationCard(found, lead(found.state), view);
    const words = `${found.school} applies to ${cohortTitle(found)}. It waits for a decision.`;
    const data = { application: found.id };
    return notice(words, { kind: 'act', label: 'Open', verb: 'application', data, keepsCard: true });
  };
}

function nomination(lead: (state: string) => string): Build {
  return async ({ services, message, reader, openly, view }) => {
    const found = await findNomination(services.core, reader, message.payload.nominationId ?? '');
    if (!found || !isStill(message.kind, found.state)) return undefined;
    if (!openly) return nominationCard(found, lead(found.state), view);
    const words = `Somebody${found.school ? ` of ${found.school}` : ''} has been put forward for ${cohortTitle(found)}.`;
    const data = { nomination: found.id };
    return notice(words, { kind: 'act', label: 'Open', verb: 'nomination', data, keepsCard: true });
  };
}

/** Whether what a message tells is still so when it is sent. */
function isStill(kind: string, state: string): boolean {
  if (kind.endsWith('-decided')) return state === 'approved' || state === 'declined';
  return kind.endsWith('-withdrawn') ? state === 'withdrawn' : state === 'asked';
}

/**
 * The kinds of message about projects. Each card is made from the state of affairs at the moment of sending, and for its
 * reader as they are then: whoever has left the school since is told nothing.
 */
export const projectMessages: Readonly<Record<string, MakeMessage>> = Object.fromEntries(
  Object.entries(builders).map(([kind, build]): [string, MakeMessage] => [
    kind,
    (services, message) => make(build, services, message),
  ]),
);

async function make(build: Build, services: Services, message: QueuedMessage): Promise<Card | undefined> {
  const { core } = services;
  const reader = message.personId ? await findOnlooker(core, message.personId) : organisersChannel;
  if (!reader) return undefined;
  const view = { now: core.clock.now(), zone: core.timeZone };
  return build({ services, message, reader, openly: message.personId === null, view });
}
