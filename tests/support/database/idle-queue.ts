import type { Queue } from '../../../src/queue/queue.js';

/** Takes jobs and does none: what was to be sent stays in the ledger, to be looked at. */
export const idleQueue: Queue = {
  enqueue: async () => undefined,
  enqueueAll: async () => undefined,
  nudge: () => undefined,
  work: async () => undefined,
  stop: async () => undefined,
};

/** Takes no job at all, for what must send nothing. @param reason why not */
export function refusingQueue(reason: string): Queue {
  const refuse = () => Promise.reject(new Error(reason));
  return { enqueue: refuse, enqueueAll: refuse, nudge: () => undefined, work: refuse, stop: refuse };
}
