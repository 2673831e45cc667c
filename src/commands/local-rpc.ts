import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { Core } from '../app/core.js';
import type { BackupOutcome } from '../db/embedded/backup.js';
import { describeFault } from '../domain/describe-fault.js';
import type { Log } from '../service/log.js';
import { type InputOf, isLocalCommand, type LocalCommand, type OutputOf, runLocalCommand } from './local-commands.js';

/**
 * The endpoint by which the command line reaches the service that has the embedded database open: a separate server on
 * 127.0.0.1, on a port chosen by the system, so that no proxy leads to it. Port and secret are in the database's folder
 * (mode 0700): whoever can read that could change the data anyway, and nobody else is let in.
 */
export interface LocalEndpoint {
  close(): Promise<void>;
}

const endpointFile = 'endpoint.json';
const endpointDetails = z.object({ port: z.number().int().min(1).max(65_535), secret: z.string().min(32) });
/** In bytes; large enough for ten thousand articles. */
const largestBody = 32 * 1024 * 1024;

/** What a call may ask for. */
interface Callable {
  readonly core: Core;
  /** Backs the database up into a file, named by its absolute path. */
  readonly backUp: (out: string) => Promise<BackupOutcome>;
}

const backupInput = z.object({ out: z.string().min(1).max(4_096) });

/** Starts the endpoint of a service with the embedded database. @param dataDir the database's folder */
export async function serveLocalCalls(callable: Callable, dataDir: string, log: Log): Promise<LocalEndpoint> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    answer(callable, secret, request, response).catch((fault: unknown) => {
      log.error({ fault: describeFault(fault) }, 'local command failed');
      send(response, 500, { error: fault instanceof Error ? fault.message : 'The command failed' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const file = join(dataDir, endpointFile);
  const { port } = server.address() as AddressInfo;
  await writeFile(`${file}.new`, JSON.stringify({ port, secret }), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return {
    close: async () => {
      await rm(file, { force: true });
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  { core, backUp }: Callable,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${secret}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return send(response, 401, { error: 'No' });
  const name = request.url?.slice(1) ?? '';
  if (request.method !== 'POST' || (name !== 'backup' && !isLocalCommand(name)))
    return send(response, 404, { error: 'No such command' });
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, { error: 'Too much at once' });
  const input = JSON.parse(body);
  if (name === 'backup') return send(response, 200, await backUp(backupInput.parse(input).out));
  send(response, 200, await runLocalCommand(core, name, input));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/**
 * Runs a command in the running service.
 * @returns undefined when no service answers, so that the folder is free
 * @throws when the service refused or failed, with its message
 */
export async function callRunningService<Name extends LocalCommand>(
  dataDir: string,
  name: Name,
  input: InputOf<Name>,
): Promise<{ readonly output: OutputOf<Name> } | undefined> {
  const output = await call(dataDir, name, input);
  return output === undefined ? undefined : { output: output as OutputOf<Name> };
}

/**
 * Has the running service back its database up.
 * @param out an absolute path where there is nothing yet
 * @returns undefined when no service answers
 * @throws when the service failed, with its message
 */
export async function backUpInService(dataDir: string, out: string): Promise<BackupOutcome | undefined> {
  return (await call(dataDir, 'backup', { out })) as BackupOutcome | undefined;
}

async function call(dataDir: string, name: string, input: unknown): Promise<unknown> {
  const endpoint = await readEndpoint(dataDir);
  const response = endpoint && (await post(endpoint, name, input));
  // A file left behind by a service that was killed: nobody answers, or by now some other program.
  if (!response || response.status === 401 || response.status === 404) return undefined;
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`The running service could not do it: ${JSON.stringify(body)}`);
  return body;
}

async function readEndpoint(dataDir: string): Promise<z.infer<typeof endpointDetails> | undefined> {
  try {
    const read = endpointDetails.safeParse(JSON.parse(await readFile(join(dataDir, endpointFile), 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

async function post(
  endpoint: z.infer<typeof endpointDetails>,
  name: string,
  input: unknown,
): Promise<Response | undefined> {
  try {
    return await fetch(`http://127.0.0.1:${endpoint.port}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${endpoint.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  } catch {
    return undefined;
  }
}
