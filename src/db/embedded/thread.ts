import { once } from 'node:events';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { EmbeddedServer } from './client.js';

/** The start parameters of the thread. */
export interface ThreadData {
  readonly folder: string;
  /** Create the database first, under this name until it is complete. */
  readonly createAs?: string;
}

/** Messages to the thread: a client's port to serve, or to close the database and end. */
export type ThreadOrder = MessagePort | 'close';

/** Messages from the thread. */
export type ThreadWord = 'open';

/** The database's thread, as the service sees it. */
interface Thread extends EmbeddedServer {
  /** Resolves, with the reason, when the thread ended unexpectedly; otherwise never. */
  readonly lost: Promise<Error>;
}

/**
 * Opens the database in a folder in its own thread, and creates it first if asked to.
 * @throws what PGlite throws when the folder cannot be opened
 */
export async function openInThread(data: ThreadData): Promise<Thread> {
  const worker = startWorker(data);
  await said(worker, 'open');
  const order = (what: ThreadOrder) => worker.postMessage(what, typeof what === 'string' ? [] : [what]);
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  let closing = false;
  return {
    serve: order,
    close: async () => {
      if (!closing) order('close');
      closing = true;
      await ended;
    },
    lost: new Promise((resolve) => {
      worker.once('error', resolve);
      worker.once('exit', (code) => {
        if (!closing) resolve(new Error(`The thread of the database ended with code ${code}`));
      });
    }),
  };
}

function startWorker(workerData: ThreadData): Worker {
  const program = import.meta.url.endsWith('.ts') ? '../../workshop/database-thread.mjs' : './embedded-worker.js';
  return new Worker(new URL(program, import.meta.url), { workerData });
}

async function said(worker: Worker, word: ThreadWord): Promise<void> {
  const ending = new AbortController();
  worker.once('exit', () => ending.abort());
  const [heard] = await once(worker, 'message', { signal: ending.signal });
  if (heard !== word) throw new Error(`The thread of the database said ${String(heard)} before it was open`);
}
