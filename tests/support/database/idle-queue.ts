import type { Queue } from '../../../src/queue/queue.js';

/** Accepts jobs without running them, so that deliveries stay in the ledger for inspection. */
export const idleQueue: Queue = {
  enqueue: async () => undefined,
  enqueueAll: async () => undefined,
  nudge: () => undefined,
  work: async () => undefined,
  stop: async () => undefined,
};

/** Refuses every job, for use cases that must not send anything. @param reason the error message */
export function refusingQueue(reason: string): Queue {
  const refuse = () => Promise.reject(new Error(reason));
  return { enqueue: refuse, enqueueAll: refuse, nudge: () => undefined, work: refuse, stop: refuse };
}
