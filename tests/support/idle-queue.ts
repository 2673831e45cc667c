import type { Queue } from '../../src/queue/queue.js';

/** Takes jobs and does none: what was to be sent stays in the ledger, to be looked at. */
export const idleQueue: Queue = {
  enqueue: async () => undefined,
  enqueueAll: async () => undefined,
  nudge: () => undefined,
  work: async () => undefined,
  stop: async () => undefined,
};
