import { setTimeout as delay } from 'node:timers/promises';
import { type PlatformPort, RateLimited } from '../channels/port.js';
import type { Ports } from './deliver.js';

/** A wait as long as this is the platform's for everybody; a longer one may be about one chat, and is left to its job. */
const longestPauseMs = 5_000;

/**
 * The same ports, each of which posts nothing while its platform has asked to wait a moment. Without it every other job
 * would ask in vain, be told the same, and be put off one by one.
 */
export function patientPorts(ports: Ports): Ports {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, patient(port)]));
}

function patient(port: PlatformPort): PlatformPort {
  let quietUntil = 0;
  const find = port.find?.bind(port);
  return {
    platform: port.platform,
    update: (destination, messageId, card) => port.update(destination, messageId, card),
    ...(find ? { find } : {}),
    async post(destination, card, key) {
      for (let wait = quietUntil - Date.now(); wait > 0; wait = quietUntil - Date.now()) await delay(wait);
      try {
        return await port.post(destination, card, key);
      } catch (fault) {
        if (fault instanceof RateLimited && fault.retryAfterMs <= longestPauseMs) {
          quietUntil = Math.max(quietUntil, Date.now() + fault.retryAfterMs);
        }
        throw fault;
      }
    },
  };
}
