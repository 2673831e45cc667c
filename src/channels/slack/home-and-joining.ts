import { findActor } from '../../app/people/home-tabs.js';
import { recogniseAccount } from '../../app/people/people.js';
import { answer, meet, type Slack } from './answer.js';
import { homeEvent, joinEvent } from './payloads.js';
import type { SlackInput } from './slack-input.js';

/**
 * Somebody opened the bot's page. The first time they are welcomed in its chat; the Home tab is shown as things are now,
 * each time.
 * @returns undefined when it is nothing to act upon
 */
export function readHomeOpened(event: unknown): HomeOpened | undefined {
  const parsed = homeEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { user, channel, tab } = parsed.data;
  return {
    // Once in all: who was welcomed is known from then on.
    act: {
      id: `arrived:${user}`,
      user,
      team: undefined,
      name: undefined,
      input: { kind: 'arrived' },
      place: { kind: 'personal', id: channel },
      spot: { kind: 'chat', channel, open: false },
    },
    showsHome: tab !== 'messages',
  };
}

export interface HomeOpened {
  readonly act: SlackInput;
  readonly showsHome: boolean;
}

/** Welcomes whom nobody knows yet, and shows the Home tab. */
export async function openHome(slack: Slack, { act, showsHome }: HomeOpened): Promise<void> {
  const met = await meet(slack, act);
  if (!met) return;
  const known = await findActor(slack.core, met.account);
  if (!known) await answer(slack, act);
  const actor = known ?? (await findActor(slack.core, met.account));
  if (actor?.personId === null) await recogniseAccount(slack.core, actor, await slack.directory.vouchedEmail(act.user));
  if (showsHome) await slack.homes.open(met.account);
}

/** The bot was invited into a channel: it says who it is for. @returns undefined when somebody else joined */
export function readJoined(event: unknown, botUser: string): SlackInput | undefined {
  const parsed = joinEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { user, channel, inviter, event_ts } = parsed.data;
  if (user !== botUser || !inviter) return undefined;
  return {
    id: `joined:${channel}:${event_ts ?? ''}`,
    user: inviter,
    team: undefined,
    name: undefined,
    input: { kind: 'arrived' },
    place: { kind: 'channel', id: channel },
    spot: { kind: 'chat', channel, open: true },
  };
}
