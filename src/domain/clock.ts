/** Where the time comes from. Passed in, never read from the system by a rule. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
