import { MessageChannel, type MessagePort } from 'node:worker_threads';
import pg from 'pg';
import type { Connections } from '../database.js';
import { EmbeddedWire } from './wire.js';

/** Serves clients one after the other. */
export interface EmbeddedServer {
  serve(port: MessagePort): void;
  /** Called when the last client has disconnected. */
  close(): Promise<void>;
  /** Resolves when no client can be served any more. */
  readonly lost?: Promise<Error>;
}

/** A pool of one client, whose server is a PGlite behind a message port. */
export function connectToEmbedded(server: EmbeddedServer): Connections {
  const wires = new Set<EmbeddedWire>();
  let fault: Error | undefined;
  void server.lost?.then((why) => {
    fault = why;
    for (const wire of wires) wire.destroy(why);
  });
  const openWire = () => {
    const { port1, port2 } = new MessageChannel();
    const wire = new EmbeddedWire(port1);
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
    if (fault) wire.destroy(fault);
    else server.serve(port2);
    return wire;
  };
  const pool = new pg.Pool({
    stream: openWire,
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    // A query outside an open transaction waits for the one client for ever, although a server would allow it: it must
    // fail instead.
    connectionTimeoutMillis: 60_000,
  });
  return {
    kind: 'embedded',
    pool,
    ...(server.lost ? { lost: server.lost } : {}),
    close: async () => {
      // Ends clients that are stuck; their transactions are rolled back.
      for (const wire of wires) wire.destroy();
      await server.close();
    },
  };
}
