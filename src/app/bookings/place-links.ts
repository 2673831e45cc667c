import { commitPlaces } from '../commit.js';
import type { Core } from '../core.js';
import { findSession, type ProgrammeSession } from '../programme/sessions.js';
import {
  type Answers,
  type AskedQuestion,
  answerByLink,
  questionsOfEvent,
  visibleAnswers,
} from './booking-questions.js';
import { cancelUnderLock } from './cancel-place.js';
import { acceptOffer, declineOffer } from './offers.js';
import { type FoundRegistration, findRegistration, isLiving } from './registrations.js';

/** A place as the page of its signed link shows it. */
export interface LinkedPlace {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
  /** The organisers' questions, while they can still be answered. */
  readonly questions: readonly AskedQuestion[];
  /** The answers, except personal ones: the booker may hold the link as well. */
  readonly answers: Answers;
  /** Personal questions that have an answer, which is not shown. */
  readonly hidden: readonly string[];
  /** What is wrong with the answers just submitted, by question id. */
  readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>>;
}

/** The place of a signed link; undefined when it no longer exists. */
export async function findLinkedPlace(core: Core, registrationId: string): Promise<LinkedPlace | undefined> {
  const { prisma } = core;
  const registration = await findRegistration(prisma, registrationId);
  const session = registration && (await findSession(prisma, registration.sessionId));
  if (!registration || !session) return undefined;
  const asks = isLiving(registration.state) && session.startsAt > core.clock.now();
  const questions = asks ? await questionsOfEvent(prisma, session.eventId) : [];
  const { shown, hidden } = await visibleAnswers(prisma, session.eventId, registrationId);
  return { registration, session, questions, answers: shown, hidden, faults: {} };
}

/** What was submitted on the page of a signed link. */
export interface LinkedAction {
  /** `save` stores the answers only. */
  readonly answer: 'accept' | 'decline' | 'save';
  /** To the organisers' questions, by question id. */
  readonly answers: Answers;
}

/**
 * Accepts or gives up the place of a signed link, or saves answers: the link is good for nothing else. Idempotent. The
 * place is accepted even when an answer is invalid, so that the hold does not expire over it.
 */
export async function answerLinkedPlace(
  core: Core,
  place: LinkedPlace,
  action: LinkedAction,
): Promise<LinkedPlace | undefined> {
  const { id, personId, state } = place.registration;
  const by = { personId, actor: undefined };
  if (action.answer === 'decline') await giveUp(core, place);
  if (action.answer === 'accept' && state === 'offered') await acceptOffer(core, by, id);
  const after = await findLinkedPlace(core, id);
  if (action.answer === 'decline' || !after || after.questions.length === 0) return after;
  const outcome = await answerByLink(core, id, action.answers);
  if (outcome.kind === 'faulty') return { ...after, answers: action.answers, faults: outcome.faults };
  return findLinkedPlace(core, id);
}

async function giveUp(core: Core, { registration }: LinkedPlace): Promise<void> {
  const by = { personId: registration.personId, actor: undefined };
  if (registration.state === 'offered') {
    await declineOffer(core, by, registration.id);
    return;
  }
  const cancellation = { ...by, registration, act: 'decline-by-link' } as const;
  await commitPlaces(core, (tx) => cancelUnderLock(core, tx, cancellation));
}
