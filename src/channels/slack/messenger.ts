import { setTimeout as wait } from 'node:timers/promises';
import type { SlackHome, SlackMessage, SlackModal } from '../../rendering/slack-blocks.js';
import type { SlackClient } from './client.js';
import { faultOf } from './faults.js';
import { createLanes } from './serial-by-key.js';

/** A modal that only shows something: Slack wants no button to send it then. */
export type ShownModal = Omit<SlackModal, 'submit'> & Partial<Pick<SlackModal, 'submit'>>;

/** Everything that is said to people who are there. What goes out by itself has its own way: see the port. */
export interface Messenger {
  /** @returns the message's `ts` */
  post(to: { readonly channel: string; readonly thread?: string }, message: SlackMessage): Promise<string>;
  replace(channel: string, ts: string, message: SlackMessage): Promise<void>;
  /** Where others read, for one person's eyes. */
  whisper(
    to: { readonly channel: string; readonly thread?: string; readonly user: string },
    message: SlackMessage,
  ): Promise<void>;
  /** By the address that came with a command or a press; good for half an hour and five times. */
  respond(responseUrl: string, message: SlackMessage, replacesUsed: boolean): Promise<void>;
  /** The person's own chat with the bot. @returns its channel */
  openChat(user: string): Promise<string>;
  /** @returns the view's id */
  openModal(trigger: string, view: ShownModal): Promise<string>;
  updateModal(view: string, shown: ShownModal): Promise<void>;
  publishHome(user: string, home: SlackHome): Promise<void>;
}

const chatsKept = 10_000;
/** Longest wait for Slack in all, in milliseconds: longer than any Retry-After that was seen. */
const patienceMs = 120_000;
const responseWithinMs = 10_000;

export function createMessenger(client: SlackClient): Messenger {
  const lanes = createLanes();
  const chats = new Map<string, string>();
  return {
    post: ({ channel, thread }, message) =>
      lanes(channel, async () => {
        const said = { channel, ...plainly(message), ...(thread ? { thread_ts: thread } : {}) };
        const { ts } = await patiently(() => client.chat.postMessage(said));
        return ts ?? '';
      }),
    replace: (channel, ts, message) =>
      lanes(channel, async () => {
        await patiently(() => client.chat.update({ channel, ts, ...message }));
      }),
    whisper: ({ channel, thread, user }, message) =>
      lanes(channel, async () => {
        const said = { channel, user, ...message, ...(thread ? { thread_ts: thread } : {}) };
        await patiently(() => client.chat.postEphemeral(said));
      }),
    respond: (responseUrl, message, replacesUsed) =>
      lanes(responseUrl, () => respondAt(responseUrl, { ...message, replace_original: replacesUsed })),
    openChat: async (user) => {
      const known = chats.get(user);
      if (known) return known;
      const { channel } = await patiently(() => client.conversations.open({ users: user }));
      if (!channel?.id) throw new Error('Slack opened a chat and did not say which: try again');
      if (chats.size >= chatsKept) chats.clear();
      chats.set(user, channel.id);
      return channel.id;
    },
    // Not patiently: a trigger lapses in three seconds.
    openModal: async (trigger_id, view) => (await client.views.open({ trigger_id, view })).view?.id ?? '',
    updateModal: (view_id, view) =>
      lanes(view_id, async () => {
        await patiently(() => client.views.update({ view_id, view }));
      }),
    publishHome: (user_id, view) =>
      lanes(user_id, async () => {
        await patiently(() => client.views.publish({ user_id, view }));
      }),
  };
}

/** Links in what somebody wrote must not unfold into pictures of our choosing. */
function plainly(message: SlackMessage) {
  return { ...message, unfurl_links: false, unfurl_media: false };
}

/**
 * Waits as long as Slack asks to, and tries again what never got there; anything else might be said twice.
 * @throws the SDK's error; see `faultOf`
 */
async function patiently<T>(send: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
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
  const until = Date.now() + patienceMs;
  for (;;) {
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', ...body }),
      signal: AbortSignal.timeout(responseWithinMs),
      redirect: 'error',
    });
    await response.arrayBuffer();
    if (response.ok) return;
    const pause = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
    if (response.status !== 429 || !(Date.now() + pause < until)) {
      throw new Error(`Slack answered ${response.status} at the response address: it has lapsed`);
    }
    await wait(pause);
  }
}
