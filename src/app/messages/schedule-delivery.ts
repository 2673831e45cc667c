import type { SqlTx } from '../../db/fast/sql.js';
import { newId } from '../../db/new-id.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import { mailCopyEnding } from './mail-copies.js';
import type { Message, MessageKind } from './message-kinds.js';
import { priorityOf, sendingRules } from './sending-rules.js';

/** A person, through their most recently used account, or a conversation. */
export type DeliveryTarget = { readonly personId: string } | { readonly conversationId: string };

/** A message without its recipient. Its content is read at the moment of sending. */
export type Notice = Message & {
  /** Identifies the message: the same key is never sent twice. */
  readonly key: string;
};

export type NewDelivery = Notice & {
  readonly to: DeliveryTarget;
  /** By e-mail, even to somebody with a chat; otherwise by e-mail where there is no chat. */
  readonly via?: 'mail';
};

/**
 * Puts a message in the ledger and its job in the queue. Call it in the transaction that makes the change it reports.
 * @returns whether it is new; false when the key exists
 */
export async function scheduleDelivery(core: Core, tx: SqlTx, delivery: NewDelivery): Promise<boolean> {
  return (await scheduleDeliveries(core, tx, [delivery])) === 1;
}

/**
 * The same for several messages, in two statements. Whoever said *mail me too* gets a copy by e-mail besides the chat.
 * @param hold they are in the ledger, and get their jobs when it is released; when left out, that of the core
 * @returns how many are new, without the copies
 */
export async function scheduleDeliveries(
  core: Core,
  tx: SqlTx,
  deliveries: readonly NewDelivery[],
  hold: Hold | undefined = core.hold,
): Promise<number> {
  if (deliveries.length === 0) return 0;
  const rows = deliveries.map(({ to, ...delivery }) => ({ id: newId(), ...delivery, ...to }));
  const now = core.clock.now();
  const created = await tx.$queryRaw<Created[]>`
    INSERT INTO "Delivery" (id, key, kind, payload, "dueAt", "createdAt", "personId", "conversationId", via, "heldById")
    SELECT id, key, kind, payload, ${hold?.until ?? now}::timestamptz, ${now}::timestamptz, "personId", "conversationId", via,
           ${hold?.id ?? null}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS delivery (id uuid, key text, kind text, payload jsonb, "personId" uuid, "conversationId" uuid, via "DeliveryWay")
    ON CONFLICT DO NOTHING RETURNING id, kind`;
  const copies = await addMailCopies(core, tx, created);
  if (!hold) await enqueueDeliveries(core, tx, [...created, ...copies]);
  return created.length;
}

/** The jobs of deliveries in the ledger. */
export function enqueueDeliveries(core: Core, tx: SqlTx, deliveries: readonly Created[]): Promise<void> {
  return core.queue.enqueueAll(
    tx,
    deliveries.map(({ id, kind }) => ({ name: 'deliver', data: { deliveryId: id }, priority: priorityOf(kind) })),
  );
}

interface Created {
  readonly id: string;
  readonly kind: MessageKind;
}

/**
 * Adds the copies by e-mail of deliveries just made, for people who have a chat and said *mail me too*.
 * @returns the copies, whose jobs are still to be queued
 */
export async function addMailCopies(core: Core, tx: SqlTx, created: readonly Created[]): Promise<Created[]> {
  const copied = created.filter(({ kind }) => sendingRules[kind].mail !== 'never').map(({ id }) => id);
  if (!core.mailConnected || copied.length === 0) return [];
  return tx.$queryRaw<Created[]>`
    INSERT INTO "Delivery" (id, key, kind, payload, "dueAt", "createdAt", "personId", via, "heldById")
    SELECT gen_random_uuid(), d.key || ${mailCopyEnding}::text, d.kind, d.payload, d."dueAt", d."createdAt", d."personId", 'mail',
           d."heldById"
      FROM "Delivery" d JOIN "Person" p ON p.id = d."personId" AND p.mails = 'too'
     WHERE d.id = ANY(${copied}::uuid[]) AND d.via IS NULL AND EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id AND a."goneAt" IS NULL)
    ON CONFLICT DO NOTHING RETURNING id, kind`;
}
