import { type Actor, holds } from '../../domain/actor.js';
import { type DigestSettings, defaultDigest, sectionsAmong } from '../../domain/digest.js';
import type { Core } from '../core.js';
import {
  addPosts,
  type ChannelAddress,
  changePosts,
  endPosts,
  findChannel,
  inChannel,
  type NoChannel,
} from '../messages/channel-posts.js';

/** What a board channel can subscribe to. */
export type BoardPost = 'summaries' | 'digest';

/** Subscriptions are for channels; in a personal chat the digest can only be previewed. */
export type BoardChannelOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' | 'changed' }
  | NoChannel<'board'>;

/** Subscribes this channel to a summary after each event, or to the weekly digest. */
export function subscribeChannel(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  kind: BoardPost,
): Promise<BoardChannelOutcome> {
  return inChannel(core, actor, address, 'board', (conversationId) =>
    addPosts(core, actor, conversationId, { kind, sections: [...defaultDigest.sections] }),
  );
}

export function unsubscribeChannel(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  kind: BoardPost,
): Promise<BoardChannelOutcome> {
  return inChannel(core, actor, address, 'board', (conversationId) => endPosts(core, actor, conversationId, [kind]));
}

/** Ends the subscriptions of this channel. Questions for the team still come unless an organiser stops them. */
export function silenceChannel(core: Core, actor: Actor, address: ChannelAddress): Promise<BoardChannelOutcome> {
  const questions = holds(actor, 'organiser') ? (['organisers'] as const) : [];
  return inChannel(core, actor, address, 'board', (conversationId) =>
    endPosts(core, actor, conversationId, ['summaries', 'digest', ...questions]),
  );
}

/** The digest settings of this channel; undefined where no digest is sent. */
export async function digestSettings(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
): Promise<DigestSettings | undefined> {
  const conversationId = await findChannel(core, actor, address, 'board');
  if (typeof conversationId !== 'string') return undefined;
  const found = await core.prisma.subscription.findFirst({
    where: { conversationId, kind: 'digest', removedAt: null },
  });
  if (!found) return undefined;
  const { weekday, minuteOfDay, skipQuietWeeks } = found;
  return { weekday, minuteOfDay, skipQuietWeeks, sections: sectionsAmong(found.sections) };
}

export function changeDigest(
  core: Core,
  actor: Actor,
  address: ChannelAddress,
  settings: DigestSettings,
): Promise<BoardChannelOutcome> {
  return inChannel(core, actor, address, 'board', async (conversationId) => {
    const { weekday, minuteOfDay, skipQuietWeeks, sections } = settings;
    const line = { act: 'change-digest', conversationId, outcome: 'changed' } as const;
    const changed = await changePosts(core, actor, line, (tx, at) =>
      tx.subscription.updateMany({
        where: { conversationId, kind: 'digest', removedAt: null },
        // The new time applies from now on, so a moment earlier in this week is not sent late.
        data: { weekday, minuteOfDay, skipQuietWeeks, sections: [...sections], addedAt: at },
      }),
    );
    return { kind: changed ? 'changed' : 'not-subscribed' };
  });
}
