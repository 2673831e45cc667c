/** Addresses that open somebody's own chat with the bot, as far as the platforms have told them. */
export interface ChatLinks {
  slack?: string | undefined;
}

/** For the core's memory: what Slack told of itself is known once it has answered. */
export function createChatLinks(): ChatLinks {
  return {};
}
