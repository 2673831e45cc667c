import type { Core } from '../app/core.js';
import {
  type Claim,
  type ClaimedDelivery,
  claimDelivery,
  markFailed,
  markMissed,
  markSent,
  noChat,
  noteDoubt,
  postpone,
} from '../app/messages/delivery-ledger.js';
import { keepOutcomes } from '../app/messages/kept-outcomes.js';
import { isMessageKind } from '../app/messages/message-kinds.js';
import { sendingRules } from '../app/messages/sending-rules.js';
import type { NotTaken, PlatformPort, Sending } from '../channels/port.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { describeFault } from '../domain/describe-fault.js';
import { PutOff } from '../queue/jobs.js';
import type { Card } from '../rendering/card.js';
import type { Log } from '../service/log.js';
import { createFigures, type DeliveryOutcome } from '../telemetry/figures.js';

/** The platforms that are connected. */
export type Ports = Readonly<Partial<Record<'teams' | 'slack', PlatformPort>>>;

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
      return sendClaimed(sender, claim.delivery);
  }
}

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
  'no chat': noChat,
} as const;

/** Why a message was not sent, for organisers in words, and for the metrics as it is. */
type Reason = keyof typeof words;

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
  const port = target && ports[target.platform];
  const seen = target && (await port?.find?.(target.destination, delivery.key, claimedAt));
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
  const port = target && ports[target.platform];
  if (!target || !port) return end(sender, delivery, 'missed', 'no chat');
  const card = await makeCard(sender, delivery);
  if (!card) return end(sender, delivery, 'missed', 'nothing left');
  const sending = await port.post(target.destination, card, delivery.key);
  return settle(sender, delivery, sending, port);
}

/** Writes down what became of a message. @throws PutOff when that is not the end of it */
async function settle(sender: Sender, delivery: ClaimedDelivery, sending: Sending, port?: PlatformPort): Promise<void> {
  const { services, log } = sender;
  const about = { deliveryId: delivery.id, kind: delivery.kind, outcome: sending.kind };
  switch (sending.kind) {
    case 'taken':
      await write(services.core, delivery, () => markSent(services.core, delivery.id, sending.messageId));
      count(sender, delivery, 'sent');
      log.info(about, 'delivery settled');
      return;
    case 'not-taken':
      return tryLater(sender, delivery, sending);
    case 'gone':
      log.warn({ ...about, fault: describeFault(sending.cause) }, 'delivery refused');
      return end(sender, delivery, 'failed', sending.of);
    case 'unknown':
      log.error({ ...about, fault: describeFault(sending.cause) }, 'delivery in doubt');
      count(sender, delivery, 'in-doubt', 'doubt');
      if (!port?.find) return settleUnseen(sender, delivery);
      await write(services.core, delivery, () => noteDoubt(services.core, delivery.id));
      throw new PutOff(lookAfterMs, { cause: sending.cause });
  }
}

/** The platform has not taken it, and may later. */
async function tryLater(sender: Sender, delivery: ClaimedDelivery, { why, retryAfterMs, cause }: NotTaken) {
  const { core } = sender.services;
  const triedMs = core.clock.now().getTime() - delivery.triedSince.getTime();
  if (why !== 'our-turn' && triedMs >= triedForMs) return end(sender, delivery, 'failed', why);
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
  const harmless = isMessageKind(delivery.kind) && sendingRules[delivery.kind].secondCopy === 'harmless';
  if (!harmless || delivery.doubts > 0) return end(sender, delivery, 'failed', 'doubt');
  await write(core, delivery, () => postpone(core, delivery.id, 'in doubt'));
  throw new PutOff(shortestPauseMs);
}

/** A fault while rendering means that nothing was sent; an organiser sees it and can resend the message. */
async function makeCard(sender: Sender, delivery: ClaimedDelivery): Promise<Card | undefined> {
  const { services } = sender;
  try {
    return await cardForMessage(services, delivery);
  } catch (cause) {
    await markFailed(services.core, delivery.id, words.unmade);
    count(sender, delivery, 'failed', 'unmade');
    throw new Error(`The card of a message of kind ${delivery.kind} could not be made: see the cause`, { cause });
  }
}

async function end(
  sender: Sender,
  delivery: ClaimedDelivery,
  state: 'missed' | 'failed',
  reason: Reason,
): Promise<void> {
  const { core } = sender.services;
  const mark = state === 'missed' ? markMissed : markFailed;
  await write(core, delivery, () => mark(core, delivery.id, words[reason]));
  count(sender, delivery, state, reason);
  sender.log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: state, reason }, 'delivery settled');
}

function write(core: Core, { id }: ClaimedDelivery, act: () => Promise<void>): Promise<void> {
  return core.memory.of(keepOutcomes).write(id, act);
}
