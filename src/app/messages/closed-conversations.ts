import type { Tx } from '../../db/database.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { MessagePayload } from './message-kinds.js';
import type { Tenancy } from './platform-trouble.js';
import { tellOrganisers } from './tell-organisers.js';

/** `refused`: the platform takes nothing for it and says no more. */
export type WhyClosed = MessagePayload<'channel-silent'>['why'];

/** A chat or channel, by our id or by the platform's. */
export type ConversationKey = { readonly id: string } | (Tenancy & { readonly externalId: string });

/**
 * The bot can no longer post in a chat or channel. Nothing is sent there until it is back; where posts were expected, organisers are
 * told.
 * @returns false when it is not on record, or was closed before
 */
export async function closeConversation(core: Core, key: ConversationKey, why: WhyClosed): Promise<boolean> {
  if ('id' in key && !isUuid(key.id)) return false;
  const goneAt = core.clock.now();
  return commit(core, async (tx) => {
    const [closed] = await tx.conversation.updateManyAndReturn({
      where: { ...whereOf(key), goneAt: null },
      data: { goneAt },
      select: { id: true },
    });
    if (!closed) return false;
    await tellOfSilence(core, tx, closed.id, why, goneAt);
    return true;
  });
}

/** Tells organisers of a channel that had posts. Not in that channel: it is closed by now. */
async function tellOfSilence(core: Core, tx: Tx, conversationId: string, why: WhyClosed, at: Date): Promise<void> {
  const posts = await tx.subscription.count({ where: { conversationId, removedAt: null } });
  if (posts === 0) return;
  const key = `channel-silent:${conversationId}:${at.toISOString()}`;
  await tellOrganisers(core, tx, { key, kind: 'channel-silent', payload: { conversationId, why } }, 'the programme');
}

/** The chat that was stored for an account is closed: the next message opens one, if the platform lets it. */
export async function forgetChat(core: Core, { platform, tenant }: Tenancy, accountId: string): Promise<void> {
  await core.prisma.conversation.updateMany({
    where: { platform, tenant, accountId, kind: 'personal', goneAt: null },
    data: { goneAt: core.clock.now() },
  });
}

/** It is there again, such as a channel out of the archive: what is posted there goes on. @returns whether it was closed */
export async function reopenConversation(core: Core, key: ConversationKey): Promise<boolean> {
  const { count } = await core.prisma.conversation.updateMany({
    where: { ...whereOf(key), goneAt: { not: null } },
    data: { goneAt: null },
  });
  return count > 0;
}

/** A channel has another name. */
export async function renameConversation(core: Core, key: ConversationKey, name: string): Promise<void> {
  await core.prisma.conversation.updateMany({ where: whereOf(key), data: { name } });
}

function whereOf(key: ConversationKey) {
  if ('id' in key) return { id: key.id };
  const { platform, tenant, externalId } = key;
  return { platform, tenant, externalId };
}

/** What organisers hear of a channel that is silent. */
export interface SilentChannel {
  readonly name: string | undefined;
  readonly kind: 'personal' | 'group' | 'channel';
  readonly platform: 'teams' | 'slack';
  readonly posts: ReadonlyArray<'summaries' | 'digest' | 'organisers'>;
}

/** A closed channel and what it should get; undefined when it is open again, or gets nothing any more. */
export async function findSilentChannel({ prisma }: Core, id: string): Promise<SilentChannel | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await prisma.conversation.findFirst({
    where: { id, goneAt: { not: null } },
    select: {
      name: true,
      kind: true,
      platform: true,
      subscriptions: { where: { removedAt: null }, orderBy: { kind: 'asc' }, select: { kind: true } },
    },
  });
  if (!row || row.subscriptions.length === 0) return undefined;
  return { ...row, name: row.name ?? undefined, posts: row.subscriptions.map(({ kind }) => kind) };
}
