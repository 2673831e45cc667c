import type { Tx } from '../../db/database.js';
import type { Prisma, SubscriptionKind } from '../../db/generated/client.js';
import type { Place } from '../../domain/account.js';
import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** A channel or chat, as the platform identifies it. */
export interface ChannelAddress {
  readonly platform: 'teams' | 'slack';
  readonly tenant: string;
  readonly place: Place;
}

type Steward = 'board' | 'organiser';

export interface NoChannel<R extends Steward> {
  readonly kind: 'refused';
  /** Personal chats cannot subscribe: they would go on receiving posts after a role ends. */
  readonly reason: `not-${R}` | 'personal-chat' | 'unknown-place';
}

/** The conversation id of the channel or group chat, for somebody who holds the role. */
export async function findChannel<R extends Steward>(
  core: Core,
  actor: Actor,
  { platform, tenant, place }: ChannelAddress,
  role: R,
): Promise<string | NoChannel<R>> {
  if (!holds(actor, role)) return { kind: 'refused', reason: `not-${role}` };
  if (place.kind === 'personal') return { kind: 'refused', reason: 'personal-chat' };
  const conversation = await core.prisma.conversation.findUnique({
    where: { platform_tenant_externalId: { platform, tenant, externalId: place.id } },
    select: { id: true },
  });
  return conversation?.id ?? { kind: 'refused', reason: 'unknown-place' };
}

/** Does something for the channel or group chat, for somebody who holds the role. */
export async function inChannel<R extends Steward, Outcome>(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  role: R,
  act: (conversationId: string) => Promise<Outcome>,
): Promise<Outcome | NoChannel<R>> {
  const channel = await findChannel(core, actor, address, role);
  return typeof channel === 'string' ? act(channel) : channel;
}

/** Subscribes the channel to posts of these kinds. */
export async function addPosts(
  core: Core,
  actor: Actor,
  conversationId: string,
  post: Pick<Prisma.SubscriptionCreateManyInput, 'kind' | 'sections'>,
): Promise<{ readonly kind: 'subscribed' | 'already' }> {
  const line = { act: 'subscribe', conversationId, outcome: post.kind } as const;
  const added = await changePosts(core, actor, line, (tx, at) =>
    tx.subscription.createMany({
      data: [{ ...post, conversationId, addedById: actor.accountId, addedAt: at }],
      skipDuplicates: true,
    }),
  );
  return { kind: added ? 'subscribed' : 'already' };
}

/** Ends the channel's subscription to posts of these kinds. */
export async function endPosts(
  core: Core,
  actor: Actor,
  conversationId: string,
  kinds: readonly [SubscriptionKind, ...SubscriptionKind[]],
): Promise<{ readonly kind: 'unsubscribed' | 'not-subscribed' }> {
  const line = { act: 'unsubscribe', conversationId, outcome: kinds.length > 1 ? 'all' : kinds[0] } as const;
  const ended = await changePosts(core, actor, line, (tx, at) =>
    tx.subscription.updateMany({
      where: { conversationId, kind: { in: [...kinds] }, removedAt: null },
      data: { removedAt: at },
    }),
  );
  return { kind: ended ? 'unsubscribed' : 'not-subscribed' };
}

/** Changes a channel's subscriptions and records it, in one transaction. @returns whether anything changed */
export function changePosts(
  core: Core,
  actor: Actor,
  {
    act,
    conversationId,
    outcome,
  }: { readonly act: AuditAct; readonly conversationId: string; readonly outcome: string },
  change: (tx: Tx, at: Date) => Promise<{ readonly count: number }>,
): Promise<boolean> {
  const at = core.clock.now();
  return commit(core, async (tx) => {
    const { count } = await change(tx, at);
    if (count === 0) return false;
    await recordAct(tx, actor, { act, subject: 'conversation', subjectId: conversationId, outcome }, at);
    return true;
  });
}
