import type { DeliveryState } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** One message to a channel of the board, and what became of it. */
export interface Sending {
  readonly kind: 'digest' | 'summary';
  /** The event that a summary is of; null for a digest. */
  readonly event: string | null;
  /** The channel, where the platform told its name. */
  readonly channel: string | null;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  /** Why it was not sent, in words. */
  readonly fault: string | null;
}

/** What was sent to channels, the latest first. Empty for whoever may not know. */
export async function listSendings(core: Core, actor: Actor, limit: number): Promise<Sending[]> {
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
