import type { Core } from './core.js';
import { acceptOffer, declineOffer } from './offers.js';
import { findSession, type ProgrammeSession } from './programme.js';
import { type FoundRegistration, findRegistration } from './registration-reads.js';
import { cancelUnderLock } from './registrations.js';

/** A place as its signed link shows it. */
export interface LinkedPlace {
  readonly registration: FoundRegistration;
  readonly session: ProgrammeSession;
}

/** What a signed link is about; undefined when it is gone. */
export async function findLinkedPlace(core: Core, registrationId: string): Promise<LinkedPlace | undefined> {
  const registration = await findRegistration(core.prisma, registrationId);
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  return registration && session ? { registration, session } : undefined;
}

/**
 * Takes or leaves the place of a signed link, which is good for this and nothing else. Safe to repeat: what is settled
 * stays so.
 */
export async function answerLinkedPlace(
  core: Core,
  place: LinkedPlace,
  answer: 'accept' | 'decline',
): Promise<LinkedPlace | undefined> {
  const { id, personId, state } = place.registration;
  const by = { personId, actor: undefined };
  if (state === 'offered') await (answer === 'accept' ? acceptOffer : declineOffer)(core, by, id);
  else if (answer === 'decline') {
    const cancellation = { ...by, registrationId: id, act: 'decline-by-link' };
    await core.prisma.$transaction((tx) => cancelUnderLock(core, tx, cancellation));
    core.queue.nudge();
  }
  return findLinkedPlace(core, id);
}
