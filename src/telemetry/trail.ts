import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids of what is being worked on: every line of the log has them, so that one message can be followed without its text. */
export interface Trail {
  /** Of the HTTP request, as the caller got it in `X-Request-Id`. */
  readonly requestId?: string;
  /** The key of the turn: platform, tenant and the platform's id of what somebody did. */
  readonly activity?: string;
  /** Who did it. */
  readonly accountId?: string;
  /** The job of the queue. */
  readonly job?: string;
}

const trails = new AsyncLocalStorage<Trail>();

/** Runs `act`, and all that it starts, with these ids besides those that are known already. */
export function onTrail<Result>(more: Trail, act: () => Result): Result {
  return trails.run({ ...trails.getStore(), ...more }, act);
}

/** The ids of what is being worked on here; empty outside of any work. */
export function currentTrail(): Trail {
  return trails.getStore() ?? {};
}
