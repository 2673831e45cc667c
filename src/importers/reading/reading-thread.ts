import { Worker } from 'node:worker_threads';
import type { ReadingInput, ReadingOutput, ReadingTask } from './reading-tasks.js';

/** What the thread is started with. */
export interface ReadingOrder<Task extends ReadingTask> {
  readonly task: Task;
  readonly bytes: Uint8Array;
  readonly input: ReadingInput<Task>;
}

/** The file needed more time or memory than any list of people. */
interface GaveUp {
  readonly kind: 'gave-up';
  readonly words: string;
}

const mebibyte = 1024 * 1024;
/** The largest honest list needs about half of this; the register of schools is larger. */
const memory = { maxOldGenerationSizeMb: 110, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
const memoryOfRegister = { ...memory, maxOldGenerationSizeMb: 400 };

/**
 * The limits on content refuse a file within two seconds. This limit is for what they miss, and allows for a busy machine.
 */
function longestMs(task: ReadingTask, bytes: number): number {
  return task === 'schools' ? 90_000 : 10_000 + (2_000 * bytes) / mebibyte;
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a thread of its own, with limits on its memory and time, so that no file can slow down or stop the service. One
 * at a time, because each may use all of that memory.
 * @param bytes stay the caller's: the thread has a copy
 * @throws a fault of the reader itself
 */
export function readInThread<Task extends ReadingTask>(
  task: Task,
  bytes: Uint8Array,
  input: ReadingInput<Task>,
): Promise<ReadingOutput<Task> | GaveUp> {
  // `slice` of a Buffer would be the same memory.
  const read = turn.then(() => readNow({ task, bytes: new Uint8Array(bytes), input }));
  turn = read.catch(() => undefined);
  return read;
}

function readNow<Task extends ReadingTask>(order: ReadingOrder<Task>): Promise<ReadingOutput<Task> | GaveUp> {
  const allowedMs = longestMs(order.task, order.bytes.length);
  const worker = startWorker(order);
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<ReadingOutput<Task> | GaveUp>((resolve, reject) => {
    worker.on('message', (said: 'begun' | { output: ReadingOutput<Task> }) => {
      if (said !== 'begun') return resolve(said.output);
      // Loading the reader does not count against the file.
      timer = setTimeout(() => resolve(giveUp('time')), allowedMs);
    });
    worker.once('error', (fault: Error & { code?: string }) => {
      if (fault.code === 'ERR_WORKER_OUT_OF_MEMORY') return resolve(giveUp('memory'));
      reject(new Error(`The thread that reads files failed at ${order.task}: mend the reader`, { cause: fault }));
    });
    worker.once('exit', (code) =>
      reject(new Error(`The thread that reads files ended with code ${code}, saying nothing`)),
    );
  });
  return ended.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

function startWorker(order: ReadingOrder<ReadingTask>): Worker {
  const program = import.meta.url.endsWith('.ts') ? '../../workshop/reading-thread.mjs' : './reading-worker.js';
  return new Worker(new URL(program, import.meta.url), {
    workerData: order,
    // The copy is handed over, not copied again.
    transferList: [order.bytes.buffer as ArrayBuffer],
    resourceLimits: order.task === 'schools' ? memoryOfRegister : memory,
  });
}

function giveUp(what: 'time' | 'memory'): GaveUp {
  const why = what === 'time' ? 'takes longer to read' : 'needs more memory';
  const words = `This file ${why} than any list that people make, so I stopped. Save only its table as CSV, and attach that.`;
  return { kind: 'gave-up', words };
}
