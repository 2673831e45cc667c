import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port cannot be had; `message` says what to do. */
export class PortFault extends Error {}

/** A port of this process alone. Until `answer` is replaced, whoever asks hears that the service is starting. */
export interface HeldPort {
  readonly server: Server;
  readonly port: number;
  readonly host: string;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Gives the port up. */
  release(): void;
}

/**
 * Takes the port before anything is done, because a second copy by mistake must not work in the first one's place.
 * @throws PortFault when it is taken, with the remedy
 */
export async function holdPort(port: number, host: string): Promise<HeldPort> {
  const server = createServer((request, response) => held.answer(request, response));
  const address = await listen(server, port, host);
  const held: HeldPort = {
    server,
    port: address.port,
    host: address.address,
    answer: sayStarting,
    release: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return held;
}

/** Whoever restarts processes must not restart this one for being slow to start. */
function sayStarting({ url }: IncomingMessage, response: ServerResponse): void {
  const alive = url === '/healthz';
  response.writeHead(alive ? 200 : 503, {
    'content-type': 'application/json; charset=utf-8',
    connection: 'close',
    ...(alive ? {} : { 'retry-after': '5' }),
  });
  response.end(JSON.stringify({ status: alive ? 'alive' : 'starting' }));
}

/** @throws PortFault */
export function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new PortFault(listenRemedy(cause, port, host), { cause })),
    );
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve(server.address() as AddressInfo);
    });
  });
}

function listenRemedy(cause: NodeJS.ErrnoException, port: number, host: string): string {
  if (cause.code === 'EADDRINUSE') {
    return `Port ${port} is taken: stop the other program (perhaps another Staffroom), or set PORT to a free one`;
  }
  if (cause.code === 'EACCES') return `Port ${port} needs privileges: set PORT to one from 1024 up`;
  if (cause.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}: set HOST to one that it has`;
  if (cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN')
    return `The name ${host} is not known here: set HOST to an address of this machine, such as 0.0.0.0`;
  return `Could not listen on ${host}:${port}: check HOST and PORT`;
}
