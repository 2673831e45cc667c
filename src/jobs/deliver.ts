import type { Core } from '../app/core.js';
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
  unreached,
} from '../app/messages/delivery-ledger.js';
import { keepOutcomes } from '../app/messages/kept-outcomes.js';
import { isMailCopy } from '../app/messages/mail-copies.js';
import { noteMailRefused, noteMailTaken } from '../app/messages/mail-refusals.js';
import { isMessageKind } from '../app/messages/message-kinds.js';
import { mailSortOf, sendingRules } from '../app/messages/sending-rules.js';
import { mailableOf } from '../app/messages/ways.js';
import { tellBeforeAnythingElse } from '../app/privacy/first-notice.js';
import type { MailPort, NotTaken, PlatformPort, Sending } from '../channels/port.js';
import { mailForMessage } from '../conversation/mails.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { describeFault } from '../domain/describe-fault.js';
import { PutOff } from '../queue/jobs.js';
import type { Log } from '../service/log.js';

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

const words = {
  doubt: 'The platform did not say whether it arrived. Look in the chat before sending it again.',
  'nothing left': 'There was nothing left to tell when it was due.',
  unmade: 'The message could not be made. Nothing was sent; the log says why.',
  recipient: 'The platform refused it: the bot was removed or the account is gone.',
  message: 'The platform refused what it says. Nothing was sent; the log says why.',
  busy: 'The platform did not take it for three hours. Nothing was sent.',
  away: 'The platform could not be reached for three hours. Nothing was sent.',
  'sign-in':
    'The platform refused our sign-in for three hours. Nothing was sent; whoever runs the service must look at it.',
  'our-turn': 'Too many messages waited for the same channel. Nothing was sent.',
} as const;

const mailWords = {
  doubt: 'The mail server did not say whether it took it, twice. It may have arrived.',
  'no copy': 'They have it in the chat; a copy by e-mail was not possible.',
  recipient: 'The mail server refuses the person’s e-mail address.',
  message: 'The mail server refused what it says. Nothing was sent; the log says why.',
  busy: 'The mail server did not take it for three hours. Nothing was sent.',
  away: 'The mail server could not be reached for three hours. Nothing was sent.',
  'sign-in':
    'The mail server refused our sign-in or our address for three hours. Nothing was sent; whoever runs the service must look at it.',
  'our-turn': 'Too many e-mails waited. Nothing was sent.',
} as const;

/** Why a message failed, for organisers. @param code of the mail server */
function wordsFor(delivery: ClaimedDelivery, why: keyof typeof words & keyof typeof mailWords, code?: string): string {
  if (!byMail(delivery)) return words[why];
  return code === undefined ? mailWords[why] : `${mailWords[why]} (${code})`;
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
  const { services, ports } = sender;
  const { target } = delivery;
  if (target?.platform === 'mail') return sendMail(sender, delivery);
  const port = target && ports[target.platform];
  if (!target || !port) return endChat(sender, delivery, 'missed', unreached['no-mail']);
  const card = await makeContent(services, delivery, () => cardForMessage(services, delivery));
  if (!card) return end(sender, delivery, 'missed', words['nothing left']);
  const sending = await port.post(target.destination, card, delivery.key);
  return settle(sender, delivery, sending, port);
}

/** By e-mail, where the person can be written to so. What a refusal says about their address is kept. */
async function sendMail(sender: Sender, delivery: ClaimedDelivery): Promise<void> {
  const { services, ports } = sender;
  const { core } = services;
  const sort = mailSortOf(delivery.kind);
  if (!ports.mail || sort === 'never' || delivery.personId === null)
    return end(sender, delivery, 'missed', unreached['no-mail']);
  const { personId } = delivery;
  const to = await mailableOf(core, core.prisma, personId, sort);
  if (typeof to === 'string')
    return end(sender, delivery, 'missed', isMailCopy(delivery.key) ? mailWords['no copy'] : unreached[to]);
  const mail = await makeContent(services, delivery, () =>
    mailForMessage(services, delivery, { personId, ...to }, sort),
  );
  if (!mail) return end(sender, delivery, 'missed', words['nothing left']);
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
  why: string,
): Promise<void> {
  const { services, ports, log } = sender;
  const turned = ports.mail !== undefined && (await turnToMail(services.core, delivery));
  return turned ? deliver(services, ports, log, delivery.id) : end(sender, delivery, state, why);
}

/** Writes down what became of a message. @throws PutOff when that is not the end of it */
async function settle(sender: Sender, delivery: ClaimedDelivery, sending: Sending, port?: PlatformPort): Promise<void> {
  const { services, log } = sender;
  const about = { deliveryId: delivery.id, kind: delivery.kind, outcome: sending.kind };
  switch (sending.kind) {
    case 'taken':
      await write(services.core, delivery, () => markSent(services.core, delivery.id, sending.messageId));
      log.info(about, 'delivery settled');
      return;
    case 'not-taken':
      return tryLater(sender, delivery, sending);
    case 'gone':
      log.warn({ ...about, code: sending.code, fault: describeFault(sending.cause) }, 'delivery refused');
      return endRefused(sender, delivery, sending);
    case 'unknown':
      log.error({ ...about, fault: describeFault(sending.cause) }, 'delivery in doubt');
      if (!port?.find) return settleUnseen(sender, delivery);
      await write(services.core, delivery, () => noteDoubt(services.core, delivery.id));
      throw new PutOff(lookAfterMs, { cause: sending.cause });
  }
}

async function endRefused(
  sender: Sender,
  delivery: ClaimedDelivery,
  { of, code }: Extract<Sending, { kind: 'gone' }>,
): Promise<void> {
  const why = wordsFor(delivery, of, code);
  if (of === 'recipient' && !byMail(delivery)) return endChat(sender, delivery, 'failed', why);
  return end(sender, delivery, 'failed', why);
}

/** The platform has not taken it, and may later. */
async function tryLater(sender: Sender, delivery: ClaimedDelivery, { why, retryAfterMs, code, cause }: NotTaken) {
  const { core } = sender.services;
  const triedMs = core.clock.now().getTime() - delivery.triedSince.getTime();
  if (why !== 'our-turn' && triedMs >= triedForMs)
    return end(sender, delivery, 'failed', wordsFor(delivery, why, code));
  await write(core, delivery, () => postpone(core, delivery.id));
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
  if (!harmless || delivery.doubts > 0) return end(sender, delivery, 'failed', wordsFor(delivery, 'doubt'));
  await write(core, delivery, () => postpone(core, delivery.id, 'in doubt'));
  throw new PutOff(shortestPauseMs);
}

function byMail({ target }: ClaimedDelivery): boolean {
  return target?.platform === 'mail';
}

/** A fault while rendering means that nothing was sent; an organiser sees it and can resend the message. */
async function makeContent<Content>(
  services: Services,
  delivery: ClaimedDelivery,
  make: () => Promise<Content | undefined>,
): Promise<Content | undefined> {
  try {
    return await make();
  } catch (cause) {
    await markFailed(services.core, delivery.id, words.unmade);
    throw new Error(`A message of kind ${delivery.kind} could not be made: see the cause`, { cause });
  }
}

async function end(
  { services: { core }, log }: Sender,
  delivery: ClaimedDelivery,
  state: 'missed' | 'failed',
  why: string,
): Promise<void> {
  const mark = state === 'missed' ? markMissed : markFailed;
  await write(core, delivery, () => mark(core, delivery.id, why));
  log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: state }, 'delivery settled');
}

function write(core: Core, { id }: ClaimedDelivery, act: () => Promise<void>): Promise<void> {
  return core.memory.of(keepOutcomes).write(id, act);
}
