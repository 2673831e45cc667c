import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import { findAccount, findConversation } from '../../app/messages/destinations.js';
import { renderMessage } from '../../rendering/block-kit.js';
import { type Destination, type FindResult, type PlatformPort, RateLimited, Undeliverable } from '../port.js';
import { ChannelRateLimit } from './channel-rate-limit.js';
import type { SlackClient } from './client.js';
import { faultOf } from './faults.js';
import type { ReadWorkspace } from './workspace.js';

interface PortOptions {
  readonly core: Core;
  readonly client: SlackClient;
  readonly workspace: ReadWorkspace;
}

/** Event type of the hidden metadata by which our messages are found again. */
const deliveryEvent = 'staffroom_delivery';
/** Retry delay while Slack is unreachable, in milliseconds. */
const unreachedPauseMs = 30_000;
/** Pages of 200 messages to search for one message. */
const maxPages = 5;
/** Our clock and Slack's may differ. */
const clockSkewMs = 5 * 60_000;

export function slackPort(options: PortOptions): PlatformPort {
  const { client } = options;
  const rateLimit = new ChannelRateLimit();
  return {
    platform: 'slack',
    post: async (destination, card, key) => {
      const channel = await channelOrFault(options, destination);
      await waitForSlot(rateLimit, channel, key);
      const metadata = key && { metadata: { event_type: deliveryEvent, event_payload: { key } } };
      const message = { channel, ...renderMessage(card), ...metadata, unfurl_links: false, unfurl_media: false };
      const { ts } = await callSlack(
        () => client.chat.postMessage(message),
        (pauseMs) => rateLimit.pause(channel, Date.now() + pauseMs, Date.now()),
      );
      return { messageId: ts ?? '' };
    },
    update: async (destination, ts, card) => {
      const channel = await channelOrFault(options, destination);
      await callSlack(() => client.chat.update({ channel, ts, ...renderMessage(card) }));
    },
    find: async (destination, key, since) =>
      findMessage(options, await channelOrFault(options, destination), key, since),
  };
}

async function waitForSlot(rateLimit: ChannelRateLimit, channel: string, key: string | undefined): Promise<void> {
  const { waitMs, requeue } = rateLimit.reserve(channel, key, Date.now());
  if (requeue) throw new RateLimited(waitMs);
  if (waitMs > 0) await wait(waitMs);
}

/** @throws Undeliverable when no conversation is stored, or it belongs to another workspace than the token */
async function channelOf({ core, client, workspace }: PortOptions, destination: Destination): Promise<string> {
  const { team } = await workspace();
  if (destination.kind === 'conversation') {
    const found = await findConversation(core.prisma, destination.conversationId);
    if (found?.platform === 'slack' && found.tenant === team) return found.externalId;
    throw new Undeliverable('No Slack channel is stored for this: invite the bot to it again');
  }
  const account = await findAccount(core.prisma, destination.accountId);
  if (account?.platform !== 'slack' || account.tenant !== team) {
    throw new Undeliverable('This account is not of the workspace that the bot token belongs to');
  }
  if (account.chat) return account.chat.externalId;
  const { channel } = await client.conversations.open({ users: account.user });
  if (!channel?.id) throw new Undeliverable('Slack opened no chat with this account');
  return channel.id;
}

/** As `channelOf`, but faults become RateLimited, because nothing has been sent yet. */
async function channelOrFault(options: PortOptions, destination: Destination): Promise<string> {
  try {
    return await callSlack(() => channelOf(options, destination));
  } catch (cause) {
    if (cause instanceof RateLimited || cause instanceof Undeliverable) throw cause;
    throw new RateLimited(unreachedPauseMs, { cause });
  }
}

/** Maps Slack's faults to those of the port. @param held called with the delay when Slack rate limits us, in milliseconds */
async function callSlack<T>(call: () => Promise<T>, held: (pauseMs: number) => void = () => undefined): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const fault = faultOf(cause);
    switch (fault.kind) {
      case 'rate-limited':
        held(fault.retryAfterMs);
        throw new RateLimited(fault.retryAfterMs, { cause });
      case 'unreached':
        throw new RateLimited(unreachedPauseMs, { cause });
      case 'refused':
        throw new Undeliverable(`Slack will not take it (${fault.code})`, { cause });
      case 'unknown':
        throw cause;
    }
  }
}

/** Searches the history for the key of a message. Channels need a scope that the bot may not have. */
async function findMessage({ client }: PortOptions, channel: string, key: string, since: Date): Promise<FindResult> {
  const oldest = String((since.getTime() - clockSkewMs) / 1000);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < maxPages; page += 1) {
      const asked = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const { messages = [], response_metadata: more } = await callSlack(() => client.conversations.history(asked));
      const found = messages.find(
        ({ metadata }) =>
          metadata?.event_type === deliveryEvent && Reflect.get(Object(metadata.event_payload), 'key') === key,
      );
      if (found?.ts) return { kind: 'found', messageId: found.ts };
      cursor = more?.next_cursor || undefined;
      if (!cursor) return { kind: 'absent' };
    }
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
  }
  return { kind: 'unseen' };
}
