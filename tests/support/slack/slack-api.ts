import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../teams/teams-connector.js';
import { type Answer, type Call, SlackState } from './slack-state.js';
import { botToken } from './slack-workspace.js';

export type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** Takes the request and never answers. */
  | 'silence'
  /** Does what is asked and cuts the connection before it says so. */
  | 'cut'
  /** Answers after so many milliseconds. */
  | { readonly slowMs: number };

/** Slack's Web API on this machine: what Slack looks like from the service. */
export interface FakeSlack {
  /** For `SLACK_API_URL`. */
  readonly url: string;
  readonly origin: string;
  readonly state: SlackState;
  /** Every call that arrived, refused ones included. */
  readonly calls: readonly Call[];
  callsOf(method: string): readonly Call[];
  /** The next calls of this method end so, one each, before all is well again. */
  fail(method: string, ...troubles: readonly Trouble[]): void;
  /** All is well again, whether the troubles came or not. */
  mend(): void;
  close(): Promise<void>;
}

/** Starts one on a free port, with the scopes of our manifest granted. */
export async function fakeSlack(): Promise<FakeSlack> {
  const state = new SlackState(manifestScopes());
  const calls: Call[] = [];
  const troubles = new Map<string, Trouble[]>();
  const server = createServer((request, response) => void serve(request, response, { state, calls, troubles }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.origin = origin;
  return {
    url: `${origin}/api/`,
    origin,
    state,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    fail: (method, ...more) => {
      troubles.set(method, [...(troubles.get(method) ?? []), ...more]);
    },
    mend: () => troubles.clear(),
    close: () => closeServer(server),
  };
}

function manifestScopes(): string[] {
  const file = new URL('../../../manifests/slack.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).oauth_config.scopes.bot;
}

interface Parts {
  readonly state: SlackState;
  readonly calls: Call[];
  readonly troubles: Map<string, Trouble[]>;
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const [, room, ...rest] = (request.url ?? '').split('/');
  const bytes = await readBytes(request);
  if (room === 'upload') {
    const file = parts.state.uploads.get(rest[0] ?? '');
    if (file) file.body = bytes;
    return reply(response, file ? 200 : 404, { ok: file !== undefined });
  }
  const body = bytes.toString();
  const method = room === 'response' ? 'response_url' : room === 'files' ? 'files' : rest.join('/');
  const args = room === 'response' ? JSON.parse(body) : readArgs(body, request.headers['content-type'] ?? '', method);
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  parts.calls.push({ method, args, token, at: Date.now() });
  const trouble = parts.troubles.get(method)?.shift();
  if (trouble === 'silence') return;
  if (trouble === 'cut' && room === 'files') return cutShort(response);
  if (trouble !== undefined && typeof trouble === 'object' && 'status' in trouble) {
    return reply(response, trouble.status, trouble.body ?? { ok: false, error: 'trouble' }, trouble.headers);
  }
  if (typeof trouble === 'object') await new Promise((resolve) => setTimeout(resolve, trouble.slowMs));
  if (room === 'files') return serveFile(request, response, parts.state, rest.join('/'));
  const answer: Answer =
    room === 'response' ? parts.state.respond(rest[0] ?? '', args) : parts.state.call(method, args, token);
  if (trouble === 'cut') request.socket.destroy();
  else reply(response, answer.ok === false && room === 'response' ? 404 : 200, answer);
}

/** Half of a file, and no more. */
function cutShort(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '1000' });
  response.write('half', () => response.destroy());
}

function serveFile(request: IncomingMessage, response: ServerResponse, state: SlackState, name: string): void {
  const granted = request.headers.authorization === `Bearer ${botToken}` && state.granted.has('files:read');
  const bytes = state.files.get(name);
  response.writeHead(bytes || !granted ? 200 : 404, { 'content-type': granted ? 'text/csv' : 'text/html' });
  response.end(granted ? bytes : '<html>Sign in</html>');
}

/** Of those that we call, the methods that take JSON as well as a form; the others see nothing of it. */
const takeJson = /^(chat\.|views\.)/;

/** Slack's clients send forms whose lists and objects are JSON, or all of it as JSON. */
function readArgs(body: string, type: string, method: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return takeJson.test(method) ? JSON.parse(body) : {};
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
