import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { describeFault, faultOf } from './faults.js';
import type { ReadWorkspace } from './workspace.js';

/** The fields of a Slack user that we use (https://docs.slack.dev/reference/objects/user-object). */
const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_workflow_bot: z.boolean().optional(),
  is_connector_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_invited_user: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  profile: z
    .object({ real_name: z.string().optional(), display_name: z.string().optional(), email: z.string().nullish() })
    .optional(),
});

type SlackUser = z.infer<typeof slackUser>;

export interface Member {
  /** A member or guest of our workspace, not somebody who sees our channels through Slack Connect. */
  readonly ours: boolean;
  /** The display name, if any. */
  readonly name: string | undefined;
}

export interface Directory {
  /** The name of a channel; undefined when it has none, or Slack does not answer in time. */
  channelName(channel: string): Promise<string | undefined>;
  /** Undefined when Slack does not answer in time. */
  find(user: string): Promise<Member | undefined>;
  /** The verified address; see `vouchedAddress`. Not cached. */
  vouchedEmail(user: string): Promise<string | undefined>;
}

const cachedMs = 10 * 60_000;
const maxCached = 5_000;
/** A turn waits at most this long for a name. */
const maxWaitMs = 1_000;

export function createDirectory(client: SlackClient, workspace: ReadWorkspace, log: Log): Directory {
  const findMember = cacheById<Member>(async (user) => {
    try {
      const [found, { team }] = [await readUser(client, user), await workspace()];
      return { ours: isOurs(found, team), name: nameOf(found) };
    } catch (error) {
      const fault = faultOf(error);
      // A user whom our token cannot see belongs to another workspace.
      const unseen = fault.kind === 'refused' && ['user_not_visible', 'user_not_found'].includes(fault.code);
      if (unseen) return { ours: false, name: undefined };
      throw error;
    }
  }, log);
  const findChannel = cacheById<{ readonly name: string | undefined }>(async (channel) => {
    const { channel: found } = await client.conversations.info({ channel });
    // Group chats have generated names.
    return { name: found?.is_mpim ? undefined : found?.name };
  }, log);
  return {
    find: findMember,
    channelName: async (channel) => (await findChannel(channel))?.name,
    vouchedEmail: async (user) => {
      try {
        return vouchedAddress(await readUser(client, user), (await workspace()).team);
      } catch (error) {
        log.warn({ fault: describeFault(error) }, 'the address could not be read');
        return undefined;
      }
    },
  };
}

interface CacheEntry<T> {
  readonly at: number;
  readonly promise: Promise<T | undefined>;
  /** Set once the promise has resolved. */
  answer?: T | undefined;
}

/** Caches the answer for each id. @returns undefined when none comes in time */
function cacheById<T>(ask: (id: string) => Promise<T>, log: Log): (id: string) => Promise<T | undefined> {
  const kept = new Map<string, CacheEntry<T>>();
  const askOrForget = (id: string): Promise<T | undefined> =>
    ask(id).catch((error: unknown) => {
      log.warn({ fault: describeFault(error) }, 'the Slack directory did not answer');
      kept.delete(id);
      return undefined;
    });
  const keep = (id: string, at: number): CacheEntry<T> => {
    if (kept.size >= maxCached) kept.delete(kept.keys().next().value ?? '');
    const asked: CacheEntry<T> = { at, promise: askOrForget(id) };
    kept.set(id, asked);
    void asked.promise.then((answer) => {
      asked.answer = answer;
    });
    return asked;
  };
  return async (id) => {
    const now = Date.now();
    const known = kept.get(id);
    const asked = known && now - known.at < cachedMs ? known : keep(id, now);
    // The usual case: no timer is needed for a cached answer.
    return asked.answer ?? Promise.race([asked.promise, wait(maxWaitMs, undefined, { ref: false })]);
  };
}

async function readUser(client: SlackClient, user: string): Promise<SlackUser> {
  const { user: found } = await client.users.info({ user });
  return slackUser.parse(found);
}

function nameOf(user: SlackUser): string | undefined {
  const names = [user.profile?.real_name, user.real_name, user.profile?.display_name, user.name];
  return names.find((name) => name?.trim())?.trim();
}

function isOurs(user: SlackUser, team: string): boolean {
  return user.team_id === team && user.is_stranger !== true;
}

/**
 * The address by which accounts on both platforms are recognised as one person. Only addresses that Slack confirmed, of
 * full members of our own workspace, are trusted: administrators of other workspaces can enter any address. Addresses of
 * guests, bots, and invited or deleted accounts are not trusted either. No role comes with an address: roles belong to
 * accounts.
 * @returns in lower case
 */
export function vouchedAddress(user: SlackUser, team: string): string | undefined {
  const doubtful = [
    user.deleted,
    user.is_bot,
    user.is_workflow_bot,
    user.is_connector_bot,
    user.is_restricted,
    user.is_ultra_restricted,
    user.is_invited_user,
  ];
  if (!isOurs(user, team) || doubtful.some(Boolean) || user.is_email_confirmed !== true) return undefined;
  const address = user.profile?.email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : undefined;
}
