import type { Clock } from '../../src/domain/clock.js';

export interface MovableClock extends Clock {
  /** Moves the clock forward by that many milliseconds. */
  advance(ms: number): void;
}

/** A clock that stands still until moved. @param at ISO 8601, in UTC */
export function clockAt(at: string): MovableClock {
  let time = new Date(at).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
