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

/** A place as its signed link shows it. */
export interface LinkedPlace {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
  /** What the organisers ask of whoever comes, while it can be answered. */
  readonly questions: readonly AskedQuestion[];
  /** What was answered, but for what is personal: whoever booked may hold the link as well. */
  readonly answers: Answers;
  /** Personal questions that have an answer. */
  readonly hidden: readonly string[];
  /** What is wrong with the answers that were given just now, by question id. */
  readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>>;
}

/** What a signed link is about; undefined when it is gone. */
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

/** What somebody does on the page of a signed link. */
export interface LinkedWish {
  /** `save` keeps the answers alone. */
  readonly answer: 'accept' | 'decline' | 'save';
  /** To the organisers' questions, by question id. */
  readonly answers: Answers;
}

/**
 * Takes or leaves the place of a signed link, or answers what the organisers ask: the link is good for this and nothing
 * else. Safe to repeat: what is settled stays so. A place is taken whether or not the answers are good, so that no hold
 * runs out over them.
 */
export async function answerLinkedPlace(
  core: Core,
  place: LinkedPlace,
  wish: LinkedWish,
): Promise<LinkedPlace | undefined> {
  const { id, personId, state } = place.registration;
  const by = { personId, actor: undefined };
  if (wish.answer === 'decline') await giveUp(core, place);
  if (wish.answer === 'accept' && state === 'offered') await acceptOffer(core, by, id);
  const after = await findLinkedPlace(core, id);
  if (wish.answer === 'decline' || !after || after.questions.length === 0) return after;
  const outcome = await answerByLink(core, id, wish.answers);
  if (outcome.kind === 'faulty') return { ...after, answers: wish.answers, faults: outcome.faults };
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
