import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';

/** Options of every PGlite. The zone is set because PGlite would use the machine's. */
export const embeddedOptions = {
  // Planning in WebAssembly takes longer than running: a short statement takes 1.0 ms when planned once for the
  // session, and 2.4 ms when planned each time. Can go when PGlite plans as fast as a server.
  postgresqlconf: ["timezone = 'UTC'", 'plan_cache_mode = force_generic_plan'],
} satisfies PGliteOptions;

/** The one session of a PGlite, used by its clients one after the other. */
export interface Session {
  /** Serves a client of PostgreSQL's protocol through the port until it closes; the next one waits. */
  serve(port: MessagePort): void;
  /** Resolves when all clients have disconnected. */
  left(): Promise<void>;
}

/** Nothing else may use the PGlite in the meantime. */
export function openSession(lite: PGlite): Session {
  let turn: Promise<void> = Promise.resolve();
  return {
    serve: (port) => {
      // A waiting client may disconnect before its turn.
      const closed = once(port, 'close');
      turn = turn.then(() => serveClient(lite, port, closed));
    },
    left: () => turn,
  };
}

async function serveClient(lite: PGlite, port: MessagePort, closed: Promise<unknown>): Promise<void> {
  let work: Promise<void> = Promise.resolve();
  port.on('message', (bytes: Uint8Array) => {
    work = work.then(() => answer(lite, port, bytes));
  });
  await closed;
  await work;
  // A server discards a client's open transaction, prepared statements and settings; here the next client would inherit
  // them.
  await lite.exec('ROLLBACK');
  await lite.exec('DISCARD ALL');
}

async function answer(lite: PGlite, port: MessagePort, bytes: Uint8Array): Promise<void> {
  const said: Uint8Array[] = [];
  // The bytes are the database's own memory, so they are copied at once.
  await lite.execProtocolRawStream(bytes, { onRawData: (data) => said.push(data.slice()) });
  if (said.length > 0) port.postMessage(said.length === 1 ? said[0] : Buffer.concat(said));
}
