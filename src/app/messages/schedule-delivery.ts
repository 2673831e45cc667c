import type { SqlTx } from '../../db/fast/sql.js';
import { newId } from '../../db/new-id.js';
import type { Core } from '../core.js';
import type { Message, MessageKind } from './message-kinds.js';
import { priorityOf } from './sending-rules.js';

/** A person, through their most recently used account, or a conversation. */
export type DeliveryTarget = { readonly personId: string } | { readonly conversationId: string };

/** A message without its recipient. Its content is read at the moment of sending. */
export type Notice = Message & {
  /** Identifies the message: the same key is never sent twice. */
  readonly key: string;
};

export type NewDelivery = Notice & { readonly to: DeliveryTarget };

/**
 * Puts a message in the ledger and its job in the queue. Call it in the transaction that makes the change it reports.
 * @returns whether it is new; false when the key exists
 */
export async function scheduleDelivery(core: Core, tx: SqlTx, delivery: NewDelivery): Promise<boolean> {
  return (await scheduleDeliveries(core, tx, [delivery])) === 1;
}

/** The same for several messages, in two statements. @returns how many are new */
export async function scheduleDeliveries(core: Core, tx: SqlTx, deliveries: readonly NewDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  const rows = deliveries.map(({ to, ...delivery }) => ({ id: newId(), ...delivery, ...to }));
  const created = await tx.$queryRaw<Array<{ id: string; kind: MessageKind }>>`
    INSERT INTO "Delivery" (id, key, kind, payload, "dueAt", "personId", "conversationId")
    SELECT id, key, kind, payload, ${core.clock.now()}::timestamptz, "personId", "conversationId"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS delivery (id uuid, key text, kind text, payload jsonb, "personId" uuid, "conversationId" uuid)
    ON CONFLICT DO NOTHING RETURNING id, kind`;
  await core.queue.enqueueAll(
    tx,
    created.map(({ id, kind }) => ({ name: 'deliver', data: { deliveryId: id }, priority: priorityOf(kind) })),
  );
  return created.length;
}
