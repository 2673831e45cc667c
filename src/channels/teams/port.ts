import type { Card } from '../../rendering/card.js';
import type { Log } from '../../service/log.js';
import type { Destination, PlatformPort, Sending } from '../port.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import { type Mailbox, openPersonalChat, post, renderMessage, replace } from './messages.js';
import { outcomeOf } from './outcome.js';
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
}

export function teamsPort(adapter: StaffroomTeamsAdapter, destinations: TeamsDestinations, log: Log): PlatformPort {
  const refused = (cause: unknown) => log.error({ err: cause }, 'Teams refuses a card: it was sent in words');
  const sending = async (destination: Destination, send: (to: Mailbox) => Promise<string>): Promise<Sending> => {
    const found = await resolve(adapter, destinations, destination);
    if ('kind' in found) return found;
    try {
      return { kind: 'taken', messageId: await send({ ...found, refused }) };
    } catch (cause) {
      return outcomeOf(cause);
    }
  };
  return {
    platform: 'teams',
    post: (destination, card) => sending(destination, (to) => post(to, messageOf(card))),
    update: (destination, messageId, card) =>
      sending(destination, async (to) => {
        await replace(to, messageId, messageOf(card));
        return messageId;
      }),
  };
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
