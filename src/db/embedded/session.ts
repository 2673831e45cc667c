import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';

/** The options every PGlite of ours is opened with. The zone is stated because it would follow the machine's otherwise. */
export const embeddedOptions = {
  // Planning in WebAssembly takes longer than running: a short statement takes 1.0 ms when it is planned once for the session,
  // and 2.4 ms when it is planned each time. May go when PGlite plans as fast as a server does.
  postgresqlconf: ["timezone = 'UTC'", 'plan_cache_mode = force_generic_plan'],
} satisfies PGliteOptions;

/** The one session of a PGlite, which its clients have one after the other. */
export interface Session {
  /** Serves who speaks PostgreSQL's protocol through the port until it is closed; the next waits until then. */
  serve(port: MessagePort): void;
  /** Resolves when everybody who was served has left. */
  left(): Promise<void>;
}

/** Nothing else may touch the PGlite meanwhile. */
export function openSession(lite: PGlite): Session {
  let turn: Promise<void> = Promise.resolve();
  return {
    serve: (port) => {
      // Whoever waits for a turn may leave before it comes.
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
  // A server forgets a client that leaves; here its open transaction, its prepared statements and its settings would be
  // the next one's.
  await lite.exec('ROLLBACK');
  await lite.exec('DISCARD ALL');
}

async function answer(lite: PGlite, port: MessagePort, bytes: Uint8Array): Promise<void> {
  const said: Uint8Array[] = [];
  // What is given here is the database's own memory, to be copied at once.
  await lite.execProtocolRawStream(bytes, { onRawData: (data) => said.push(data.slice()) });
  if (said.length > 0) port.postMessage(said.length === 1 ? said[0] : Buffer.concat(said));
}
