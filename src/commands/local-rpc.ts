import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { Core } from '../app/core.js';
import { describeFault } from '../domain/describe-fault.js';
import type { Log } from '../service/log.js';
import { type InputOf, isLocalCommand, type LocalCommand, type OutputOf, runLocalCommand } from './local-commands.js';

/**
 * How the command line reaches the service that has the embedded database: a server of its own on 127.0.0.1, at a port that
 * the system picks, beside the public one, so that no proxy leads to it. Whoever can read the database's folder (mode 0700)
 * finds port and secret there and may do what they could do with the folder anyway; nobody else may do anything.
 */
export interface LocalDoor {
  close(): Promise<void>;
}

const doorFile = 'door.json';
const doorSign = z.object({ port: z.number().int().min(1).max(65_535), secret: z.string().min(32) });
/** In bytes: a knowledge file of ten thousand articles. */
const largestBody = 32 * 1024 * 1024;

/** Opens the door of a service that has the embedded database. @param dataDir the database's folder */
export async function serveLocalCalls(core: Core, dataDir: string, log: Log): Promise<LocalDoor> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    answer(core, secret, request, response).catch((fault: unknown) => {
      log.error({ fault: describeFault(fault) }, 'local command failed');
      send(response, 500, { error: fault instanceof Error ? fault.message : 'The command failed' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const file = join(dataDir, doorFile);
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

async function answer(core: Core, secret: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${secret}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return send(response, 401, { error: 'No' });
  const name = request.url?.slice(1) ?? '';
  if (request.method !== 'POST' || !isLocalCommand(name)) return send(response, 404, { error: 'No such command' });
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, { error: 'Too much at once' });
  send(response, 200, await runLocalCommand(core, name, JSON.parse(body)));
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
 * Asks the running service to do a command.
 * @returns undefined when no service answers: then the folder is free
 * @throws when the service refused or failed, with what it said
 */
export async function callRunningService<Name extends LocalCommand>(
  dataDir: string,
  name: Name,
  input: InputOf<Name>,
): Promise<{ readonly output: OutputOf<Name> } | undefined> {
  const sign = await readSign(dataDir);
  const response = sign && (await post(sign, name, input));
  // A sign that a killed service left behind: nobody there, or somebody else's program by now.
  if (!response || response.status === 401 || response.status === 404) return undefined;
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`The running service could not do it: ${JSON.stringify(body)}`);
  return { output: body as OutputOf<Name> };
}

async function readSign(dataDir: string): Promise<z.infer<typeof doorSign> | undefined> {
  try {
    const read = doorSign.safeParse(JSON.parse(await readFile(join(dataDir, doorFile), 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

async function post(sign: z.infer<typeof doorSign>, name: string, input: unknown): Promise<Response | undefined> {
  try {
    return await fetch(`http://127.0.0.1:${sign.port}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sign.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  } catch {
    return undefined;
  }
}
