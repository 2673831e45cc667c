import type { SubscriptionKind } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { endPosts } from './channel-posts.js';

type StopOutcome =
  | { readonly kind: 'unsubscribed' | 'not-subscribed' }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' };

/** A channel or group chat with subscriptions. */
export interface SubscribedChannel {
  readonly conversationId: string;
  /** Null where the platform did not give it. */
  readonly name: string | null;
  readonly isGroup: boolean;
  readonly platform: 'teams' | 'slack';
  readonly kinds: readonly SubscriptionKind[];
  /** The bot has been removed from it. */
  readonly gone: boolean;
}

/** Ends all subscriptions of a channel, including questions for the team. Organisers only. */
export async function stopSending(core: Core, actor: Actor, conversationId: string): Promise<StopOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (!isUuid(conversationId)) return { kind: 'not-subscribed' };
  return endPosts(core, actor, conversationId, ['summaries', 'digest', 'organisers']);
}

/** Channels with subscriptions; empty for anyone who may not see them. */
export async function listChannels(core: Core, actor: Actor): Promise<SubscribedChannel[]> {
  if (!holds(actor, 'organiser')) return [];
  const rows = await core.prisma.conversation.findMany({
    where: { subscriptions: { some: { removedAt: null } } },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      name: true,
      kind: true,
      platform: true,
      goneAt: true,
      subscriptions: { where: { removedAt: null }, orderBy: { kind: 'asc' }, select: { kind: true } },
    },
  });
  return rows.map(({ id, name, kind, platform, goneAt, subscriptions }) => ({
    conversationId: id,
    name,
    isGroup: kind === 'group',
    platform,
    kinds: subscriptions.map((subscription) => subscription.kind),
    gone: goneAt !== null,
  }));
}
