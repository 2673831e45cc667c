import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';

/** A person, in whichever of their accounts was seen last, or a conversation. */
export type DeliveryTarget = { readonly personId: string } | { readonly conversationId: string };

export interface NewDelivery {
  /** Names the act: the same key is never sent twice, whoever asks. */
  readonly key: string;
  /** Which card is built when it is sent. */
  readonly kind: string;
  readonly to: DeliveryTarget;
  /** Ids only: the card tells the state of affairs at the moment of sending. */
  readonly payload: Readonly<Record<string, string>>;
}

/**
 * Puts a message in the ledger and its job in the queue, in the transaction of the change that it tells.
 * @returns whether it is new; false when the key is known
 */
export async function scheduleDelivery(core: Core, tx: Tx, delivery: NewDelivery): Promise<boolean> {
  const created = await tx.delivery.createManyAndReturn({
    data: [
      { key: delivery.key, kind: delivery.kind, payload: delivery.payload, dueAt: core.clock.now(), ...delivery.to },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  const row = created[0];
  if (!row) return false;
  await core.queue.enqueue(tx, { name: 'deliver', data: { deliveryId: row.id } });
  return true;
}

/** The same for many at once, in two statements. @returns how many are new */
export async function scheduleDeliveries(core: Core, tx: Tx, deliveries: readonly NewDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  const dueAt = core.clock.now();
  const created = await tx.delivery.createManyAndReturn({
    data: deliveries.map(({ key, kind, payload, to }) => ({ key, kind, payload, dueAt, ...to })),
    skipDuplicates: true,
    select: { id: true },
  });
  await core.queue.enqueueAll(
    tx,
    created.map(({ id }) => ({ name: 'deliver', data: { deliveryId: id } })),
  );
  return created.length;
}
