import type { Place } from '../domain/account.js';
import { type Actor, holds } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';

/** Where somebody speaks, as the platform names it. */
export interface ChannelAddress {
  readonly platform: 'teams' | 'slack';
  readonly tenant: string;
  readonly place: Place;
}

export type SubscribeOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' }
  /** A personal chat is nobody's channel: it would go on receiving after a role ends. */
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'personal-chat' | 'unknown-place' };

/** From here on, questions for the team are posted in this channel or group chat. */
export async function sendQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return withPlace(core, actor, address, async (conversationId) => {
    const at = core.clock.now();
    return core.prisma.$transaction(async (tx) => {
      const added = await tx.subscription.createMany({
        data: [{ conversationId, kind: 'organisers', addedById: actor.accountId, addedAt: at }],
        skipDuplicates: true,
      });
      if (added.count === 0) return { kind: 'already' };
      const line = { act: 'subscribe', subject: 'conversation', subjectId: conversationId, outcome: 'organisers' };
      await recordAct(tx, actor, line, at);
      return { kind: 'subscribed' };
    });
  });
}

/** No more questions in this channel. */
export async function stopQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return withPlace(core, actor, address, async (conversationId) => {
    const at = core.clock.now();
    return core.prisma.$transaction(async (tx) => {
      const removed = await tx.subscription.updateMany({
        where: { conversationId, kind: 'organisers', removedAt: null },
        data: { removedAt: at },
      });
      if (removed.count === 0) return { kind: 'not-subscribed' };
      const line = { act: 'unsubscribe', subject: 'conversation', subjectId: conversationId, outcome: 'organisers' };
      await recordAct(tx, actor, line, at);
      return { kind: 'unsubscribed' };
    });
  });
}

/** Whether any channel gets the questions: without one, organisers find them by asking. */
export async function hasOrganiserChannel(core: Core): Promise<boolean> {
  const found = await core.prisma.subscription.findFirst({
    where: { kind: 'organisers', removedAt: null, conversation: { goneAt: null } },
    select: { id: true },
  });
  return found !== null;
}

async function withPlace(
  core: Core,
  actor: Actor,
  { platform, tenant, place }: ChannelAddress,
  act: (conversationId: string) => Promise<SubscribeOutcome>,
): Promise<SubscribeOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (place.kind === 'personal') return { kind: 'refused', reason: 'personal-chat' };
  const conversation = await core.prisma.conversation.findUnique({
    where: { platform_tenant_externalId: { platform, tenant, externalId: place.id } },
    select: { id: true },
  });
  return conversation ? act(conversation.id) : { kind: 'refused', reason: 'unknown-place' };
}
