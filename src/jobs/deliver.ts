import type { Core } from '../app/core.js';
import { closeConversation, forgetChat } from '../app/messages/closed-conversations.js';
import {
  type Claim,
  type ClaimedDelivery,
  claimDelivery,
  markFailed,
  markMissed,
  markSent,
  noteDoubt,
  postpone,
  turnToMail,
} from '../app/messages/delivery-ledger.js';
import { type UndeliveredReason, writeUndelivered } from '../app/messages/failing/undelivered.js';
import { keepOutcomes } from '../app/messages/kept-outcomes.js';
import { noteMailRefused, noteMailTaken } from '../app/messages/mail/mail-refusals.js';
import { isMailCopy } from '../app/messages/mail-copies.js';
import { isMessageKind } from '../app/messages/message-kinds.js';
import { endTrouble, mayTry, noteTrouble } from '../app/messages/platform-trouble.js';
import { mailSortOf, sendingRules } from '../app/messages/sending-rules.js';
import { whileTroubled } from '../app/messages/waiting-for-platform.js';
import { mailableOf, type NotReached } from '../app/messages/ways.js';
import { tellBeforeAnythingElse } from '../app/privacy/first-notice.js';
import type { MailPort, NotTaken, PlatformPort, Sending } from '../channels/port.js';
import { mailForMessage } from '../conversation/mails.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { describeFault } from '../domain/describe-fault.js';
import { PutOff } from '../queue/jobs.js';
import type { Log } from '../service/log.js';
import { createFigures, type DeliveryOutcome } from '../telemetry/figures.js';

/** The platforms that are connected, and the mail server. */
export type Ports = Readonly<Partial<Record<'teams' | 'slack', PlatformPort>> & { mail?: MailPort }>;

interface Sender {
  readonly services: Services;
  readonly ports: Ports;
  readonly log: Log;
}

/**
 * Sends one queued message once: claims its ledger row, sends, and records what became of it. A claim without an outcome
 * is settled by looking for the message on the platform; where that is impossible it is sent once more if a second copy
 * is harmless, else marked for an organiser to check.
 * @throws PutOff when it is to be tried, or looked for, later
 */
export async function deliver(services: Services, ports: Ports, log: Log, deliveryId: string): Promise<void> {
  const sender = { services, ports, log };
  if (services.core.memory.of(keepOutcomes).has(deliveryId)) throw new PutOff(keptPauseMs);
  const claim = await claimDelivery(services.core, deliveryId);
  switch (claim.kind) {
    case 'settled':
      log.info({ deliveryId, outcome: claim.kind }, 'delivery not due');
      return;
    case 'under-way':
      throw new PutOff(claim.inDoubtAfterMs);
    case 'in-doubt':
      return settleDoubt(sender, claim);
    case 'claimed':
      await waitForNotice(sender, claim.delivery);
      return sendClaimed(sender, claim.delivery);
  }
}

/** Whoever came from a file is told so before anything else. @throws PutOff while that is on its way */
async function waitForNotice({ services: { core } }: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { firstNotice, personId } = delivery;
  if (firstNotice === undefined || personId === null) return;
  if (firstNotice === 'due' && !(await tellBeforeAnythingElse(core, personId))) return;
  await write(core, delivery, () => postpone(core, delivery.id));
  throw new PutOff(noticePauseMs);
}

/** How often it is looked whether the notice is out. Milliseconds. */
const noticePauseMs = 2_000;

/** While an outcome is still to be written here. Milliseconds. */
const keptPauseMs = 5_000;
/** How long to wait before looking for a message whose outcome is unknown, or sending it once more. Milliseconds. */
const lookAfterMs = 61_000;
/** For so long a message is tried that the platform does not take. */
const triedForMs = 3 * 60 * 60_000;
/** Pauses between tries where the platform names none: half of the time that it has been tried, within these. */
const shortestPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;

/** Counts one try. */
function count(
  { services: { core } }: Sender,
  { kind, target }: ClaimedDelivery,
  outcome: DeliveryOutcome,
  reason: Reason | '' = '',
): void {
  const known = isMessageKind(kind) ? kind : 'unknown';
  core.memory.of(createFigures).delivery({ kind: known, platform: target?.platform ?? 'none', outcome, reason });
}

/** Checks whether the message arrived, and sends it if it did not. */
async function settleDoubt(
  sender: Sender,
  { delivery, claimedAt }: Extract<Claim, { kind: 'in-doubt' }>,
): Promise<void> {
  const { services, ports, log } = sender;
  const { target } = delivery;
  const seen =
    target && target.platform !== 'mail'
      ? await ports[target.platform]?.find?.(target.destination, delivery.key, claimedAt)
      : undefined;
  switch (seen?.kind) {
    case 'found':
      return settle(sender, delivery, { kind: 'taken', messageId: seen.messageId });
    case 'not-taken':
      throw new PutOff(seen.retryAfterMs ?? lookAfterMs);
    case 'absent':
      await postpone(services.core, delivery.id);
      return deliver(services, ports, log, delivery.id);
    default:
      return settleUnseen(sender, delivery);
  }
}

async function sendClaimed(sender: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { ports } = sender;
  const { target } = delivery;
  if (target?.platform === 'mail') return sendMail(sender, delivery);
  const port = target && ports[target.platform];
  if (!target || !port) return endChat(sender, delivery, 'missed', 'no-mail');
  if (target.isTroubled && !(await mayTry(sender.services.core, target))) return waitForPlatform(sender, delivery);
  const card = await makeContent(sender, delivery, () => cardForMessage(sender.services, delivery));
  if (!card) return end(sender, delivery, 'missed', 'nothing left');
  const sending = await port.post(target.destination, card, delivery.key);
  return settle(sender, delivery, sending, port);
}

/** By e-mail, where the person can be written to so. What a refusal says about their address is kept. */
async function sendMail(sender: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { services, ports } = sender;
  const { core } = services;
  const sort = mailSortOf(delivery.kind);
  if (!ports.mail || sort === 'never' || delivery.personId === null) return end(sender, delivery, 'missed', 'no-mail');
  const { personId } = delivery;
  const to = await mailableOf(core, core.prisma, personId, sort);
  if (typeof to === 'string') return end(sender, delivery, 'missed', isMailCopy(delivery.key) ? 'no copy' : to);
  const mail = await makeContent(sender, delivery, () => mailForMessage(services, delivery, { personId, ...to }, sort));
  if (!mail) return end(sender, delivery, 'missed', 'nothing left');
  const sending = await ports.mail.send({ id: delivery.id, to, ...mail });
  await noteRefusal(core, personId, to.address, sending);
  await settle(sender, delivery, sending);
  if (sending.kind === 'taken') await noteMailTaken(core, personId, to.address);
}

/** What the mail server says of an address; that it is away says nothing. */
async function noteRefusal(core: Core, personId: string, address: string, sending: Sending): Promise<void> {
  if (sending.kind !== 'gone' && sending.kind !== 'not-taken') return;
  if (sending.code === undefined || (sending.kind === 'gone' && sending.of !== 'recipient')) return;
  const kind = sending.kind === 'gone' ? 'hard' : 'soft';
  await noteMailRefused(core, { personId, address, kind, code: sending.code });
}

/** The chat is not there, or no longer. The message goes by e-mail instead, where that is possible. */
async function endChat(
  sender: Sender,
  delivery: ClaimedDelivery,
  state: 'missed' | 'failed',
  reason: Reason,
): Promise<void> {
  const { services, ports, log } = sender;
  const turned = ports.mail !== undefined && (await turnToMail(services.core, delivery));
  return turned ? deliver(services, ports, log, delivery.id) : end(sender, delivery, state, reason);
}

/** Writes down what became of a message. @throws PutOff when that is not the end of it */
async function settle(sender: Sender, delivery: ClaimedDelivery, sending: Sending, port?: PlatformPort): Promise<void> {
  const { services, log } = sender;
  const about = { deliveryId: delivery.id, kind: delivery.kind, outcome: sending.kind };
  switch (sending.kind) {
    case 'taken':
      await write(services.core, delivery, () => markSent(services.core, delivery.id, sending.messageId));
      if (isInChat(delivery) && delivery.target.isTroubled) await endTrouble(services.core, delivery.target);
      count(sender, delivery, 'sent');
      log.info(about, 'delivery settled');
      return;
    case 'not-taken':
      return tryLater(sender, delivery, sending);
    case 'gone':
      log.warn({ ...about, code: sending.code, fault: describeFault(sending.cause) }, 'delivery refused');
      if (sending.chat === 'closed') await closeChat(services.core, delivery);
      return sending.of === 'recipient' && !byMail(delivery)
        ? endChat(sender, delivery, 'failed', sending.of)
        : end(sender, delivery, 'failed', sending.of, sending.code);
    case 'unknown':
      log.error({ ...about, fault: describeFault(sending.cause) }, 'delivery in doubt');
      count(sender, delivery, 'in-doubt', 'doubt');
      if (!port?.find) return settleUnseen(sender, delivery);
      await write(services.core, delivery, () => noteDoubt(services.core, delivery.id));
      throw new PutOff(lookAfterMs, { cause: sending.cause });
  }
}

/** The platform says that a chat or channel is closed to us: nothing more goes there. */
async function closeChat(core: Core, { target }: ClaimedDelivery): Promise<void> {
  if (!target || target.platform === 'mail') return;
  const { destination, platform, tenant } = target;
  if (destination.kind === 'conversation') await closeConversation(core, { id: destination.conversationId }, 'refused');
  else await forgetChat(core, { platform, tenant }, destination.accountId);
}

/** Nothing to this workspace or tenant is taken now. It waits with all the others, or goes by e-mail. @throws PutOff */
async function waitForPlatform(sender: Sender, delivery: ClaimedDelivery, cause?: unknown): Promise<void> {
  const { services, ports, log } = sender;
  const { core } = services;
  const next = whileTroubled(delivery, core.clock.now());
  if (next.kind === 'give-up') return endChat(sender, delivery, 'failed', 'sign-in');
  if (next.kind === 'by-mail' && ports.mail !== undefined && (await turnToMail(core, delivery)))
    return deliver(services, ports, log, delivery.id);
  await write(core, delivery, () => postpone(core, delivery.id));
  count(sender, delivery, 'later', 'sign-in');
  throw new PutOff(next.pauseMs, { cause });
}

/** The platform has not taken it, and may later. */
async function tryLater(sender: Sender, delivery: ClaimedDelivery, notTaken: NotTaken): Promise<void> {
  const { core } = sender.services;
  const { why, retryAfterMs, code, cause, trouble } = notTaken;
  if (trouble !== undefined && isInChat(delivery)) {
    await noteTrouble(core, delivery.target, trouble);
    sender.log.error({ platform: delivery.target.platform, code: trouble }, 'the platform takes nothing from us');
    return waitForPlatform(sender, delivery, cause);
  }
  const triedMs = core.clock.now().getTime() - delivery.triedSince.getTime();
  if (why !== 'our-turn' && triedMs >= triedForMs) return end(sender, delivery, 'failed', why, code);
  await write(core, delivery, () => postpone(core, delivery.id));
  count(sender, delivery, 'later', why);
  const { id: deliveryId, kind } = delivery;
  if (why !== 'our-turn') sender.log.warn({ deliveryId, kind, why }, 'delivery not taken; it is tried again');
  throw new PutOff(retryAfterMs ?? pauseAfter(triedMs), { cause });
}

function pauseAfter(triedMs: number): number {
  const pause = Math.min(longestPauseMs, Math.max(shortestPauseMs, triedMs / 2));
  return Math.round(pause * (1 + Math.random() / 5));
}

/** Nobody can see whether it arrived. */
async function settleUnseen(sender: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { core } = sender.services;
  // A second copy of a mail has the same Message-ID, by which mail servers and programs drop it.
  const harmless =
    byMail(delivery) || (isMessageKind(delivery.kind) && sendingRules[delivery.kind].secondCopy === 'harmless');
  if (!harmless || delivery.doubts > 0) return end(sender, delivery, 'failed', 'doubt');
  await write(core, delivery, () => postpone(core, delivery.id, 'in doubt'));
  throw new PutOff(shortestPauseMs);
}

/** To a platform, which may take nothing from us. */
function isInChat(delivery: ClaimedDelivery): delivery is ClaimedDelivery & { readonly target: ChatTarget } {
  return delivery.target !== undefined && delivery.target.platform !== 'mail';
}

type ChatTarget = Exclude<NonNullable<ClaimedDelivery['target']>, { platform: 'mail' }>;

/** Why a message was not sent, for the metrics as well. */
type Reason = UndeliveredReason | NotReached;

/** @param code of the mail server, where it gave one */
function keepReason(delivery: ClaimedDelivery, reason: Reason, code?: string): string {
  return writeUndelivered(reason, byMail(delivery) ? 'mail' : 'chat', code);
}

function byMail({ target }: ClaimedDelivery): boolean {
  return target?.platform === 'mail';
}

/** A fault while rendering means that nothing was sent; an organiser sees it and can resend the message. */
async function makeContent<Content>(
  sender: Sender,
  delivery: ClaimedDelivery,
  make: () => Promise<Content | undefined>,
): Promise<Content | undefined> {
  try {
    return await make();
  } catch (cause) {
    await markFailed(sender.services.core, delivery.id, keepReason(delivery, 'unmade'));
    count(sender, delivery, 'failed', 'unmade');
    throw new Error(`A message of kind ${delivery.kind} could not be made: see the cause`, { cause });
  }
}

async function end(
  sender: Sender,
  delivery: ClaimedDelivery,
  state: 'missed' | 'failed',
  reason: Reason,
  code?: string,
): Promise<void> {
  const { core } = sender.services;
  const mark = state === 'missed' ? markMissed : markFailed;
  await write(core, delivery, () => mark(core, delivery.id, keepReason(delivery, reason, code)));
  count(sender, delivery, state, reason);
  sender.log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: state, reason }, 'delivery settled');
}

function write(core: Core, { id }: ClaimedDelivery, act: () => Promise<void>): Promise<void> {
  return core.memory.of(keepOutcomes).write(id, act);
}
