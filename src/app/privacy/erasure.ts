import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { RowOutcome } from '../attendance/row-outcome.js';
import { recordAct } from '../audit/audit.js';
import { cancelUnderLock } from '../bookings/cancel-place.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { withdrawUnderLock } from '../feedback/quote-ledger.js';
import { namedInSettings } from '../people/settings-administrators.js';
import { blankQuotes } from './blank-quotes.js';
import { forgetMentions } from './forget-mentions.js';

export type EraseOutcome =
  /** `reference` is the id in the audit trail, as proof that it was done. */
  | { readonly kind: 'erased'; readonly reference: string; readonly cancelled: number; readonly kept: number }
  | { readonly kind: 'refused'; readonly reason: 'last-administrator' | 'named-in-settings' };

/**
 * Erases the person behind an account, in one transaction: upcoming places are cancelled; names, addresses, accounts,
 * posts, answers and messages are deleted. Bookings, attendance and ratings stay, without a name, so that counts remain
 * right. The last administrator, or one named in the settings, has to hand over first.
 */
export async function eraseMe(core: Core, actor: Actor): Promise<EraseOutcome> {
  return commit(core, async (tx): Promise<EraseOutcome> => {
    const refused = await refusal(tx, actor);
    if (refused) return { kind: 'refused', reason: refused };
    return eraseInside(core, tx, actor, { personId: actor.personId, accountId: actor.accountId });
  });
}

/**
 * Erases somebody in the caller's transaction, who has checked that the actor may. @param whose with `personId` null: an account
 * that never said whose it is
 */
export async function eraseInside(
  core: Core,
  tx: Tx,
  actor: Actor,
  { personId, accountId }: { readonly personId: string | null; readonly accountId: string },
): Promise<Extract<EraseOutcome, { kind: 'erased' }>> {
  const now = core.clock.now();
  const cancelled = personId ? await giveBackPlaces(core, tx, actor, personId) : 0;
  const kept = personId ? await tx.attendance.count({ where: { personId } }) : 0;
  if (personId) await anonymise(core, tx, personId);
  else await forgetAccounts(tx, { id: accountId });
  const reference = randomUUID();
  const detail = { reference, cancelled, kept };
  const own = personId === actor.personId;
  const whom = { subject: 'person', subjectId: personId ?? accountId } as const;
  await recordAct(tx, actor, { act: own ? 'erase' : 'erase-person', ...whom, outcome: 'erased', detail }, now);
  return { kind: 'erased', reference, cancelled, kept };
}

async function refusal(tx: Tx, actor: Actor): Promise<'last-administrator' | 'named-in-settings' | undefined> {
  const mine = { role: 'administrator', revokedAt: null, account: owned(actor) } as const;
  // Whoever acts by a link has no role there, and may be an administrator all the same.
  if ((await tx.grant.count({ where: mine })) === 0) return undefined;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('roles', 7))`;
  const own = await tx.grant.findMany({ where: mine, select: { id: true } });
  const named = await namedInSettings(tx);
  if (own.some(({ id }) => named.includes(id))) return 'named-in-settings';
  const all = await tx.grant.count({ where: { role: 'administrator', revokedAt: null } });
  return own.length > 0 && own.length === all ? 'last-administrator' : undefined;
}

function owned({ accountId, personId }: Actor) {
  return personId ? { personId } : { id: accountId };
}

/** In order of session, so that two people who are erased at once cannot deadlock. */
async function giveBackPlaces(core: Core, tx: Tx, actor: Actor, personId: string): Promise<number> {
  const held = await tx.registration.findMany({
    where: {
      personId,
      state: { in: ['confirmed', 'offered', 'waiting'] },
      session: { startsAt: { gt: core.clock.now() } },
    },
    orderBy: { sessionId: 'asc' },
    select: { id: true, sessionId: true },
  });
  let cancelled = 0;
  for (const registration of held) {
    const outcome = await cancelUnderLock(core, tx, { actor, personId, registration, act: 'cancel' });
    if (outcome.kind === 'cancelled') cancelled += 1;
  }
  return cancelled;
}

/**
 * Anonymises a person: names, addresses, accounts, chats, posts, answers and written words are deleted; rows that are
 * counted stay and point to a person without a name. Cancel upcoming places first.
 */
export async function anonymise(core: Core, tx: Tx, personId: string): Promise<void> {
  const now = core.clock.now();
  await forgetFiles(tx, personId);
  await forgetBookings(tx, personId);
  await forgetWords(core, tx, personId);
  await forgetProjects(tx, personId, now);
  await tx.post.deleteMany({ where: { personId } });
  await tx.delivery.deleteMany({ where: { personId } });
  await tx.mailRefusal.deleteMany({ where: { personId } });
  await tx.invitation.deleteMany({ where: { personId } });
  await tx.digestReader.deleteMany({ where: { personId } });
  // Pending import files may name them, so they are deleted and have to be attached again.
  await tx.context.deleteMany({ where: { place: { startsWith: 'import:' } } });
  await forgetName(core, tx, personId);
  await forgetAccounts(tx, { personId });
  await tx.person.update({
    where: { id: personId },
    data: {
      name: core.standIns.erasedPerson,
      email: null,
      remindersMuted: true,
      mails: 'none',
      noticeDue: false,
      seenByCluster: false,
      erasedAt: now,
    },
    select: { id: true },
  });
}

/** Deletes accounts with their chats, messages, Home tab, conversation state and roles, and what only they asked the team. */
async function forgetAccounts(tx: Tx, where: { id: string } | { personId: string }): Promise<void> {
  await tx.ticket.deleteMany({ where: { askers: { some: { account: where }, every: { account: where } } } });
  await tx.account.deleteMany({ where });
}

async function forgetName(core: Core, tx: Tx, personId: string): Promise<void> {
  const { name, email, accounts } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, accounts: { select: { vouchedEmail: true } } },
  });
  const addresses = [email, ...accounts.map(({ vouchedEmail }) => vouchedEmail)];
  await forgetMentions(core, tx, { name, addresses: [...new Set(addresses.filter((address) => address !== null))] });
}

/** Rows of files matched to the person, and unmatched rows that contain their name. */
async function forgetFiles(tx: Tx, personId: string): Promise<void> {
  const erased = JSON.stringify({ kind: 'erased' } satisfies RowOutcome);
  await tx.$executeRaw`
    UPDATE "AttendanceImportRow" r SET given = '{}'::jsonb, outcome = '', found = ${erased}::jsonb
      FROM "Person" p
     WHERE p.id = ${personId}::uuid
       AND (r."personId" = p.id OR lower(r.given->>'email') = p.email OR lower(r.given->>'name') = lower(p.name))`;
}

async function forgetBookings(tx: Tx, personId: string): Promise<void> {
  await tx.bookingAnswer.deleteMany({ where: { registration: { personId } } });
  await tx.registration.updateMany({ where: { personId }, data: { jumpReason: null } });
  await tx.registration.updateMany({ where: { bookedById: personId }, data: { bookedById: null } });
  await tx.calendarFeed.deleteMany({ where: { personId } });
}

async function forgetWords(core: Core, tx: Tx, personId: string): Promise<void> {
  const spoken = { response: { request: { personId } } };
  const quotes = await tx.quote.findMany({ where: { ...spoken, withdrawnAt: null }, select: { id: true } });
  for (const { id } of quotes) await withdrawUnderLock(core, tx, id);
  await blankQuotes(tx, spoken);
  await forgetInPapers(tx, personId);
  await tx.feedbackResponse.updateMany({
    where: { request: { personId } },
    data: { mostUseful: null, toChange: null },
  });
  await tx.feedbackRequest.deleteMany({ where: { personId, response: null } });
}

/** A printed paper cannot be changed, but the stored copy must not keep who wrote it. */
async function forgetInPapers(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Paper" SET data = jsonb_set(data, '{front,author}', '""')
     WHERE data ? 'front' AND "madeById" IN (SELECT id FROM "Account" WHERE "personId" = ${personId}::uuid)`;
}

async function forgetProjects(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.enrolmentLead.updateMany({ where: { personId, until: null }, data: { until: now } });
  await tx.nomination.updateMany({
    where: { nomineeId: personId, state: 'asked' },
    data: { state: 'withdrawn', decidedAt: now },
  });
  await tx.nomination.updateMany({ where: { nomineeId: personId }, data: { answers: {}, reason: null } });
  await tx.nomination.updateMany({ where: { nominatorId: personId }, data: { nominatorId: null } });
  await tx.application.updateMany({
    where: { askedById: personId, state: 'asked' },
    data: { state: 'withdrawn', decidedAt: now },
  });
  await tx.application.updateMany({
    where: { askedById: personId },
    data: { askedById: null, answers: {}, reason: null },
  });
  await tx.enrolment.updateMany({ where: { askedById: personId }, data: { askedById: null } });
  await tx.enrolment.updateMany({ where: { confirmedById: personId }, data: { confirmedById: null } });
  await tx.surveyAnswer.updateMany({ where: { byId: personId }, data: { byId: null, words: {} } });
  await tx.milestoneTick.updateMany({ where: { tickedById: personId }, data: { tickedById: null } });
}
