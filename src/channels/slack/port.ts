import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import { findAccount, findConversation } from '../../app/messages/destinations.js';
import { renderMessage } from '../../rendering/block-kit.js';
import { type Destination, type Look, type PlatformPort, RateLimited, Undeliverable } from '../port.js';
import { Pace } from './channel-rate-limit.js';
import type { SlackClient } from './client.js';
import { faultOf } from './faults.js';
import type { KnowWorkspace } from './workspace.js';

interface PortOptions {
  readonly core: Core;
  readonly client: SlackClient;
  readonly workspace: KnowWorkspace;
}

/** What a message of ours carries, unseen, to be recognised by. */
const deliveryEvent = 'staffroom_delivery';
/** While Slack is out of reach, in milliseconds. */
const unreachedPauseMs = 30_000;
/** Pages of 200 messages each: nobody reads further for one message. */
const mostPages = 5;
/** Our clock and Slack's may differ. */
const clockSkewMs = 5 * 60_000;

export function slackPort(options: PortOptions): PlatformPort {
  const { client } = options;
  const pace = new Pace();
  return {
    platform: 'slack',
    post: async (destination, card, key) => {
      const channel = await channelBefore(options, destination);
      await queueUp(pace, channel, key);
      const metadata = key && { metadata: { event_type: deliveryEvent, event_payload: { key } } };
      const message = { channel, ...renderMessage(card), ...metadata, unfurl_links: false, unfurl_media: false };
      const { ts } = await once(
        () => client.chat.postMessage(message),
        (pauseMs) => pace.hold(channel, Date.now() + pauseMs, Date.now()),
      );
      return { messageId: ts ?? '' };
    },
    update: async (destination, ts, card) => {
      const channel = await channelBefore(options, destination);
      await once(() => client.chat.update({ channel, ts, ...renderMessage(card) }));
    },
    find: async (destination, key, since) => look(options, await channelBefore(options, destination), key, since),
  };
}

async function queueUp(pace: Pace, channel: string, key: string | undefined): Promise<void> {
  const { waitMs, comeBack } = pace.enter(channel, key, Date.now());
  if (comeBack) throw new RateLimited(waitMs);
  if (waitMs > 0) await wait(waitMs);
}

/** @throws Undeliverable when nothing is stored, or it belongs to another workspace than the token's */
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

/** As `channelOf`. What fails here fails before anything was sent, so that there is no doubt. */
async function channelBefore(options: PortOptions, destination: Destination): Promise<string> {
  try {
    return await once(() => channelOf(options, destination));
  } catch (cause) {
    if (cause instanceof RateLimited || cause instanceof Undeliverable) throw cause;
    throw new RateLimited(unreachedPauseMs, { cause });
  }
}

/** What Slack answers, as the port tells it. @param held told when Slack asks to wait, in milliseconds */
async function once<T>(call: () => Promise<T>, held: (pauseMs: number) => void = () => undefined): Promise<T> {
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

/** Reads back what we posted; a message in doubt carries its key. Channels need a scope that the bot may not have. */
async function look({ client }: PortOptions, channel: string, key: string, since: Date): Promise<Look> {
  const oldest = String((since.getTime() - clockSkewMs) / 1000);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const asked = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const { messages = [], response_metadata: more } = await once(() => client.conversations.history(asked));
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
