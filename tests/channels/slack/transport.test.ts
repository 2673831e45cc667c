import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../src/channels/slack/client.js';
import { faultOf } from '../../../src/channels/slack/faults.js';
import { createPost, createTransport } from '../../../src/channels/slack/transport.js';

let server: Server;
let origin: string;
let connections = 0;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  connections = 0;
  server = createServer((request, response) => answer(request, response));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (apiUrl = `${origin}/api/`) =>
  createClient({ botToken: 'xoxb-test', apiUrl }, pino({ level: 'silent' }));
const callFault = async (apiUrl?: string) =>
  faultOf(
    await client(apiUrl)
      .chat.postMessage({ channel: 'C1', text: 'x' })
      .catch((error: unknown) => error),
  );

/** Answers everything alike, and tells what came. */
function answering(text: string): string[] {
  const seen: string[] = [];
  answer = (request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const { authorization, 'content-type': type } = request.headers;
      seen.push([request.url, authorization, type, body].join(' '));
      response.end(text);
    });
  };
  return seen;
}

it('sends messages as JSON and questions as a form, with the token, and reads the answers, over one connection', async () => {
  const seen = answering('{"ok":true,"ts":"1.2","message":{"text":"£"}}');
  const slack = client();
  const said = { channel: 'C1', text: 'Fée & co', unfurl_links: false };
  for (let at = 0; at < 3; at += 1) {
    expect(await slack.chat.postMessage(said)).toMatchObject({ ts: '1.2', message: { text: '£' } });
  }
  await slack.users.info({ user: 'U1 & co' });
  const asJson = '/api/chat.postMessage Bearer xoxb-test application/json; charset=utf-8';
  expect(seen).toEqual([
    ...Array(3).fill(`${asJson} {"channel":"C1","text":"Fée & co","unfurl_links":false}`),
    '/api/users.info Bearer xoxb-test application/x-www-form-urlencoded user=U1%20%26%20co',
  ]);
  expect(connections).toBe(1);
});

it.each([
  ['{"ok":false,"error":"channel_not_found"}', { kind: 'refused', code: 'channel_not_found' }],
  ['{"ok":false,"error":"ratelimited"}', { kind: 'rate-limited', retryAfterMs: 30_000 }],
  ['{"ok":false,"error":"fatal_error"}', { kind: 'unknown' }],
  ['{"ok":false}', { kind: 'unknown' }],
  ['<html>A proxy is asleep</html>', { kind: 'unknown' }],
  ['null', { kind: 'unknown' }],
])('tells what Slack did not do from what it may have done: %s', async (text, fault) => {
  answering(text);
  expect(await callFault()).toEqual(fault);
});

it.each([
  [500, {}, { kind: 'unknown' }],
  [404, {}, { kind: 'refused', code: 'http_404' }],
  [429, {}, { kind: 'rate-limited', retryAfterMs: 30_000 }],
])('reads the status %d', async (status, headers, fault) => {
  answer = (_request, response) => void response.writeHead(status, headers).end();
  expect(await callFault()).toEqual(fault);
});

it('logs Slack’s warnings about a message', async () => {
  answering('{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] too long [/blocks/0]"]}}');
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const slack = createClient({ botToken: 'xoxb-test', apiUrl: `${origin}/api/` }, log);
  await expect(slack.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow('invalid_blocks');
  expect(lines.join()).toContain('too long [/blocks/0]');
});

it('distinguishes a request that never arrived from one that may have', async () => {
  answer = (request) => request.socket.destroy();
  expect(await callFault()).toEqual({ kind: 'unknown' });
  expect(await callFault('http://127.0.0.1:1/api/')).toEqual({ kind: 'unreached' });
});

it('never sends the token elsewhere: a redirect is a fault', async () => {
  const asked: (string | undefined)[] = [];
  answer = (request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: `${origin}/elsewhere` }).end();
  };
  expect(await callFault()).toEqual({ kind: 'unknown' });
  expect(asked).toEqual(['/api/chat.postMessage']);
});

it('reads Retry-After', async () => {
  answer = (_request, response) => {
    response.writeHead(429, { 'retry-after': '7' }).end();
  };
  expect(await callFault()).toEqual({ kind: 'rate-limited', retryAfterMs: 7_000 });
});

it('can be aborted, whether the server never answers or never ends', async () => {
  const send = createTransport();
  for (const silence of [() => undefined, (response: ServerResponse) => void response.write('{')]) {
    answer = (_request, response) => silence(response);
    const started = performance.now();
    await expect(send(`${origin}/api/x`, { body: 'a=b', signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await expect(createPost()(`${origin}/api/x`, { headers: {}, body: '{}', withinMs: 100 })).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(20_000);
  }
});

it('sends no files', async () => {
  await expect(createTransport()(`${origin}/api/x`, { body: new FormData() })).rejects.toThrow('Only forms of text');
});
