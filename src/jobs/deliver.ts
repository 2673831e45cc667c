import type { Core } from '../app/core.js';
import {
  type ClaimedDelivery,
  claimDelivery,
  markFailed,
  markMissed,
  markSent,
  postpone,
} from '../app/delivery-ledger.js';
import { type PlatformPort, RateLimited, Undeliverable } from '../channels/port.js';
import { cardForMessage } from '../conversation/cards/messages.js';
import type { Desk } from '../conversation/talk.js';
import type { Log } from '../log.js';

/** A platform that was told to wait: the queue runs the job again after `retryAfterMs`. */
export type Ports = Readonly<Partial<Record<'teams' | 'slack', PlatformPort>>>;

/**
 * Sends one queued message, once: claims its ledger row, sends, and records the message id. What was claimed but has
 * no id when it is tried again may have arrived, so it is not sent blindly: it is marked for an organiser to look at.
 * @throws RateLimited when the platform asks to wait
 */
export async function deliver(desk: Desk, ports: Ports, log: Log, deliveryId: string): Promise<void> {
  const { core } = desk;
  const claim = await claimDelivery(core, deliveryId);
  if (claim.kind !== 'claimed') {
    log.info({ deliveryId, outcome: claim.kind }, 'delivery not due');
    return;
  }
  await sendClaimed(desk, ports, log, claim.delivery);
}

async function sendClaimed(desk: Desk, ports: Ports, log: Log, delivery: ClaimedDelivery): Promise<void> {
  const { core } = desk;
  const { target } = delivery;
  const port = target && ports[target.platform];
  if (!target || !port)
    return settle(core, log, delivery, 'missed', 'This person has not opened a chat with the bot yet.');
  const card = await cardForMessage(desk, delivery);
  if (!card) return settle(core, log, delivery, 'missed', 'There was nothing left to tell when it was due.');
  try {
    const { messageId } = await port.post(target.destination, card);
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
    await markFailed(
      core,
      delivery.id,
      'The platform did not say whether it arrived. Look in the chat before sending it again.',
    );
    log.error(
      { deliveryId: delivery.id, kind: delivery.kind, fault: fault instanceof Error ? fault.name : 'unknown' },
      'delivery in doubt',
    );
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
