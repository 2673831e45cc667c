import { findSent } from '../app/messages/delivery-ledger.js';
import { RateLimited } from '../channels/port.js';
import { cardForMessage } from '../conversation/messages.js';
import type { Services } from '../conversation/talk/turn-context.js';
import type { Log } from '../service/log.js';
import type { Ports } from './deliver.js';

const underWayMs = 30_000;

/**
 * Renders a sent message again and updates it, because something in it may no longer be shown. Unsent messages are
 * rendered when they are sent.
 * @throws RateLimited while it is being sent
 */
export async function refresh(services: Services, ports: Ports, log: Log, deliveryId: string): Promise<void> {
  const sent = await findSent(services.core, deliveryId);
  if (sent === 'under-way') throw new RateLimited(underWayMs);
  const port = sent && ports[sent.platform];
  const card = sent && port && (await cardForMessage(services, { ...sent.message, isRefresh: true }));
  if (!sent || !port || !card) return;
  await port.update(sent.destination, sent.messageId, card);
  log.info({ deliveryId, kind: sent.message.kind }, 'message drawn up anew');
}
