import type { Platform } from '../../domain/account.js';
import type { Core } from '../core.js';

/** A message in a channel that was sent and can be replaced. */
export interface SentMessage {
  readonly platform: Platform;
  readonly destination: { readonly kind: 'conversation'; readonly conversationId: string };
  readonly messageId: string;
  readonly message: {
    readonly id: string;
    readonly kind: string;
    readonly personId: null;
    /** As the ledger has it. */
    readonly payload: unknown;
  };
}

/** @returns undefined when there is nothing to replace: not sent, or the bot is no longer there */
export async function findSent(core: Core, deliveryId: string): Promise<SentMessage | 'under-way' | undefined> {
  const row = await core.prisma.delivery.findUnique({
    where: { id: deliveryId },
    select: {
      kind: true,
      state: true,
      messageId: true,
      payload: true,
      conversation: { select: { id: true, platform: true, goneAt: true } },
    },
  });
  if (row?.state === 'claimed') return 'under-way';
  if (row?.state !== 'sent' || !row.messageId || !row.conversation || row.conversation.goneAt) return undefined;
  const { id: conversationId, platform } = row.conversation;
  return {
    platform,
    destination: { kind: 'conversation', conversationId },
    messageId: row.messageId,
    message: { id: deliveryId, kind: row.kind, personId: null, payload: row.payload },
  };
}
