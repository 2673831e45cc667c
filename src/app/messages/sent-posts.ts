import type { DeliveryState } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** A message to a board channel and its state. */
export interface SentPost {
  readonly kind: 'digest' | 'summary';
  /** The event of a summary; null for a digest. */
  readonly event: string | null;
  /** The channel's name, where the platform gave it. */
  readonly channel: string | null;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  /** Why it was not sent. */
  readonly fault: string | null;
}

/** Messages sent to channels, the latest first. Empty for anyone who may not see them. */
export async function listSentPosts(core: Core, actor: Actor, limit: number): Promise<SentPost[]> {
  if (!holds(actor, 'board')) return [];
  const rows = await core.prisma.delivery.findMany({
    where: { kind: { in: ['digest', 'event-summary'] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      kind: true,
      key: true,
      state: true,
      dueAt: true,
      sentAt: true,
      fault: true,
      conversation: { select: { name: true } },
    },
  });
  const eventOf = (key: string) => key.split(':')[1] ?? '';
  const ids = rows.filter(({ kind }) => kind === 'event-summary').map(({ key }) => eventOf(key));
  const events = await core.prisma.event.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
  const titles = new Map(events.map(({ id, title }) => [id, title]));
  return rows.map(({ kind, key, state, dueAt, sentAt, fault, conversation }) => ({
    kind: kind === 'digest' ? 'digest' : 'summary',
    event: kind === 'digest' ? null : (titles.get(eventOf(key)) ?? null),
    channel: conversation?.name ?? null,
    state,
    dueAt,
    sentAt,
    fault,
  }));
}
