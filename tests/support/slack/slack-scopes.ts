/**
 * The scope that Slack wants for each thing we do, as its reference gives it
 * (https://docs.slack.dev/reference/methods/<method>, https://docs.slack.dev/reference/events/<event>). What depends on
 * the kind of conversation is told apart: `im` is a person's own chat.
 */
export const methodScopes: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  /** Which app the bot is, for a link that opens it. */
  'bots.info': ['users:read'],
  'assistant.threads.setStatus': ['chat:write'],
  /** Only granted to an app with `agent_view` or `assistant_view`. */
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.unfurl': ['links:write'],
  /** Of public and of private channels. */
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  /** Of public channels, private channels, and chats. */
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  /** Without the second the address is left out of the answer. */
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.update': [],
  'views.publish': [],
};

export const eventScopes: Readonly<Record<string, readonly string[]>> = {
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  assistant_thread_started: [],
  /** Of public and of private channels. */
  member_joined_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  team_join: ['users:read'],
  user_change: ['users:read'],
  app_uninstalled: [],
  link_shared: ['links:read'],
  tokens_revoked: [],
};

/** Slash commands and shortcuts (https://docs.slack.dev/reference/scopes/commands). */
export const commandScope = 'commands';
/** Bytes of a file that somebody sent (https://docs.slack.dev/reference/objects/file-object). */
export const fileScope = 'files:read';
