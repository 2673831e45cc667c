import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { within } from '../domain/durations.js';

/** The connections of a server, and the answers under way on some of them. */
export interface OpenConnections {
  readonly all: ReadonlySet<Socket>;
  readonly answering: ReadonlyMap<Socket, ServerResponse>;
}

export function watchConnections(server: Server): OpenConnections {
  const all = new Set<Socket>();
  const answering = new Map<Socket, ServerResponse>();
  server.on('connection', (socket) => {
    all.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      answering.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    answering.set(socket, response);
    response.once('close', () => answering.delete(socket));
  });
  return { all, answering };
}

/** A request that has begun to arrive gets this long to arrive in full. Milliseconds. */
const arrivingMs = 1_000;
/** Requests under way, and the work that outlasts them, get this long. Milliseconds. */
const finishingMs = 4_000;
/** What was said last gets this long to be read. Milliseconds. */
const readingMs = 250;

/** To somebody whose request has not arrived in full. */
const farewell = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n';

/**
 * Stops accepting connections and waits for requests under way. A connection is never cut in the middle: whoever has sent
 * half a request is told that nobody will answer it.
 * @param settled resolves when work that outlasts its response is done
 * @returns whether all was finished
 */
export async function stopServer(
  server: Server,
  connections: OpenConnections,
  settled: () => Promise<void>,
): Promise<boolean> {
  const closed = new Promise<void>((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
  // A connection that is kept alive does not end by itself when its last request does.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  server.closeIdleConnections();
  const dismissed = delay(arrivingMs, undefined, { ref: false }).then(() => dismiss(connections));
  try {
    await within(
      closed.then(() => settled()),
      finishingMs,
      'Requests are still under way',
    );
    return true;
  } catch {
    await dismissed;
    for (const socket of connections.all) bidFarewell(socket, connections.answering.get(socket));
    await delay(readingMs);
    server.closeAllConnections();
    return false;
  } finally {
    clearInterval(sweep);
  }
}

function dismiss({ all, answering }: OpenConnections): void {
  for (const socket of all) if (!answering.has(socket)) bidFarewell(socket, undefined);
}

/** Half an answer cannot be mended. */
function bidFarewell(socket: Socket, begun: ServerResponse | undefined): void {
  // Unread bytes would turn the end into a reset.
  socket.resume();
  if (begun?.headersSent) socket.end();
  else socket.end(farewell);
  setTimeout(() => socket.destroy(), readingMs).unref();
}
