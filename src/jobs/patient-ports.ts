import { setTimeout as delay } from 'node:timers/promises';
import { type PlatformPort, RateLimited } from '../channels/port.js';
import type { Ports } from './deliver.js';

/** Messages a second that a platform takes from an app in one tenant; undefined where it depends on the chat. */
type PermittedRates = Readonly<Partial<Record<keyof Ports, number>>>;

/** Teams takes 30 a second for an app and tenant; Slack counts by channel. */
const permittedRates: PermittedRates = { teams: 30 };

/** Milliseconds in which no more than the permitted number is posted: a second, and what clocks and networks add to it. */
const windowMs = 1_012;
/** A wait as long as this is the platform's for everybody; a longer one may be about one chat, and is left to its job. */
const longestPauseMs = 5_000;

/**
 * The same ports, each of which posts no faster than its platform permits, and nothing while it has asked to wait a
 * moment. Without it every job would ask in vain, be told the same, and be put off one by one.
 */
export function patientPorts(ports: Ports, rates: PermittedRates = permittedRates): Ports {
  return Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      patient(port, rates[port.platform] ?? Number.POSITIVE_INFINITY),
    ]),
  );
}

function patient(port: PlatformPort, perSecond: number): PlatformPort {
  const turn = takeTurns(perSecond);
  const find = port.find?.bind(port);
  return {
    platform: port.platform,
    update: (destination, messageId, card) => port.update(destination, messageId, card),
    ...(find ? { find } : {}),
    async post(destination, card, key) {
      await turn.next();
      try {
        return await port.post(destination, card, key);
      } catch (fault) {
        if (fault instanceof RateLimited && fault.retryAfterMs <= longestPauseMs) turn.pause(fault.retryAfterMs);
        throw fault;
      }
    },
  };
}

/**
 * At most so many turns in any window, however they fall: a platform that counts by its own seconds never counts more. What
 * a slow moment of ours left unused can be made up for at once.
 */
function takeTurns(perWindow: number) {
  /** When the last turns really were, oldest first: no more of them than are permitted. */
  const taken: number[] = [];
  let quietUntil = 0;
  let last = Promise.resolve();
  const openAt = () => Math.max(quietUntil, taken.length >= perWindow ? (taken[0] ?? 0) + windowMs : 0);
  const take = async () => {
    for (let wait = openAt() - Date.now(); wait > 0; wait = openAt() - Date.now()) await delay(wait);
    if (taken.length >= perWindow) taken.shift();
    if (Number.isFinite(perWindow)) taken.push(Date.now());
  };
  return {
    /** One after the other, since a timer may wake late: what counts is when a turn was, not when it was to be. */
    next(): Promise<void> {
      last = last.then(take);
      return last;
    },
    pause(milliseconds: number): void {
      quietUntil = Math.max(quietUntil, Date.now() + milliseconds);
    },
  };
}
