import { Worker } from 'node:worker_threads';
import { fileWords } from './file-words.js';
import { putBackLists } from './long-lists.js';
import type { ReadingInput, ReadingOutput, ReadingTask } from './reading-tasks.js';

/** What the thread is started with. */
export interface ReadingOrder<Task extends ReadingTask> {
  readonly task: Task;
  readonly bytes: Uint8Array;
  readonly input: ReadingInput<Task>;
}

/** What the thread says, in this order; it goes on after `items` once it is told that they were taken. */
export type SaidByThread =
  | { readonly kind: 'begun' }
  | { readonly kind: 'items'; readonly list: number; readonly items: readonly unknown[] }
  | { readonly kind: 'done'; readonly rest: unknown };

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
 * @param bytes are given to the thread, so that they are there once: the caller's are empty afterwards
 * @throws a fault of the reader itself
 */
export function readInThread<Task extends ReadingTask>(
  task: Task,
  bytes: Uint8Array,
  input: ReadingInput<Task>,
): Promise<ReadingOutput<Task> | GaveUp> {
  const read = turn.then(() => readNow({ task, bytes: ownMemoryOf(bytes), input }));
  turn = read.catch(() => undefined);
  return read;
}

/** A short Buffer is a part of memory that is not its own, of which a copy is given. */
function ownMemoryOf(bytes: Uint8Array): Uint8Array {
  const { buffer, byteLength } = bytes;
  return byteLength === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

function readNow<Task extends ReadingTask>(order: ReadingOrder<Task>): Promise<ReadingOutput<Task> | GaveUp> {
  const allowedMs = longestMs(order.task, order.bytes.length);
  const worker = startWorker(order);
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<ReadingOutput<Task> | GaveUp>((resolve, reject) => {
    const lists: unknown[][] = [];
    worker.on('message', (said: SaidByThread) => {
      switch (said.kind) {
        case 'begun':
          // Loading the reader does not count against the file.
          timer = setTimeout(() => resolve(giveUp('time')), allowedMs);
          return;
        case 'items': {
          const list = lists[said.list] ?? [];
          for (const item of said.items) list.push(item);
          lists[said.list] = list;
          worker.postMessage('taken');
          return;
        }
        case 'done':
          return resolve(putBackLists(said.rest, lists) as ReadingOutput<Task>);
      }
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
    transferList: [order.bytes.buffer as ArrayBuffer],
    resourceLimits: order.task === 'schools' ? memoryOfRegister : memory,
  });
}

function giveUp(what: 'time' | 'memory'): GaveUp {
  const why = what === 'time' ? 'takes longer to read' : 'needs more memory';
  const words = fileWords.stoppedReading(why);
  return { kind: 'gave-up', words };
}
