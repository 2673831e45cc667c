import { setTimeout as delay } from 'node:timers/promises';
import { type PlatformPort, RateLimited } from '../channels/port.js';
import type { Ports } from './deliver.js';

/** Messages a second that a platform takes from an app in one tenant; undefined where it depends on the chat. */
export type PermittedRates = Readonly<Partial<Record<keyof Ports, number>>>;

/** Teams takes 30 a second for an app and tenant; Slack counts by channel. */
export const permittedRates: PermittedRates = { teams: 30 };

/** Of what is permitted: whoever asks for all of it is told to wait a whole second. */
const shareUsed = 0.985;
/** What may be made up for after a pause of our own, so that a slow moment costs nothing. */
const creditMs = 100;
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
  const interval = 1_000 / (perSecond * shareUsed);
  let nextAt = 0;
  const find = port.find?.bind(port);
  return {
    platform: port.platform,
    update: (destination, messageId, card) => port.update(destination, messageId, card),
    ...(find ? { find } : {}),
    async post(destination, card, key) {
      const at = Math.max(nextAt, Date.now() - creditMs);
      nextAt = at + interval;
      for (let wait = at - Date.now(); wait > 0; wait = at - Date.now()) await delay(wait);
      try {
        return await port.post(destination, card, key);
      } catch (fault) {
        if (fault instanceof RateLimited && fault.retryAfterMs <= longestPauseMs) {
          nextAt = Math.max(nextAt, Date.now() + fault.retryAfterMs);
        }
        throw fault;
      }
    },
  };
}
