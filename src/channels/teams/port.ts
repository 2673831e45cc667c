import type { Card } from '../../rendering/card.js';
import type { Log } from '../../service/log.js';
import type { Destination, PlatformPort, Sending } from '../port.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import { type Mailbox, openPersonalChat, post, renderMessage, replace, statusOf } from './messages.js';
import { outcomeOf, outcomeOfUpdate } from './outcome.js';
import { teamsWords } from './teams-words.js';

/** A conversation as stored from a turn: its `place.id` and `reference`. */
export interface StoredConversation {
  readonly externalId: string;
  /** `serviceUrl` and `botId`; in a channel `thread` as well, to reply in a thread. */
  readonly reference: Readonly<Record<string, string>>;
  /** Of a personal chat: the tenant, and Teams `from.id` of whose it is. */
  readonly owner?: { readonly tenant: string; readonly transportId: string };
}

/** An account known from a channel, without a personal chat. */
export interface NoChatYet {
  readonly tenant: string;
  /** Teams `from.id`. */
  readonly transportId: string;
  /** The reference of any conversation in that tenant. */
  readonly reference: Readonly<Record<string, string>>;
}

/** Finds destinations by the ids of our records. Undefined when unknown, or when the bot was removed. */
export interface TeamsDestinations {
  conversation(conversationId: string): Promise<StoredConversation | undefined>;
  personal(accountId: string): Promise<StoredConversation | NoChatYet | undefined>;
  /** Any personal chat in a tenant, with whose it is. */
  anyOf(tenant: string): Promise<StoredConversation | undefined>;
}

/** A question that nobody waits for. */
const probeWithin = { timeout: 5_000 } as const;

export function teamsPort(adapter: StaffroomTeamsAdapter, destinations: TeamsDestinations, log: Log): PlatformPort {
  const refused = (cause: unknown) => log.error({ err: cause }, 'Teams refuses a card: it was sent in words');
  const sending = async (
    destination: Destination,
    send: (to: Mailbox) => Promise<string>,
    outcome = outcomeOf,
  ): Promise<Sending> => {
    const found = await resolve(adapter, destinations, destination);
    if ('kind' in found) return found;
    try {
      return { kind: 'taken', messageId: await send({ ...found, refused }) };
    } catch (cause) {
      return outcome(cause);
    }
  };
  return {
    platform: 'teams',
    post: (destination, card) => sending(destination, (to) => post(to, messageOf(card))),
    update: (destination, messageId, card) =>
      sending(
        destination,
        async (to) => {
          await replace(to, messageId, messageOf(card));
          return messageId;
        },
        outcomeOfUpdate,
      ),
    works: async (tenant) => works(adapter, await destinations.anyOf(tenant)),
  };
}

/** Asks for somebody who has a chat with the bot, which shows nothing to anybody and wants what a message wants. */
async function works(adapter: StaffroomTeamsAdapter, chat: StoredConversation | undefined): Promise<boolean> {
  const { serviceUrl } = chat?.reference ?? {};
  if (!chat?.owner || !serviceUrl) return false;
  try {
    const { conversations } = await adapter.connector(serviceUrl);
    await conversations.getConversationMember(chat.externalId, chat.owner.transportId, probeWithin);
    return true;
  } catch (fault) {
    // They are gone, which Teams says to nobody whose sign-in it refuses.
    return statusOf(fault) === 404;
  }
}

function messageOf(card: Card<string>) {
  return renderMessage({ kind: 'card', card });
}

/** Finds the chat, or opens it, which may be tried again whatever becomes of it. */
async function resolve(
  adapter: StaffroomTeamsAdapter,
  destinations: TeamsDestinations,
  destination: Destination,
): Promise<Mailbox | Exclude<Sending, { kind: 'taken' }>> {
  const found =
    destination.kind === 'conversation'
      ? await destinations.conversation(destination.conversationId)
      : await destinations.personal(destination.accountId);
  const { serviceUrl, botId, thread } = found?.reference ?? {};
  if (!found || !serviceUrl || !botId) {
    const words = destination.kind === 'conversation' ? teamsWords.noConversation : teamsWords.noAccount;
    return { kind: 'gone', of: 'recipient', cause: new Error(words) };
  }
  try {
    const connector = await adapter.connector(serviceUrl);
    if ('externalId' in found) {
      const conversationId = thread ? `${found.externalId};messageid=${thread}` : found.externalId;
      return { connector, botId, conversationId };
    }
    const who = { botId, userId: found.transportId, tenant: found.tenant };
    return { connector, botId, conversationId: await openPersonalChat(connector, who) };
  } catch (cause) {
    const outcome = outcomeOf(cause);
    return outcome.kind === 'unknown' ? { kind: 'not-taken', why: 'away', cause } : outcome;
  }
}
