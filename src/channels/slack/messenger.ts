import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { SlackBlock, SlackHome, SlackMessage, SlackModal } from '../../rendering/slack-blocks.js';
import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { messageInWords, sendDegrading, viewInWords } from './degrade.js';
import { faultOf } from './faults.js';
import type { MendLinks } from './own-files/file-buttons.js';
import { createSerialByKey } from './serial-by-key.js';

/** A modal without inputs has no submit button. */
export type ShownModal = Omit<SlackModal, 'submit'> & Partial<Pick<SlackModal, 'submit'>>;

/** Posts and updates messages in answer to somebody. Queued messages go through the port. */
export interface Messenger {
  /** @returns the message's `ts` */
  post(to: { readonly channel: string; readonly thread?: string }, message: SlackMessage): Promise<string>;
  replace(channel: string, ts: string, message: SlackMessage): Promise<void>;
  /** Posts a message in a channel that only one person sees. */
  postEphemeral(
    to: { readonly channel: string; readonly thread?: string; readonly user: string },
    message: SlackMessage,
  ): Promise<void>;
  /** Answers at a `response_url`, which is valid for 30 minutes and five uses. @param thread without it the answer leaves the thread */
  respond(responseUrl: string, message: SlackMessage, replacesUsed: boolean, thread?: string): Promise<void>;
  /** The person's own chat with the bot. @returns its channel */
  openChat(user: string): Promise<string>;
  /** @returns the view's id */
  openModal(trigger: string, view: ShownModal): Promise<string>;
  updateModal(view: string, shown: ShownModal): Promise<void>;
  publishHome(user: string, home: SlackHome): Promise<void>;
  /** Shows something below somebody's message, for each of these links in it. */
  unfurl(message: UnfurledMessage, unfurls: Readonly<Record<string, Unfurling>>): Promise<void>;
}

/** What a link is about. */
export interface Unfurling {
  readonly blocks: SlackBlock[];
}

/** A message that was sent, or one that somebody is writing. */
export type UnfurledMessage =
  | { readonly channel: string; readonly ts: string }
  | { readonly unfurl_id: string; readonly source: 'composer' | 'conversations_history' };

const maxChatsCached = 10_000;
/** Total time to wait for Slack, in milliseconds: longer than any Retry-After we have seen. */
const maxWaitMs = 120_000;
const responseWithinMs = 10_000;

/** @param mend replaces links that lead nowhere */
export function createMessenger(client: SlackClient, log: Log, mend: MendLinks): Messenger {
  const noteRefused = (fault: string) =>
    log.error({ fault }, 'Slack refused part of an answer, which is shown without it');
  const sendMessage = <Sent extends SlackMessage, Answer>(message: Sent, send: (shown: Sent) => Promise<Answer>) =>
    sendDegrading(mend(message), messageInWords, (shown) => withRetries(() => send(shown)), noteRefused);
  const showView = <Sent extends ShownModal | SlackHome, Answer>(view: Sent, send: (shown: Sent) => Promise<Answer>) =>
    sendDegrading(mend(view), viewInWords, send, noteRefused);
  const inOrder = createSerialByKey();
  const chats = new Map<string, string>();
  return {
    post: ({ channel, thread }, message) =>
      inOrder(channel, async () => {
        const body = { channel, ...withoutUnfurling(message), ...(thread ? { thread_ts: thread } : {}) };
        const { ts } = await sendMessage(body, (shown) => client.chat.postMessage(shown));
        return ts ?? '';
      }),
    replace: (channel, ts, message) =>
      inOrder(channel, async () => {
        await sendMessage({ channel, ts, ...message }, (shown) => client.chat.update(shown));
      }),
    postEphemeral: ({ channel, thread, user }, message) =>
      inOrder(channel, async () => {
        const body = { channel, user, ...message, ...(thread ? { thread_ts: thread } : {}) };
        await sendMessage(body, (shown) => client.chat.postEphemeral(shown));
      }),
    respond: (responseUrl, message, replacesUsed, thread) =>
      inOrder(responseUrl, () =>
        sendDegrading(
          mend(message),
          messageInWords,
          (shown) =>
            respondAt(responseUrl, {
              ...shown,
              replace_original: replacesUsed,
              ...(thread ? { thread_ts: thread } : {}),
            }),
          noteRefused,
        ),
      ),
    openChat: async (user) => {
      const known = chats.get(user);
      if (known) return known;
      const { channel } = await withRetries(() => client.conversations.open({ users: user }));
      if (!channel?.id) throw new Error('Slack opened a chat but did not return its id: try again');
      if (chats.size >= maxChatsCached) chats.clear();
      chats.set(user, channel.id);
      return channel.id;
    },
    // No retries: a trigger expires after three seconds.
    openModal: async (trigger_id, view) => {
      const opened = await showView(view, (shown) => client.views.open({ trigger_id, view: shown }));
      return opened.view?.id ?? '';
    },
    updateModal: (view_id, view) =>
      inOrder(view_id, async () => {
        await showView(view, (shown) => withRetries(() => client.views.update({ view_id, view: shown })));
      }),
    unfurl: async (message, unfurls) => {
      await withRetries(() => client.chat.unfurl({ ...message, unfurls }));
    },
    publishHome: (user_id, view) =>
      inOrder(user_id, async () => {
        await showView(view, (shown) => withRetries(() => client.views.publish({ user_id, view: shown })));
      }),
  };
}

/** Links in what somebody wrote must not unfurl in our messages. */
function withoutUnfurling(message: SlackMessage) {
  return { ...message, unfurl_links: false, unfurl_media: false };
}

/**
 * Retries after a rate limit and when Slack was unreachable. Any other retry could post the message twice.
 * @throws the SDK's error; see `faultOf`
 */
async function withRetries<T>(send: () => Promise<T>): Promise<T> {
  const until = Date.now() + maxWaitMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const fault = faultOf(error);
      const pause =
        fault.kind === 'rate-limited' ? fault.retryAfterMs : fault.kind === 'unreached' ? 500 * attempt : undefined;
      const hopeless = fault.kind === 'unreached' && attempt === 4;
      if (pause === undefined || hopeless || Date.now() + pause > until) throw error;
      await wait(pause + Math.random() * 200);
    }
  }
}

async function respondAt(responseUrl: string, body: object): Promise<void> {
  const until = Date.now() + maxWaitMs;
  for (;;) {
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', ...body }),
      signal: AbortSignal.timeout(responseWithinMs),
      redirect: 'error',
    });
    const said = await response.text();
    if (response.ok) return;
    // It answers with a code in words or in JSON.
    const code = /invalid_blocks|invalid_attachments|msg_too_long/.exec(said)?.[0];
    if (code) throw new webApi.WebAPIPlatformError({ ok: false, error: code });
    const pause = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
    if (response.status !== 429 || !(Date.now() + pause < until)) {
      throw new Error(`Slack answered ${response.status} at the response address: it has expired`);
    }
    await wait(pause);
  }
}
