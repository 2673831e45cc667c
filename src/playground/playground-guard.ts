/**
 * Loaded into the Playground's process before its own code, to keep it on this machine and tie it to the service. The
 * Playground listens on every network interface and has a telemetry client; neither can be configured.
 */

import type * as Dns from 'node:dns';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as Http from 'node:http';
import { createRequire } from 'node:module';
import type * as Net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playgroundPeople } from './people.js';

// The CommonJS module objects, because an ES import could not be patched.
const load = createRequire(import.meta.url);
const http = load('node:http') as typeof Http;
const net = load('node:net') as typeof Net;
const dns = load('node:dns') as { lookup: unknown } & Omit<typeof Dns, 'lookup'>;

listenOnThisMachineOnly();
refuseNamesOfOtherMachines();
keepThePageOnThisMachine();
answerThisMachineOnly();
endWithTheService();
workInItsOwnFolder();

function listenOnThisMachineOnly(): void {
  const listen = net.Server.prototype.listen as (...args: unknown[]) => Net.Server;
  const guarded = function (this: Net.Server, ...args: unknown[]): Net.Server {
    const [port, host, ...rest] = args;
    if (typeof port !== 'number') return listen.apply(this, args);
    const others = typeof host === 'string' ? rest : args.slice(1);
    return listen.call(this, { port, host: '127.0.0.1' }, ...others.filter((other) => typeof other === 'function'));
  };
  Object.assign(net.Server.prototype, { listen: guarded });
}

function refuseNamesOfOtherMachines(): void {
  const lookup = dns.lookup as (...args: unknown[]) => void;
  dns.lookup = (name: string, ...args: unknown[]): void => {
    const here = ['localhost', '127.0.0.1', '::1'].includes(name);
    const answer = args.at(-1) as (error: Error) => void;
    if (here) lookup(name, ...args);
    else process.nextTick(answer, new Error(`The Playground stays on this machine: ${name} was not looked up`));
  };
}

/** Its page loads fonts from a content network; with this header the browser uses its own. */
function keepThePageOnThisMachine(): void {
  const here = "'self' http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*";
  const policy = `default-src ${here} 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'`;
  const writeHead = http.ServerResponse.prototype.writeHead as (...args: unknown[]) => Http.ServerResponse;
  const guarded = function (this: Http.ServerResponse, ...args: unknown[]): Http.ServerResponse {
    this.setHeader('Content-Security-Policy', policy);
    return writeHead.apply(this, args);
  };
  Object.assign(http.ServerResponse.prototype, { writeHead: guarded });
}

/**
 * A foreign page can have its own name resolve to this machine (DNS rebinding), and the browser then lets it read what is
 * here. Its requests and sockets carry that name, so only the names of this machine are answered, and pages of others
 * may not open a socket.
 */
function answerThisMachineOnly(): void {
  const emit = http.Server.prototype.emit as (...args: unknown[]) => boolean;
  const guarded = function (this: Http.Server, event: string, ...args: unknown[]): boolean {
    if (event !== 'request' && event !== 'upgrade') return emit.call(this, event, ...args);
    const [request, other] = args as [Http.IncomingMessage, Http.ServerResponse | Net.Socket];
    if (isNamedHere(request)) return emit.call(this, event, ...args);
    const refusal = 'Only this machine is served: open http://localhost, with the port.\n';
    if (event === 'request')
      (other as Http.ServerResponse).writeHead(421, { 'content-type': 'text/plain' }).end(refusal);
    else (other as Net.Socket).end('HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\n\r\n');
    return true;
  };
  Object.assign(http.Server.prototype, { emit: guarded });
}

/** With the port that it listens on. A page says where it comes from when it opens a socket or sends something. */
function isNamedHere({ headers: { host, origin }, socket }: Http.IncomingMessage): boolean {
  const served = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${socket.localPort}`);
  if (host === undefined || !served.includes(host.toLowerCase())) return false;
  return origin === undefined || (URL.canParse(origin) && served.includes(new URL(origin).host.toLowerCase()));
}

/** The channel closes however the service ends, even by `kill -9`. */
function endWithTheService(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
  // Without the service it is of no use.
  if (!process.connected) process.exit(1);
}

/** The Playground reads its users from a file and writes a log, in a folder that its process creates and removes. */
function workInItsOwnFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-playground-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const people = join(folder, 'people.yml');
  writeFileSync(people, JSON.stringify(playgroundPeople));
  process.env.M365_AGENTS_PLAYGROUND_CONFIG_PATH = people;
  process.env.M365_AGENTS_PLAYGROUND_LOGFILE = join(folder, 'playground.log');
}
