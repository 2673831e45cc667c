import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { describeFault, faultOf } from './faults.js';
import type { ReadWorkspace, Workspace } from './workspace.js';

/** The fields of a Slack user that we use (https://docs.slack.dev/reference/objects/user-object). */
export const slackUser = z.object({
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
  /** Of an Enterprise Grid organisation: all workspaces that they are in. */
  enterprise_user: z.object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() }).nullish(),
  profile: z
    .object({ real_name: z.string().optional(), display_name: z.string().optional(), email: z.string().nullish() })
    .optional(),
});

export type SlackUser = z.infer<typeof slackUser>;

export interface Member {
  /** A member or guest of our workspace or organisation, not somebody who sees our channels through Slack Connect. */
  readonly ours: boolean;
  /** The display name, if any. */
  readonly name: string | undefined;
}

export interface ChannelInfo {
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** Group chats have none. */
  readonly name: string | undefined;
}

export interface Directory {
  /** The name of a channel; undefined when it has none, or Slack does not answer in time. */
  channelName(channel: string): Promise<string | undefined>;
  /** A channel, not older than ten minutes; undefined when the bot cannot see it, or Slack does not answer in time. */
  channel(id: string): Promise<ChannelInfo | undefined>;
  /** A channel as it is now, not as it was kept. @throws the SDK's error; see `faultOf` */
  readChannel(channel: string): Promise<ChannelInfo>;
  /** Undefined when Slack does not answer in time. */
  find(user: string): Promise<Member | undefined>;
  /** Asks Slack again when somebody is looked for next. @returns the name that was kept */
  forget(user: string): string | undefined;
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
      const [found, our] = [await readUser(client, user), await workspace()];
      return { ours: isOurs(found, our), name: nameOf(found) };
    } catch (error) {
      const fault = faultOf(error);
      // A user whom our token cannot see belongs to another workspace.
      const unseen = fault.kind === 'refused' && ['user_not_visible', 'user_not_found'].includes(fault.code);
      if (unseen) return { ours: false, name: undefined };
      throw error;
    }
  }, log);
  const readChannel = async (channel: string): Promise<ChannelInfo> => {
    const { channel: found } = await client.conversations.info({ channel });
    // Group chats have generated names.
    const name = found?.is_mpim ? undefined : found?.name;
    return { isMember: found?.is_member !== false, isArchived: found?.is_archived === true, name };
  };
  const findChannel = cacheById(readChannel, log);
  return {
    find: findMember.find,
    forget: (user) => findMember.forget(user)?.name,
    channel: findChannel.find,
    readChannel: async (channel) => {
      findChannel.forget(channel);
      return readChannel(channel);
    },
    channelName: async (channel) => (await findChannel.find(channel))?.name,
    vouchedEmail: async (user) => {
      try {
        return vouchedAddress(await readUser(client, user), await workspace());
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

/** Answers by id. */
interface Cache<T> {
  /** @returns undefined when none comes in time */
  find(id: string): Promise<T | undefined>;
  /** @returns what was kept */
  forget(id: string): T | undefined;
}

/** Caches the answer for each id. */
function cacheById<T>(ask: (id: string) => Promise<T>, log: Log): Cache<T> {
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
  return {
    find: async (id) => {
      const now = Date.now();
      const known = kept.get(id);
      const asked = known && now - known.at < cachedMs ? known : keep(id, now);
      // The usual case: no timer is needed for a cached answer.
      return asked.answer ?? Promise.race([asked.promise, wait(maxWaitMs, undefined, { ref: false })]);
    },
    forget: (id) => {
      const known = kept.get(id)?.answer;
      kept.delete(id);
      return known;
    },
  };
}

async function readUser(client: SlackClient, user: string): Promise<SlackUser> {
  const { user: found } = await client.users.info({ user });
  return slackUser.parse(found);
}

/** The name that somebody goes by, if Slack has one. */
export function nameOf(user: SlackUser): string | undefined {
  const names = [user.profile?.real_name, user.real_name, user.profile?.display_name, user.name];
  return names.find((name) => name?.trim())?.trim();
}

/** What our token is installed in. */
type Ours = Pick<Workspace, 'team' | 'enterprise'>;

/**
 * Whether somebody belongs to our workspace, or to another one of the same Enterprise Grid organisation, whose administrators are the
 * same. https://docs.slack.dev/enterprise/developing-for-enterprise-orgs
 */
export function isOurs(user: SlackUser, { team, enterprise }: Ours): boolean {
  if (user.is_stranger === true) return false;
  const { enterprise_id, teams } = user.enterprise_user ?? {};
  if (user.team_id === team || teams?.includes(team)) return true;
  return enterprise !== undefined && (enterprise_id === enterprise || user.team_id === enterprise);
}

/**
 * The address by which accounts on both platforms are recognised as one person. Only addresses that Slack confirmed, of
 * full members of our own workspace, are trusted: administrators of other workspaces can enter any address. Addresses of
 * guests, bots, and invited or deleted accounts are not trusted either. No role comes with an address: roles belong to
 * accounts.
 * @returns in lower case
 */
export function vouchedAddress(user: SlackUser, ours: Ours): string | undefined {
  const doubtful = [
    user.deleted,
    user.is_bot,
    user.is_workflow_bot,
    user.is_connector_bot,
    user.is_restricted,
    user.is_ultra_restricted,
    user.is_invited_user,
  ];
  if (!isOurs(user, ours) || doubtful.some(Boolean) || user.is_email_confirmed !== true) return undefined;
  const address = user.profile?.email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : undefined;
}
