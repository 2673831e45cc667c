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

/** What a channel of the board can receive. */
export type BoardPost = 'summaries' | 'digest';

/** In a personal chat digests are previewed instead. */
export type BoardChannelOutcome =
  | { readonly kind: 'subscribed' | 'already' | 'unsubscribed' | 'not-subscribed' | 'changed' }
  | NoChannel<'board'>;

/** From here on, this channel gets a summary after each event, or the weekly digest. */
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

/** Nothing more comes here of its own accord; questions for the team go on coming unless an organiser says so. */
export function silenceChannel(core: Core, actor: Actor, address: ChannelAddress): Promise<BoardChannelOutcome> {
  const questions = holds(actor, 'organiser') ? (['organisers'] as const) : [];
  return inChannel(core, actor, address, 'board', (conversationId) =>
    endPosts(core, actor, conversationId, ['summaries', 'digest', ...questions]),
  );
}

/** The digest's settings in this channel; undefined where it is not sent. */
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
        // A new time counts from now: a moment that has passed this week is not caught up.
        data: { weekday, minuteOfDay, skipQuietWeeks, sections: [...sections], addedAt: at },
      }),
    );
    return { kind: changed ? 'changed' : 'not-subscribed' };
  });
}
