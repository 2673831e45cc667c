// Reads one file in a thread of its own, says what is in it, and ends.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { itemsAtOnce, takeOutLists } from './long-lists.js';
import { type ReadingTask, readingTasks } from './reading-tasks.js';
import type { ReadingOrder, SaidByThread } from './reading-thread.js';

const service = parentPort;
if (!service) throw new Error('This runs as a thread of the service: start that');
const { task, bytes, input } = workerData as ReadingOrder<ReadingTask>;
const say = (said: SaidByThread) => service.postMessage(said);
say({ kind: 'begun' });
const read = readingTasks[task] as (bytes: Uint8Array, input: unknown) => Promise<unknown>;
const { rest, lists } = takeOutLists(await read(bytes, input));
for (const [list, items] of lists.entries()) {
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    const taken = once(service, 'message');
    say({ kind: 'items', list, items: items.slice(from, from + itemsAtOnce) });
    await taken;
  }
}
say({ kind: 'done', rest });
