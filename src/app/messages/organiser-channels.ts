import type { SqlTx } from '../../db/fast/sql.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { addPosts, type ChannelAddress, endPosts, inChannel, type NoChannel } from './channel-posts.js';

export type SubscribeOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' }
  | NoChannel<'organiser'>;

/** Questions for the team are posted in this channel or group chat from now on. */
export function sendQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return inChannel(core, actor, address, 'organiser', (conversationId) =>
    addPosts(core, actor, conversationId, { kind: 'organisers' }),
  );
}

/** Stops posting questions in this channel. */
export function stopQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return inChannel(core, actor, address, 'organiser', (conversationId) =>
    endPosts(core, actor, conversationId, ['organisers']),
  );
}

/** Conversation ids of the organisers' channels that the bot is still a member of. */
export async function listOrganiserChannels(db: SqlTx): Promise<string[]> {
  const channels = await db.$queryRaw<Array<{ conversationId: string }>>`
    SELECT s."conversationId" FROM "Subscription" s JOIN "Conversation" c ON c.id = s."conversationId"
     WHERE s.kind = 'organisers' AND s."removedAt" IS NULL AND c."goneAt" IS NULL`;
  return channels.map(({ conversationId }) => conversationId);
}
