import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** How the weekly digest stands. */
export interface DigestState {
  /** Channels and group chats that get it. */
  readonly channels: ReadonlyArray<{ readonly name: string | undefined; readonly isClosed: boolean }>;
  /** How many people get it themselves. */
  readonly readers: number;
  readonly lastSentAt: Date | undefined;
}

/** Undefined for anyone but the board and organisers. */
export async function readDigestState({ prisma }: Core, actor: Actor): Promise<DigestState | undefined> {
  if (!holds(actor, 'board')) return undefined;
  const [subscriptions, readers, last] = await Promise.all([
    prisma.subscription.findMany({
      where: { kind: 'digest', removedAt: null },
      orderBy: { addedAt: 'asc' },
      select: { conversation: { select: { name: true, goneAt: true } } },
    }),
    prisma.digestReader.count({ where: { person: { erasedAt: null } } }),
    prisma.delivery.findFirst({
      where: { kind: 'digest', state: 'sent' },
      orderBy: { sentAt: 'desc' },
      select: { sentAt: true },
    }),
  ]);
  const channels = subscriptions.map(({ conversation: { name, goneAt } }) => ({
    name: name ?? undefined,
    isClosed: goneAt !== null,
  }));
  return { channels, readers, lastSentAt: last?.sentAt ?? undefined };
}
