import type { SubscriptionKind } from '../db/generated/client.js';
import { type Actor, holds } from '../domain/actor.js';
import { type DigestSettings, defaultDigest, digestSections } from '../domain/digest.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import type { ChannelAddress } from './organiser-channels.js';

/** What a channel of the board can receive. */
export type BoardPost = 'summaries' | 'digest';

export type BoardChannelOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' | 'changed' }
  /** A personal chat would go on receiving after a role ends: digests are previewed there instead. */
  | { readonly kind: 'refused'; readonly reason: 'not-board' | 'personal-chat' | 'unknown-place' };

/** From here on, this channel gets a summary after each event, or the weekly digest. */
export async function subscribeChannel(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  kind: BoardPost,
): Promise<BoardChannelOutcome> {
  const conversationId = await placeFor(core, actor, address);
  if (typeof conversationId !== 'string') return conversationId;
  const at = core.clock.now();
  return core.prisma.$transaction(async (tx): Promise<BoardChannelOutcome> => {
    const added = await tx.subscription.createMany({
      data: [{ conversationId, kind, addedById: actor.accountId, addedAt: at, sections: [...defaultDigest.sections] }],
      skipDuplicates: true,
    });
    if (added.count === 0) return { kind: 'already' };
    const line = { act: 'subscribe', subject: 'conversation', subjectId: conversationId, outcome: kind };
    await recordAct(tx, actor, line, at);
    return { kind: 'subscribed' };
  });
}

export async function unsubscribeChannel(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  kind: BoardPost,
): Promise<BoardChannelOutcome> {
  const conversationId = await placeFor(core, actor, address);
  if (typeof conversationId !== 'string') return conversationId;
  const at = core.clock.now();
  return core.prisma.$transaction(async (tx): Promise<BoardChannelOutcome> => {
    const removed = await tx.subscription.updateMany({
      where: { conversationId, kind, removedAt: null },
      data: { removedAt: at },
    });
    if (removed.count === 0) return { kind: 'not-subscribed' };
    const line = { act: 'unsubscribe', subject: 'conversation', subjectId: conversationId, outcome: kind };
    await recordAct(tx, actor, line, at);
    return { kind: 'unsubscribed' };
  });
}

/** Nothing more comes here of its own accord; questions for the team go on coming unless an organiser says so. */
export async function silenceChannel(core: Core, actor: Actor, address: ChannelAddress): Promise<BoardChannelOutcome> {
  const conversationId = await placeFor(core, actor, address);
  if (typeof conversationId !== 'string') return conversationId;
  const at = core.clock.now();
  const kinds: SubscriptionKind[] = [
    'summaries',
    'digest',
    ...(holds(actor, 'organiser') ? ['organisers' as const] : []),
  ];
  return core.prisma.$transaction(async (tx): Promise<BoardChannelOutcome> => {
    const removed = await tx.subscription.updateMany({
      where: { conversationId, kind: { in: kinds }, removedAt: null },
      data: { removedAt: at },
    });
    if (removed.count === 0) return { kind: 'not-subscribed' };
    const line = { act: 'unsubscribe', subject: 'conversation', subjectId: conversationId, outcome: 'all' };
    await recordAct(tx, actor, line, at);
    return { kind: 'unsubscribed' };
  });
}

/** The digest's settings in this channel; undefined where it is not sent. */
export async function digestSettings(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
): Promise<DigestSettings | undefined> {
  const conversationId = await placeFor(core, actor, address);
  if (typeof conversationId !== 'string') return undefined;
  const found = await core.prisma.subscription.findFirst({
    where: { conversationId, kind: 'digest', removedAt: null },
  });
  if (!found) return undefined;
  const { weekday, minuteOfDay, skipQuietWeeks } = found;
  const sections = digestSections.filter((section) => found.sections.includes(section));
  return { weekday, minuteOfDay, skipQuietWeeks, sections };
}

export async function changeDigest(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  settings: DigestSettings,
): Promise<BoardChannelOutcome> {
  const conversationId = await placeFor(core, actor, address);
  if (typeof conversationId !== 'string') return conversationId;
  const at = core.clock.now();
  return core.prisma.$transaction(async (tx): Promise<BoardChannelOutcome> => {
    const { weekday, minuteOfDay, skipQuietWeeks, sections } = settings;
    const changed = await tx.subscription.updateMany({
      where: { conversationId, kind: 'digest', removedAt: null },
      // A new time counts from now: a moment that has passed this week is not caught up.
      data: { weekday, minuteOfDay, skipQuietWeeks, sections: [...sections], addedAt: at },
    });
    if (changed.count === 0) return { kind: 'not-subscribed' };
    const line = { act: 'change-digest', subject: 'conversation', subjectId: conversationId, outcome: 'changed' };
    await recordAct(tx, actor, line, at);
    return { kind: 'changed' };
  });
}

async function placeFor(
  core: Core,
  actor: Actor,
  { platform, tenant, place }: ChannelAddress,
): Promise<string | Extract<BoardChannelOutcome, { kind: 'refused' }>> {
  if (!holds(actor, 'board')) return { kind: 'refused', reason: 'not-board' };
  if (place.kind === 'personal') return { kind: 'refused', reason: 'personal-chat' };
  const conversation = await core.prisma.conversation.findUnique({
    where: { platform_tenant_externalId: { platform, tenant, externalId: place.id } },
    select: { id: true },
  });
  return conversation?.id ?? { kind: 'refused', reason: 'unknown-place' };
}
