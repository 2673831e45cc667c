import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { faultOf, sayFault } from './faults.js';
import type { KnowWorkspace } from './workspace.js';

/** What Slack tells of a user (https://docs.slack.dev/reference/objects/user-object), as far as we trust it. */
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
  /** Of our own workspace, whole or as a guest; people of others see our channels through Slack Connect. */
  readonly ours: boolean;
  /** The name that Slack shows; undefined when it has none. */
  readonly name: string | undefined;
}

export interface Directory {
  /** The name of a channel; undefined when it has none, or Slack does not tell in time. */
  channelName(channel: string): Promise<string | undefined>;
  /** Undefined when Slack does not tell in time. */
  find(user: string): Promise<Member | undefined>;
  /** The address that Slack vouches for; see `vouchedAddress`. Asked anew each time. */
  vouchedEmail(user: string): Promise<string | undefined>;
}

const keptMs = 10 * 60_000;
const mostKept = 5_000;
/** A turn waits no longer than this for a name. */
const patienceMs = 1_000;

export function createDirectory(client: SlackClient, workspace: KnowWorkspace, log: Log): Directory {
  const findMember = remember<Member>(async (user) => {
    try {
      const [found, { team }] = [await readUser(client, user), await workspace()];
      return { ours: isOurs(found, team), name: nameOf(found) };
    } catch (error) {
      const fault = faultOf(error);
      // Whom our token may not see is none of ours.
      const unseen = fault.kind === 'refused' && ['user_not_visible', 'user_not_found'].includes(fault.code);
      if (unseen) return { ours: false, name: undefined };
      throw error;
    }
  }, log);
  const findChannel = remember<{ readonly name: string | undefined }>(async (channel) => {
    const { channel: found } = await client.conversations.info({ channel });
    // A group chat has a name that nobody gave it.
    return { name: found?.is_mpim ? undefined : found?.name };
  }, log);
  return {
    find: findMember,
    channelName: async (channel) => (await findChannel(channel))?.name,
    vouchedEmail: async (user) => {
      try {
        return vouchedAddress(await readUser(client, user), (await workspace()).team);
      } catch (error) {
        log.warn({ fault: sayFault(error) }, 'the directory does not tell an address');
        return undefined;
      }
    },
  };
}

interface Kept<T> {
  readonly at: number;
  readonly told: Promise<T | undefined>;
  /** Once it is there. */
  answer?: T | undefined;
}

/** Asks once for each id and believes the answer for a while. @returns undefined when none comes in time */
function remember<T>(ask: (id: string) => Promise<T>, log: Log): (id: string) => Promise<T | undefined> {
  const kept = new Map<string, Kept<T>>();
  const askOrForget = (id: string): Promise<T | undefined> =>
    ask(id).catch((error: unknown) => {
      log.warn({ fault: sayFault(error) }, 'the directory does not tell');
      kept.delete(id);
      return undefined;
    });
  const keep = (id: string, at: number): Kept<T> => {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    const asked: Kept<T> = { at, told: askOrForget(id) };
    kept.set(id, asked);
    void asked.told.then((answer) => {
      asked.answer = answer;
    });
    return asked;
  };
  return async (id) => {
    const now = Date.now();
    const known = kept.get(id);
    const asked = known && now - known.at < keptMs ? known : keep(id, now);
    // Nobody waits, and sets a timer, for what is there: that is nearly always so.
    return asked.answer ?? Promise.race([asked.told, wait(patienceMs, undefined, { ref: false })]);
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
 * The address that makes an account here and one elsewhere the same person: one that Slack itself confirmed, of a whole
 * member of our own workspace. What another workspace says of its people is worth nothing, for its administrators may
 * give anybody any address; so are the addresses of guests, of bots, and of accounts that are invited or gone.
 * Whatever the address, no role comes with it: roles belong to accounts.
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
