import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOfCancelling } from '../messages/tell-booker.js';
import { confirmByMail } from '../messages/tell-confirmed.js';
import { tellHolders } from '../messages/tell-holders.js';
import { endRegistration } from './end-registration.js';
import { isCancelled, lockSession, offerFreePlaces } from './session-lock.js';

export type OfferOutcome =
  | { readonly kind: 'accepted' | 'declined'; readonly sessionId: string }
  /** The hold had expired: the place was offered to the next person. */
  | { readonly kind: 'expired'; readonly sessionId: string }
  /** It was answered before; this is the current state. */
  | { readonly kind: 'settled'; readonly sessionId: string; readonly state: string }
  | { readonly kind: 'past' | 'cancelled'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/** The person who was offered the place. */
interface Answerer {
  readonly personId: string;
  /** Undefined for a signed link. */
  readonly actor: Actor | undefined;
}

/** Accepts an offered place while it is held. */
export async function acceptOffer(core: Core, by: Answerer, registrationId: string): Promise<OfferOutcome> {
  return settleOffer(core, by, registrationId, 'accepted');
}

/** Declines an offered place, which goes to the next in line; whoever declines leaves the waiting list. */
export async function declineOffer(core: Core, by: Answerer, registrationId: string): Promise<OfferOutcome> {
  return settleOffer(core, by, registrationId, 'declined');
}

async function settleOffer(
  core: Core,
  by: Answerer,
  registrationId: string,
  answer: 'accepted' | 'declined',
): Promise<OfferOutcome> {
  if (!isUuid(registrationId)) return { kind: 'not-found' };
  return commit(core, (tx) => settleUnderLock(core, tx, by, registrationId, answer));
}

async function settleUnderLock(
  core: Core,
  tx: Tx,
  by: Answerer,
  registrationId: string,
  answer: 'accepted' | 'declined',
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
  if (isCancelled(session)) return { kind: 'cancelled', sessionId };
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  const line = { act: 'answer-offer', subject: 'registration', subjectId: registrationId } as const;
  if (registration.offerExpiresAt !== null && registration.offerExpiresAt <= now) {
    await endRegistration(tx, registrationId, { state: 'expired', reason: 'the hold was over', now });
    await recordAct(tx, by.actor, { ...line, outcome: 'expired' }, now);
    await offerFreePlaces(core, tx, session);
    return { kind: 'expired', sessionId };
  }
  await recordAct(tx, by.actor, { ...line, outcome: answer }, now);
  if (answer === 'accepted') {
    await tx.registration.update({
      where: { id: registrationId },
      data: { state: 'confirmed', confirmedAt: now, offerExpiresAt: null },
      select: { id: true },
    });
    await confirmByMail(core, tx, 'booked', { registrationId, ...by });
  } else {
    await endRegistration(tx, registrationId, { state: 'declined', reason: 'declined the place', now });
    await tellOfCancelling(core, tx, registrationId, by);
    await offerFreePlaces(core, tx, session);
  }
  return { kind: answer, sessionId };
}

/**
 * Offers every place whose hold has expired to the next in line, and tells whoever let it lapse. Safe to run at any
 * time, by several processes at once.
 * @returns how many holds had expired
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
  await offerFreePlaces(core, tx, session);
  return over.length;
}
