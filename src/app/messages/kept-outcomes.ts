import { setTimeout as delay } from 'node:timers/promises';
import { hourMs } from '../../domain/durations.js';

/** Pauses before an outcome is written again, in milliseconds; the last one from then on. */
const pauses = [200, 500, 1_000, 2_000];
/** As long as a message is tried. */
const keptForMs = 3 * hourMs;

/**
 * Outcomes of messages that this process knows and could not write yet: the platform took a message while the database
 * was away, and that must not be forgotten.
 */
export class KeptOutcomes {
  readonly #kept = new Set<string>();

  /** Whether the outcome of this delivery is known here and still to be written. */
  has(deliveryId: string): boolean {
    return this.#kept.has(deliveryId);
  }

  /** Writes an outcome, as often as it takes. @throws what the last try threw, after three hours */
  async write(deliveryId: string, write: () => Promise<void>): Promise<void> {
    const until = performance.now() + keptForMs;
    this.#kept.add(deliveryId);
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await write();
        } catch (fault) {
          if (performance.now() > until) throw fault;
          await delay(pauses[attempt] ?? pauses.at(-1), undefined, { ref: false });
        }
      }
    } finally {
      this.#kept.delete(deliveryId);
    }
  }
}

/** For the core's memory. */
export function keepOutcomes(): KeptOutcomes {
  return new KeptOutcomes();
}
