// Reads one file in a thread of its own, says what is in it, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadingTask, readingTasks } from './reading-tasks.js';
import type { ReadingOrder } from './reading-thread.js';

const service = parentPort;
if (!service) throw new Error('This runs as a thread of the service: start that');
const { task, bytes, input } = workerData as ReadingOrder<ReadingTask>;
service.postMessage('begun');
const read = readingTasks[task] as (bytes: Uint8Array, input: unknown) => Promise<unknown>;
service.postMessage({ output: await read(bytes, input) });
