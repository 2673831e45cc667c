import type { Core } from '../app/core.js';
import {
  type Claim,
  type ClaimedDelivery,
  claimDelivery,
  markFailed,
  markMissed,
  markSent,
  noChat,
  postpone,
} from '../app/messages/delivery-ledger.js';
import { type PlatformPort, RateLimited, Undeliverable } from '../channels/port.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { describeFault } from '../domain/describe-fault.js';
import type { Card } from '../rendering/card.js';
import type { Log } from '../service/log.js';

/** The platforms that are connected. */
export type Ports = Readonly<Partial<Record<'teams' | 'slack', PlatformPort>>>;

/**
 * Sends one queued message once: claims its ledger row, sends, and records the message id. A claim without an id is
 * settled by looking for the message on the platform; where that is impossible it is marked for an organiser to check.
 * @throws RateLimited when the platform asks to wait, or when it is too early to look
 */
export async function deliver(services: Services, ports: Ports, log: Log, deliveryId: string): Promise<void> {
  const claim = await claimDelivery(services.core, deliveryId);
  switch (claim.kind) {
    case 'settled':
      log.info({ deliveryId, outcome: claim.kind }, 'delivery not due');
      return;
    case 'under-way':
      throw new RateLimited(claim.inDoubtAfterMs);
    case 'in-doubt':
      return settleDoubt(services, ports, log, claim);
    case 'claimed':
      return sendClaimed(services, ports, log, claim.delivery);
  }
}

const doubtWords = 'The platform did not say whether it arrived. Look in the chat before sending it again.';

/** Checks whether the message arrived, and sends it if it did not. */
async function settleDoubt(
  services: Services,
  ports: Ports,
  log: Log,
  { delivery, claimedAt }: Extract<Claim, { kind: 'in-doubt' }>,
): Promise<void> {
  const { core } = services;
  const { target } = delivery;
  const port = target && ports[target.platform];
  const seen = target && (await port?.find?.(target.destination, delivery.key, claimedAt));
  switch (seen?.kind) {
    case 'found':
      await markSent(core, delivery.id, seen.messageId);
      log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: 'sent' }, 'delivery found where it was sent');
      return;
    case 'absent':
      await postpone(core, delivery.id);
      return deliver(services, ports, log, delivery.id);
    default:
      return settle(core, log, delivery, 'failed', doubtWords);
  }
}

/** How long to wait before looking for a message whose outcome is unknown. */
const lookAfterMs = 61_000;

async function sendClaimed(services: Services, ports: Ports, log: Log, delivery: ClaimedDelivery): Promise<void> {
  const { core } = services;
  const { target } = delivery;
  const port = target && ports[target.platform];
  if (!target || !port) return settle(core, log, delivery, 'missed', noChat);
  const card = await makeCard(services, delivery);
  if (!card) return settle(core, log, delivery, 'missed', 'There was nothing left to tell when it was due.');
  try {
    const { messageId } = await port.post(target.destination, card, delivery.key);
    await markSent(core, delivery.id, messageId);
    log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: 'sent' }, 'delivery settled');
  } catch (fault) {
    if (fault instanceof RateLimited) {
      await postpone(core, delivery.id);
      throw fault;
    }
    if (fault instanceof Undeliverable)
      return settle(
        core,
        log,
        delivery,
        'failed',
        'The platform refused it: the bot was removed or the account is gone.',
      );
    log.error({ deliveryId: delivery.id, kind: delivery.kind, fault: describeFault(fault) }, 'delivery in doubt');
    if (port.find) throw new RateLimited(lookAfterMs, { cause: fault });
    await markFailed(core, delivery.id, doubtWords);
  }
}

/** A fault while rendering means that nothing was sent; an organiser sees it and can resend the message. */
async function makeCard(services: Services, delivery: ClaimedDelivery): Promise<Card | undefined> {
  try {
    return await cardForMessage(services, delivery);
  } catch (cause) {
    await markFailed(services.core, delivery.id, 'The message could not be made. Nothing was sent; the log says why.');
    throw new Error(`The card of a message of kind ${delivery.kind} could not be made: see the cause`, { cause });
  }
}

async function settle(
  core: Core,
  log: Log,
  delivery: ClaimedDelivery,
  state: 'missed' | 'failed',
  why: string,
): Promise<void> {
  await (state === 'missed' ? markMissed : markFailed)(core, delivery.id, why);
  log.info({ deliveryId: delivery.id, kind: delivery.kind, outcome: state }, 'delivery settled');
}
