export type Platform = 'teams' | 'slack';

/** An account as authenticated by the platform: a Teams tenant and AAD object id, or a Slack team and user id. */
export interface AccountKey {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}

/** The conversation of a turn, which its answer goes to. `id` is the platform's own, without a thread. */
export interface Place {
  readonly kind: 'personal' | 'group' | 'channel';
  readonly id: string;
  readonly team?: string;
  /** The channel's name, if the platform gave it. */
  readonly name?: string;
  /** The platform's id of the thread in it that this was said in. */
  readonly thread?: string;
}

/** What is talked of is kept for each thread: "book me on it" means the event of its own thread. */
export function talkOf({ id, thread }: Place): string {
  return thread ? `${id};thread=${thread}` : id;
}
