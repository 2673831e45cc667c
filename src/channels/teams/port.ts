import type { Card } from '../../rendering/card.js';
import { type Destination, type PlatformPort, RateLimited, Undeliverable } from '../port.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import {
  isUnreached,
  type Mailbox,
  openPersonalChat,
  post,
  renderMessage,
  replace,
  retryAfterMs,
  statusOf,
} from './messages.js';

/** A conversation as stored from a turn: its `place.id` and `reference`. */
export interface StoredConversation {
  readonly externalId: string;
  /** `serviceUrl` and `botId`; in a channel `thread` as well, to reply in a thread. */
  readonly reference: Readonly<Record<string, string>>;
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

/** Used when Teams does not send Retry-After, or cannot be reached. */
const defaultPauseMs = 5_000;

export function teamsPort(adapter: StaffroomTeamsAdapter, destinations: TeamsDestinations): PlatformPort {
  const mailbox = (destination: Destination) => resolve(adapter, destinations, destination);
  return {
    platform: 'teams',
    post: (destination, card) =>
      callTeams(async () => ({ messageId: await post(await mailbox(destination), messageOf(card)) })),
    update: (destination, messageId, card) =>
      callTeams(async () => replace(await mailbox(destination), messageId, messageOf(card))),
  };
}

function messageOf(card: Card<string>) {
  return renderMessage({ kind: 'card', card });
}

async function resolve(
  adapter: StaffroomTeamsAdapter,
  destinations: TeamsDestinations,
  destination: Destination,
): Promise<Mailbox> {
  const found =
    destination.kind === 'conversation'
      ? await destinations.conversation(destination.conversationId)
      : await destinations.personal(destination.accountId);
  const { serviceUrl, botId, thread } = found?.reference ?? {};
  if (!found || !serviceUrl || !botId) {
    throw new Undeliverable(
      destination.kind === 'conversation'
        ? 'No Teams conversation is stored for this channel or chat: add the bot to it again'
        : 'Nothing is stored to reach this account in Teams: ask the person to write to the bot once',
    );
  }
  const connector = await adapter.connector(serviceUrl);
  if ('externalId' in found) {
    const conversationId = thread ? `${found.externalId};messageid=${thread}` : found.externalId;
    return { connector, botId, conversationId };
  }
  const who = { botId, userId: found.transportId, tenant: found.tenant };
  return { connector, botId, conversationId: await openPersonalChat(connector, who) };
}

/** Maps Teams' faults to those of the port. 403: blocked or removed; 404: no such chat or person any more. */
async function callTeams<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (cause) {
    const status = statusOf(cause);
    if (status === 429 || isUnreached(cause)) throw new RateLimited(retryAfterMs(cause) ?? defaultPauseMs, { cause });
    if (status === 403 || status === 404) {
      throw new Undeliverable(
        `Teams will not take it (${status}): the bot was removed or blocked, or the account is gone`,
        {
          cause,
        },
      );
    }
    throw cause;
  }
}
