import type { SqlTx } from '../../db/fast/sql.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { addPosts, type ChannelAddress, endPosts, inChannel, type NoChannel } from './channel-posts.js';

export type SubscribeOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' }
  | NoChannel<'organiser'>;

/** From here on, questions for the team are posted in this channel or group chat. */
export function sendQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return inChannel(core, actor, address, 'organiser', (conversationId) =>
    addPosts(core, actor, conversationId, { kind: 'organisers' }),
  );
}

/** No more questions in this channel. */
export function stopQuestionsHere(core: Core, actor: Actor, address: ChannelAddress): Promise<SubscribeOutcome> {
  return inChannel(core, actor, address, 'organiser', (conversationId) =>
    endPosts(core, actor, conversationId, ['organisers']),
  );
}

/** The channels that get what is for the organisers, by the id of their conversation; none that the bot was taken out of. */
export async function listOrganiserChannels(db: SqlTx): Promise<string[]> {
  const channels = await db.$queryRaw<Array<{ conversationId: string }>>`
    SELECT s."conversationId" FROM "Subscription" s JOIN "Conversation" c ON c.id = s."conversationId"
     WHERE s.kind = 'organisers' AND s."removedAt" IS NULL AND c."goneAt" IS NULL`;
  return channels.map(({ conversationId }) => conversationId);
}
