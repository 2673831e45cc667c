import { findSent } from '../app/messages/delivery-ledger.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { describeFault } from '../domain/describe-fault.js';
import { PutOff } from '../queue/jobs.js';
import type { Log } from '../service/log.js';
import type { Ports } from './deliver.js';

const underWayMs = 30_000;
/** While the platform takes nothing from us. */
const troubledMs = 10 * 60_000;

/**
 * Renders a sent message again and updates it, because something in it may no longer be shown. Unsent messages are
 * rendered when they are sent.
 * @throws PutOff while it is being sent
 */
export async function refresh(services: Services, ports: Ports, log: Log, deliveryId: string): Promise<void> {
  const sent = await findSent(services.core, deliveryId);
  if (sent === 'under-way') throw new PutOff(underWayMs);
  const port = sent && ports[sent.platform];
  const card = sent && port && (await cardForMessage(services, { ...sent.message, isRefresh: true }));
  if (!sent || !port || !card) return;
  const sending = await port.update(sent.destination, sent.messageId, card);
  const about = { deliveryId, kind: sent.message.kind, outcome: sending.kind };
  switch (sending.kind) {
    case 'taken':
      log.info(about, 'message updated');
      return;
    case 'gone':
      log.warn({ ...about, fault: describeFault(sending.cause) }, 'message not updated');
      return;
    case 'not-taken':
    case 'unknown':
      if (sending.kind === 'not-taken' && sending.trouble !== undefined) throw new PutOff(troubledMs);
      // Replaced twice, it looks the same.
      if (sending.kind === 'not-taken' && sending.retryAfterMs !== undefined) throw new PutOff(sending.retryAfterMs);
      throw new Error('The platform did not replace a message: it is tried again', { cause: sending.cause });
  }
}
