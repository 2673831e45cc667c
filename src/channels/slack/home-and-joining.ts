import { findActor } from '../../app/people/home-tabs.js';
import { recogniseAccount } from '../../app/people/people.js';
import { answer, identifyCaller, type Slack } from './answer.js';
import { homeEvent, joinEvent, threadStartedEvent } from './payloads.js';
import type { SlackInput } from './slack-input.js';

/**
 * `app_home_opened`: the first time, the person is welcomed in the chat; the Home tab is refreshed every time.
 * @returns undefined when the payload is invalid
 */
export function readHomeOpened(event: unknown): HomeOpened | undefined {
  const parsed = homeEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { user, channel, tab } = parsed.data;
  const showsHome = tab !== 'messages';
  return { action: arrivedIn(user, { channel }), showsHome, ...(showsHome ? {} : { suggestsIn: { channel } }) };
}

/**
 * `assistant_thread_started`: somebody has begun a talk with an assistant, which they may do as often as they like.
 * @returns undefined when the payload is invalid
 */
export function readThreadStarted(event: unknown): HomeOpened | undefined {
  const parsed = threadStartedEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { user_id: user, channel_id: channel, thread_ts: thread } = parsed.data.assistant_thread;
  return { action: arrivedIn(user, { channel, thread }), showsHome: false, suggestsIn: { channel, thread } };
}

interface OwnChat {
  readonly channel: string;
  readonly thread?: string;
}

function arrivedIn(user: string, { channel, ...thread }: OwnChat): SlackInput {
  return {
    // One id for each user, because each is welcomed only once.
    id: `arrived:${user}`,
    user,
    team: undefined,
    name: undefined,
    input: { kind: 'arrived' },
    place: { kind: 'personal', id: channel, ...thread },
    target: { kind: 'chat', channel, open: false, ...thread },
  };
}

export interface HomeOpened {
  readonly action: SlackInput;
  readonly showsHome: boolean;
  /** The chat is before them, and words to say first can be offered there. */
  readonly suggestsIn?: OwnChat;
}

/** Welcomes a new user, shows the Home tab, and offers words to say first. */
export async function openHome(slack: Slack, { action, showsHome, suggestsIn }: HomeOpened): Promise<void> {
  const caller = await identifyCaller(slack, action);
  if (typeof caller === 'string') return;
  const known = await findActor(slack.core, caller.account);
  if (!known) await answer(slack, action);
  const actor = known ?? (await findActor(slack.core, caller.account));
  if (actor?.personId === null)
    await recogniseAccount(slack.core, actor, await slack.directory.vouchedEmail(action.user));
  if (showsHome) await slack.homes.open(caller.account);
  if (suggestsIn) await slack.threads.suggest(suggestsIn);
}

/** The bot is in a channel now. */
export interface Joined {
  readonly channel: string;
  /** Somebody invited it, and it introduces itself. */
  readonly greeting: SlackInput | undefined;
}

/** @returns undefined when somebody else joined */
export function readJoined(event: unknown, botUser: string): Joined | undefined {
  const parsed = joinEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { user, channel, inviter, event_ts } = parsed.data;
  if (user !== botUser) return undefined;
  if (!inviter) return { channel, greeting: undefined };
  const greeting: SlackInput = {
    id: `joined:${channel}:${event_ts ?? ''}`,
    user: inviter,
    team: undefined,
    name: undefined,
    input: { kind: 'arrived' },
    place: { kind: 'channel', id: channel },
    target: { kind: 'chat', channel, open: true },
  };
  return { channel, greeting };
}
