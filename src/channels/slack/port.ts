import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import { findAccount, findConversation } from '../../app/messages/destinations.js';
import { renderMessage } from '../../rendering/block-kit.js';
import type { Log } from '../../service/log.js';
import type { Destination, FindResult, PlatformPort, Sending } from '../port.js';
import { ChannelRateLimit } from './channel-rate-limit.js';
import type { SlackClient } from './client.js';
import { messageInWords, sendDegrading } from './degrade.js';
import { faultOf } from './faults.js';
import type { MendLinks } from './own-files/file-buttons.js';
import { slackWords } from './slack-words.js';
import type { ReadWorkspace } from './workspace.js';

interface PortOptions {
  readonly core: Core;
  readonly client: SlackClient;
  readonly workspace: ReadWorkspace;
  readonly log: Log;
  /** Replaces links that lead nowhere. */
  readonly mend: MendLinks;
}

/** Event type of the hidden metadata by which our messages are found again. */
const deliveryEvent = 'staffroom_delivery';
/** Pages of 200 messages to search for one message. */
const maxPages = 5;
/** Our clock and Slack's may differ. */
const clockSkewMs = 5 * 60_000;

export function slackPort(options: PortOptions): PlatformPort {
  const { client, log, workspace, mend } = options;
  const rateLimit = new ChannelRateLimit();
  const noteRefused = (fault: string) =>
    log.error({ fault }, 'Slack refused part of a message, which is sent without it');
  return {
    platform: 'slack',
    post: async (destination, card, key) => {
      const channel = await channelOf(options, destination);
      if (typeof channel !== 'string') return channel;
      const { waitMs, requeue } = rateLimit.reserve(channel, key, Date.now());
      if (requeue) return { kind: 'not-taken', why: 'our-turn', retryAfterMs: waitMs };
      if (waitMs > 0) await wait(waitMs);
      const metadata = key && { metadata: { event_type: deliveryEvent, event_payload: { key } } };
      const message = { channel, ...mend(renderMessage(card)), ...metadata, unfurl_links: false, unfurl_media: false };
      try {
        const { ts } = await sendDegrading(
          message,
          messageInWords,
          (shown) => client.chat.postMessage(shown),
          noteRefused,
        );
        return { kind: 'taken', messageId: ts ?? '' };
      } catch (cause) {
        const outcome = outcomeOf(cause);
        if (outcome.kind === 'not-taken' && outcome.retryAfterMs !== undefined)
          rateLimit.pause(channel, Date.now() + outcome.retryAfterMs, Date.now());
        return outcome;
      }
    },
    update: async (destination, ts, card) => {
      const channel = await channelOf(options, destination);
      if (typeof channel !== 'string') return channel;
      try {
        const message = { channel, ts, ...mend(renderMessage(card)) };
        await sendDegrading(message, messageInWords, (shown) => client.chat.update(shown), noteRefused);
        return { kind: 'taken', messageId: ts };
      } catch (cause) {
        return outcomeOf(cause);
      }
    },
    find: async (destination, key, since) => {
      const channel = await channelOf(options, destination);
      if (typeof channel === 'string') return findMessage(options, channel, key, since);
      return channel.kind === 'not-taken' ? channel : { kind: 'unseen' };
    },
    works: (tenant) =>
      workspace.check().then(
        ({ team }) => team === tenant,
        () => false,
      ),
  };
}

type NoChannel = Exclude<Sending, { kind: 'taken' | 'unknown' }>;

/** Finds the channel, or opens the chat, which may be tried again whatever becomes of it. */
async function channelOf(options: PortOptions, destination: Destination): Promise<string | NoChannel> {
  try {
    return await findChannel(options, destination);
  } catch (cause) {
    const outcome = outcomeOf(cause);
    return outcome.kind === 'unknown' ? { kind: 'not-taken', why: 'away', cause } : outcome;
  }
}

/** A channel must belong to the workspace of the token. */
async function findChannel(
  { core, client, workspace }: PortOptions,
  destination: Destination,
): Promise<string | NoChannel> {
  const { team } = await workspace();
  if (destination.kind === 'conversation') {
    const found = await findConversation(core.prisma, destination.conversationId);
    if (found?.platform === 'slack' && found.tenant === team) return found.externalId;
    return nowhere(slackWords.noChannel);
  }
  const account = await findAccount(core.prisma, destination.accountId);
  if (account?.platform !== 'slack' || account.tenant !== team) {
    return nowhere(slackWords.otherWorkspace);
  }
  if (account.chat) return account.chat.externalId;
  const { channel } = await client.conversations.open({ users: account.user });
  return channel?.id ?? nowhere(slackWords.noChat);
}

function nowhere(words: string): NoChannel {
  return { kind: 'gone', of: 'recipient', cause: new Error(words) };
}

/** Errors about what a message says: https://docs.slack.dev/reference/methods/chat.postMessage, "Errors". */
const ofTheMessage =
  /^(invalid_|msg_|metadata_|no_text|too_many_|message_|markdown_|as_user|http_|cant_update|edit_window|cannot_reply|duplicate_)/;

/** The channel is closed to us, until the bot is in it again. */
const ofTheChannel = new Set(['channel_not_found', 'is_archived', 'not_in_channel', 'is_inactive']);

/** The person is not there, or takes nothing from a bot. */
const ofThePerson = new Set([
  'cannot_dm_bot',
  'user_deactivated',
  'user_disabled',
  'user_is_bot',
  'user_is_restricted',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
]);

/** What a fault of Slack's says about the message. Only what is truly gone is gone. */
function outcomeOf(cause: unknown): Exclude<Sending, { kind: 'taken' }> {
  const fault = faultOf(cause);
  switch (fault.kind) {
    case 'rate-limited':
      return { kind: 'not-taken', why: 'busy', retryAfterMs: fault.retryAfterMs, cause };
    case 'unreached':
      return { kind: 'not-taken', why: 'away', cause };
    case 'sign-in':
      return { kind: 'not-taken', why: 'sign-in', cause, ...(fault.everywhere ? { trouble: fault.code } : {}) };
    case 'refused':
      return outcomeOfRefusal(fault.code, cause);
    case 'unknown':
      return { kind: 'unknown', cause };
  }
}

function outcomeOfRefusal(code: string, cause: unknown): Exclude<Sending, { kind: 'taken' | 'unknown' }> {
  if (ofTheChannel.has(code)) return { kind: 'gone', of: 'recipient', chat: 'closed', cause };
  if (ofThePerson.has(code)) return { kind: 'gone', of: 'recipient', cause };
  if (ofTheMessage.test(code)) return { kind: 'gone', of: 'message', cause };
  return { kind: 'not-taken', why: 'unexplained', cause };
}

/** Searches the history for the key of a message. Channels need a scope that the bot may not have. */
async function findMessage({ client }: PortOptions, channel: string, key: string, since: Date): Promise<FindResult> {
  const oldest = String((since.getTime() - clockSkewMs) / 1000);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < maxPages; page += 1) {
      const asked = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const { messages = [], response_metadata: more } = await client.conversations.history(asked);
      const found = messages.find(
        ({ metadata }) =>
          metadata?.event_type === deliveryEvent && Reflect.get(Object(metadata.event_payload), 'key') === key,
      );
      if (found?.ts) return { kind: 'found', messageId: found.ts };
      cursor = more?.next_cursor || undefined;
      if (!cursor) return { kind: 'absent' };
    }
  } catch (cause) {
    const outcome = outcomeOf(cause);
    if (outcome.kind === 'unknown') return { kind: 'not-taken', why: 'away', cause };
    if (outcome.kind === 'not-taken' && !mayNotRead(cause)) return outcome;
  }
  return { kind: 'unseen' };
}

function mayNotRead(cause: unknown): boolean {
  const fault = faultOf(cause);
  return fault.kind === 'sign-in' && fault.code === 'missing_scope';
}
