import { type Actor, holds } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import type { ChannelAddress, SubscribeOutcome } from './organiser-channels.js';

/** What the board's channels get; questions for the team are `organisers`. */
export type BoardKind = 'summaries' | 'digest';

/** A channel or group chat that something is sent to. */
export interface SubscribedChannel {
  readonly conversationId: string;
  readonly name: string;
  readonly platform: 'teams' | 'slack';
  readonly kinds: readonly string[];
  /** The bot was taken out of it. */
  readonly gone: boolean;
}

/** From here on, summaries of events or the weekly digest are posted in this channel or group chat. Organisers only. */
export async function sendToBoardHere(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  kind: BoardKind,
): Promise<SubscribeOutcome> {
  const place = await findPlace(core, actor, address);
  if (typeof place !== 'string') return place;
  const at = core.clock.now();
  return core.prisma.$transaction(async (tx): Promise<SubscribeOutcome> => {
    const added = await tx.subscription.createMany({
      data: [{ conversationId: place, kind, addedById: actor.accountId, addedAt: at }],
      skipDuplicates: true,
    });
    if (added.count === 0) return { kind: 'already' };
    await recordAct(tx, actor, { act: 'subscribe', subject: 'conversation', subjectId: place, outcome: kind }, at);
    return { kind: 'subscribed' };
  });
}

/** Nothing more is sent here of its own accord. Organisers only. */
export async function stopSendingHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  const place = await findPlace(core, actor, address);
  return typeof place === 'string' ? stopSending(core, actor, place) : place;
}

/** The same for a channel of the list, from elsewhere. */
export async function stopSending(core: Core, actor: Actor, conversationId: string): Promise<SubscribeOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (!/^[0-9a-f-]{36}$/.test(conversationId)) return { kind: 'not-subscribed' };
  const at = core.clock.now();
  return core.prisma.$transaction(async (tx): Promise<SubscribeOutcome> => {
    const ended = await tx.subscription.updateMany({
      where: { conversationId, removedAt: null },
      data: { removedAt: at },
    });
    if (ended.count === 0) return { kind: 'not-subscribed' };
    const line = { act: 'unsubscribe', subject: 'conversation', subjectId: conversationId, outcome: 'all' };
    await recordAct(tx, actor, line, at);
    return { kind: 'unsubscribed' };
  });
}

/** Where something is sent; empty for whoever may not know. */
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
    name: name ?? (kind === 'group' ? 'a group chat' : 'a channel'),
    platform,
    kinds: subscriptions.map((subscription) => subscription.kind),
    gone: goneAt !== null,
  }));
}

async function findPlace(
  core: Core,
  actor: Actor,
  { platform, tenant, place }: ChannelAddress,
): Promise<string | Extract<SubscribeOutcome, { kind: 'refused' }>> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (place.kind === 'personal') return { kind: 'refused', reason: 'personal-chat' };
  const conversation = await core.prisma.conversation.findUnique({
    where: { platform_tenant_externalId: { platform, tenant, externalId: place.id } },
    select: { id: true },
  });
  return conversation?.id ?? { kind: 'refused', reason: 'unknown-place' };
}
