import { z } from 'zod';

/**
 * What is read of Slack's payloads (https://docs.slack.dev/reference/interaction-payloads,
 * https://docs.slack.dev/reference/events). Fields may be missing or null; unknown fields are ignored.
 */

const id = z.string().min(1);

/** `event` of `message` and `app_mention`. */
export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: id,
  channel_type: z.string().nullish(),
  user: id,
  /** The sender's workspace; with Slack Connect it may be another one. */
  user_team: z.string().nullish(),
  team: z.string().nullish(),
  text: z.string().nullish(),
  ts: id,
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  /** Only where the app is declared an agent (`agent_view`): what the person has before them. */
  app_context: z.unknown(),
});

/** `event` of `message` with subtype `message_changed`. Without `edited` nobody wrote anything: a link was unfurled. */
export const changedEvent = z.object({
  subtype: z.literal('message_changed'),
  channel: id,
  channel_type: z.string().nullish(),
  message: z.object({ ts: id, text: z.string().nullish(), edited: z.object({ ts: id }) }).passthrough(),
  previous_message: z.object({ text: z.string().nullish() }).nullish(),
});

/** `event` of `app_home_opened`. */
export const homeEvent = z.object({ user: id, channel: id, tab: z.string().nullish() });

/** `event` of `assistant_thread_started`, of an app with `assistant_view`. */
export const threadStartedEvent = z.object({
  assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: id }),
});

/** `event` of `member_joined_channel`. */
export const joinEvent = z.object({
  user: id,
  channel: id,
  event_ts: z.string().nullish(),
  inviter: z.string().nullish(),
});

const actor = z.object({
  id,
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  username: z.string().nullish(),
});
const metadata = z.object({ private_metadata: z.string().nullish() });

/** A clicked button: the first of `actions`. */
export const blockActions = z.object({
  user: actor,
  trigger_id: id,
  response_url: z.string().nullish(),
  actions: z.array(z.object({ action_id: id, value: z.string().nullish() })).min(1),
  channel: z.object({ id, name: z.string().nullish() }).nullish(),
  container: z
    .object({ message_ts: z.string().nullish(), is_ephemeral: z.boolean().nullish(), thread_ts: z.string().nullish() })
    .nullish(),
  message: z.object({ thread_ts: z.string().nullish() }).nullish(),
  view: metadata.extend({ id, type: z.string() }).nullish(),
});

/** A submitted modal. */
export const viewSubmission = z.object({
  user: actor,
  trigger_id: id,
  view: metadata.extend({
    id,
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().nullish() })),
    state: z.object({ values: z.unknown() }),
  }),
});

export const slashCommand = z.object({
  user_id: id,
  user_name: z.string().nullish(),
  /** Left out where the app is installed in a whole organisation. */
  team_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  text: z.string().nullish(),
  response_url: id,
  trigger_id: id,
});

/** A global shortcut. */
export const globalShortcut = z.object({ user: actor, callback_id: id, trigger_id: id });

/** A shortcut of a message, with the message that it was chosen for. */
export const messageShortcut = z.object({
  user: actor,
  callback_id: id,
  trigger_id: id,
  response_url: z.string().nullish(),
  message: z.object({ text: z.string().nullish() }),
});

export type BlockActions = z.infer<typeof blockActions>;
export type ViewSubmission = z.infer<typeof viewSubmission>;
