import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/database.js';
import { type Actor, holds } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { cancelUnderLock } from './registrations.js';
import { namedInSettings } from './settings-administrators.js';

export type EraseOutcome =
  /** `reference` is in the audit trail, for whoever asks later whether it was done. */
  | { readonly kind: 'erased'; readonly reference: string; readonly cancelled: number; readonly kept: number }
  | { readonly kind: 'refused'; readonly reason: 'last-administrator' | 'named-in-settings' };

/**
 * Forgets the person behind an account, in one transaction: places that are still to come are given back, names, addresses,
 * accounts, posts, answers and what they wrote go. What happened stays as counts: bookings, attendance and ratings of a
 * person without a name. An administrator who is the last one, or is named in the settings, hands that over first.
 */
export async function eraseMe(core: Core, actor: Actor): Promise<EraseOutcome> {
  const outcome = await core.prisma.$transaction(async (tx): Promise<EraseOutcome> => {
    const refused = await refusal(tx, actor);
    if (refused) return { kind: 'refused', reason: refused };
    const { personId } = actor;
    const now = core.clock.now();
    const cancelled = personId ? await giveBackPlaces(core, tx, actor, personId) : 0;
    const kept = personId ? await tx.attendance.count({ where: { personId } }) : 0;
    if (personId) await anonymise(tx, personId, now);
    await tx.account.deleteMany({ where: personId ? { personId } : { id: actor.accountId } });
    const reference = randomUUID();
    const detail = { reference, cancelled, kept };
    const line = { act: 'erase', subject: 'person', subjectId: personId ?? actor.accountId, outcome: 'erased', detail };
    await recordAct(tx, actor, line, now);
    return { kind: 'erased', reference, cancelled, kept };
  });
  core.queue.nudge();
  return outcome;
}

async function refusal(tx: Tx, actor: Actor): Promise<'last-administrator' | 'named-in-settings' | undefined> {
  if (!holds(actor, 'administrator')) return undefined;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('roles', 7))`;
  const mine = { role: 'administrator', revokedAt: null, account: owned(actor) } as const;
  const own = await tx.grant.findMany({ where: mine, select: { id: true } });
  const named = await namedInSettings(tx);
  if (own.some(({ id }) => named.includes(id))) return 'named-in-settings';
  const all = await tx.grant.count({ where: { role: 'administrator', revokedAt: null } });
  return own.length > 0 && own.length === all ? 'last-administrator' : undefined;
}

function owned({ accountId, personId }: Actor) {
  return personId ? { personId } : { id: accountId };
}

/** In the order of the sessions, so that two who leave at once do not wait for each other. */
async function giveBackPlaces(core: Core, tx: Tx, actor: Actor, personId: string): Promise<number> {
  const held = await tx.registration.findMany({
    where: {
      personId,
      state: { in: ['confirmed', 'offered', 'waiting'] },
      session: { startsAt: { gt: core.clock.now() } },
    },
    orderBy: { sessionId: 'asc' },
    select: { id: true },
  });
  let cancelled = 0;
  for (const { id } of held) {
    const outcome = await cancelUnderLock(core, tx, { actor, personId, registrationId: id, act: 'cancel' });
    if (outcome.kind === 'cancelled') cancelled += 1;
  }
  return cancelled;
}

async function anonymise(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.bookingAnswer.deleteMany({ where: { registration: { personId } } });
  await tx.registration.updateMany({ where: { personId }, data: { jumpReason: null } });
  await tx.registration.updateMany({ where: { bookedById: personId }, data: { bookedById: null } });
  await tx.quote.updateMany({
    where: { response: { request: { personId } } },
    data: {
      words: 'Withdrawn.',
      approvedWords: null,
      attribution: '',
      naming: 'unnamed',
      moderation: 'rejected',
      withdrawnAt: now,
    },
  });
  await tx.feedbackResponse.updateMany({
    where: { request: { personId } },
    data: { mostUseful: null, toChange: null },
  });
  await tx.feedbackRequest.deleteMany({ where: { personId, response: null } });
  await tx.attendanceImportRow.updateMany({ where: { personId }, data: { given: {} } });
  await tx.enrolmentLead.updateMany({ where: { personId, until: null }, data: { until: now } });
  await tx.nomination.updateMany({
    where: { nomineeId: personId, state: 'asked' },
    data: { state: 'withdrawn', decidedAt: now },
  });
  await tx.nomination.updateMany({ where: { nomineeId: personId }, data: { answers: {} } });
  await tx.nomination.updateMany({ where: { nominatorId: personId }, data: { nominatorId: null } });
  await tx.application.updateMany({ where: { askedById: personId }, data: { askedById: null } });
  await tx.enrolment.updateMany({ where: { askedById: personId }, data: { askedById: null } });
  await tx.enrolment.updateMany({ where: { confirmedById: personId }, data: { confirmedById: null } });
  await tx.milestoneTick.updateMany({ where: { tickedById: personId }, data: { tickedById: null } });
  await tx.calendarFeed.deleteMany({ where: { personId } });
  await tx.post.deleteMany({ where: { personId } });
  await tx.delivery.deleteMany({ where: { personId } });
  await tx.person.update({
    where: { id: personId },
    data: { name: 'Erased person', email: null, erasedAt: now },
    select: { id: true },
  });
}
