export type Platform = 'teams' | 'slack';

/** An account as the platform vouches for it: a Teams tenant and AAD object id, a Slack team and user id. */
export interface AccountKey {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}

/** Where a turn happened and where an answer goes. `id` is the platform's own, without a thread. */
export interface Place {
  readonly kind: 'personal' | 'group' | 'channel';
  readonly id: string;
  readonly team?: string;
  /** The channel's name, when the platform told it. */
  readonly name?: string;
}
