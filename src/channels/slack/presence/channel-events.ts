import { z } from 'zod';
import {
  closeConversation,
  renameConversation,
  reopenConversation,
  type WhyClosed,
} from '../../../app/messages/closed-conversations.js';
import type { Slack } from '../answer.js';
import { describeFault, faultOf } from '../faults.js';

/** Events about a channel that the bot is or was in (https://docs.slack.dev/reference/events), and what each says. */
export const channelEvents = {
  channel_left: 'left',
  group_left: 'left',
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_deleted: 'deleted',
  group_deleted: 'deleted',
  channel_unarchive: 'there',
  group_unarchive: 'there',
  channel_rename: 'there',
  group_rename: 'there',
} as const satisfies Readonly<Record<string, WhyClosed | 'there'>>;

const id = z.string().min(1);
/** `channel` is an id, or in `…_rename` the channel itself. */
const channelEvent = z.object({ channel: z.union([id, z.object({ id, name: z.string().nullish() })]) });

/**
 * A channel was left, archived, deleted, renamed or taken out of the archive. Events come late and twice, so Slack is asked how the
 * channel is now; only where it does not answer is the event believed.
 */
export async function noteChannel(slack: Slack, type: keyof typeof channelEvents, event: unknown): Promise<void> {
  const parsed = channelEvent.safeParse(event);
  if (!parsed.success) return;
  const { channel } = parsed.data;
  const externalId = typeof channel === 'string' ? channel : channel.id;
  const said = channelEvents[type];
  const now = (await readChannel(slack, externalId, said)) ?? {
    state: said,
    name: typeof channel === 'string' ? undefined : (channel.name ?? undefined),
  };
  await keepChannel(slack, externalId, now);
}

/** The bot is in this channel again, perhaps after it was taken out of it. */
export async function noteJoined({ core, workspace }: Slack, channel: string): Promise<void> {
  const { team: tenant } = await workspace();
  await reopenConversation(core, { platform: 'slack', tenant, externalId: channel });
}

interface ChannelNow {
  readonly state: WhyClosed | 'there';
  readonly name?: string | undefined;
}

/** How a channel is now. @returns undefined when Slack does not say */
async function readChannel(
  { directory, log }: Slack,
  channel: string,
  said: WhyClosed | 'there',
): Promise<ChannelNow | undefined> {
  try {
    const { isMember, isArchived, name } = await directory.readChannel(channel);
    return { state: isArchived ? 'archived' : isMember ? 'there' : 'left', name };
  } catch (error) {
    const fault = faultOf(error);
    // A private channel that the bot is no longer in looks like none.
    if (fault.kind === 'refused' && fault.code === 'channel_not_found')
      return { state: said === 'there' ? 'left' : said };
    log.warn({ fault: describeFault(error) }, 'Slack does not say how a channel is now: its event is believed');
    return undefined;
  }
}

async function keepChannel({ core, workspace, log }: Slack, externalId: string, now: ChannelNow): Promise<void> {
  const { team: tenant } = await workspace();
  const key = { platform: 'slack', tenant, externalId } as const;
  if (now.name) await renameConversation(core, key, now.name);
  const changed =
    now.state === 'there' ? await reopenConversation(core, key) : await closeConversation(core, key, now.state);
  if (changed) log.info({ state: now.state }, 'a channel has closed or opened');
}
