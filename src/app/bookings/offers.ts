import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOfCancelling } from '../messages/tell-booker.js';
import { tellHolders } from '../messages/tell-holders.js';
import { endRegistration } from './end-registration.js';
import { isCalledOff, lockSession, passFreedPlaces } from './session-lock.js';

export type OfferOutcome =
  | { readonly kind: 'accepted' | 'declined'; readonly sessionId: string }
  /** The hold was over: the place has gone on. */
  | { readonly kind: 'expired'; readonly sessionId: string }
  /** It was settled before: this is how it stands. */
  | { readonly kind: 'settled'; readonly sessionId: string; readonly state: string }
  | { readonly kind: 'past' | 'called-off'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/** Whoever was offered the place, and by which way they answer. */
export interface Answerer {
  readonly personId: string;
  /** Undefined when a signed link says so. */
  readonly actor: Actor | undefined;
}

/** Takes an offered place, while it is held. */
export async function acceptOffer(core: Core, by: Answerer, registrationId: string): Promise<OfferOutcome> {
  return settleOffer(core, by, registrationId, 'accepted');
}

/** Leaves an offered place to the next one; whoever declines no longer waits. */
export async function declineOffer(core: Core, by: Answerer, registrationId: string): Promise<OfferOutcome> {
  return settleOffer(core, by, registrationId, 'declined');
}

async function settleOffer(
  core: Core,
  by: Answerer,
  registrationId: string,
  wish: 'accepted' | 'declined',
): Promise<OfferOutcome> {
  if (!isUuid(registrationId)) return { kind: 'not-found' };
  return commit(core, (tx) => settleUnderLock(core, tx, by, registrationId, wish));
}

async function settleUnderLock(
  core: Core,
  tx: Tx,
  by: Answerer,
  registrationId: string,
  wish: 'accepted' | 'declined',
): Promise<OfferOutcome> {
  const read = () =>
    tx.registration.findFirst({
      where: { id: registrationId, personId: by.personId },
      select: { state: true, sessionId: true, offerExpiresAt: true },
    });
  const found = await read();
  const session = found && (await lockSession(tx, found.sessionId, null));
  const registration = session && (await read());
  if (!session || !registration) return { kind: 'not-found' };
  const now = core.clock.now();
  const sessionId = session.id;
  if (registration.state !== 'offered') return { kind: 'settled', sessionId, state: registration.state };
  if (isCalledOff(session)) return { kind: 'called-off', sessionId };
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  const line = { act: 'answer-offer', subject: 'registration', subjectId: registrationId } as const;
  if (registration.offerExpiresAt !== null && registration.offerExpiresAt <= now) {
    await endRegistration(tx, registrationId, { state: 'expired', reason: 'the hold was over', now });
    await recordAct(tx, by.actor, { ...line, outcome: 'expired' }, now);
    await passFreedPlaces(core, tx, session);
    return { kind: 'expired', sessionId };
  }
  await recordAct(tx, by.actor, { ...line, outcome: wish }, now);
  if (wish === 'accepted') {
    await tx.registration.update({
      where: { id: registrationId },
      data: { state: 'confirmed', confirmedAt: now, offerExpiresAt: null },
      select: { id: true },
    });
  } else {
    await endRegistration(tx, registrationId, { state: 'declined', reason: 'declined the place', now });
    await tellOfCancelling(core, tx, registrationId, by.personId);
    await passFreedPlaces(core, tx, session);
  }
  return { kind: wish, sessionId };
}

/**
 * Passes on every place whose hold is over, and tells whoever let it go. Safe to run at any time, by several at once.
 * @returns how many holds were over
 */
export async function expireOffers(core: Core): Promise<number> {
  const due = await core.prisma.registration.findMany({
    where: { state: 'offered', offerExpiresAt: { lte: core.clock.now() } },
    distinct: ['sessionId'],
    select: { sessionId: true },
  });
  let expired = 0;
  for (const { sessionId } of due) {
    expired += await commit(core, (tx) => expireOffersOf(core, tx, sessionId));
  }
  return expired;
}

async function expireOffersOf(core: Core, tx: Tx, sessionId: string): Promise<number> {
  const session = await lockSession(tx, sessionId, null);
  if (!session) return 0;
  const now = core.clock.now();
  const over = await tx.registration.findMany({
    where: { sessionId, state: 'offered', offerExpiresAt: { lte: now } },
    select: { id: true },
  });
  for (const { id } of over) {
    await endRegistration(tx, id, { state: 'expired', reason: 'the hold was over', now });
    const line = { act: 'expire-offer', subject: 'registration', subjectId: id, outcome: 'expired' } as const;
    await recordAct(tx, undefined, line, now);
  }
  await tellHolders(
    core,
    tx,
    'offer-expired',
    over.map(({ id }) => id),
  );
  await passFreedPlaces(core, tx, session);
  return over.length;
}
