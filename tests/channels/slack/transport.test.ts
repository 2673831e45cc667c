import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../src/channels/slack/client.js';
import { faultOf } from '../../../src/channels/slack/faults.js';
import { createTransport } from '../../../src/channels/slack/transport.js';

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

it('sends the form and the token, and reads the answer, over one connection', async () => {
  const seen: string[] = [];
  answer = (request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      seen.push(`${request.url} ${request.headers.authorization} ${body}`);
      response.end('{"ok":true,"ts":"1.2","message":{"text":"£"}}');
    });
  };
  const slack = client();
  for (let at = 0; at < 3; at += 1) {
    expect(await slack.chat.postMessage({ channel: 'C1', text: 'Fée & co' })).toMatchObject({
      ts: '1.2',
      message: { text: '£' },
    });
  }
  expect(seen[0]).toBe('/api/chat.postMessage Bearer xoxb-test channel=C1&text=F%C3%A9e%20%26%20co');
  expect(seen).toHaveLength(3);
  expect(connections).toBe(1);
});

it('tells what never got there from what may have', async () => {
  answer = (request) => request.socket.destroy();
  expect(await callFault()).toEqual({ kind: 'unknown' });
  expect(await callFault('http://127.0.0.1:1/api/')).toEqual({ kind: 'unreached' });
});

it('takes the token nowhere else: a redirect is a fault', async () => {
  const asked: (string | undefined)[] = [];
  answer = (request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: `${origin}/elsewhere` }).end();
  };
  expect(await callFault()).toEqual({ kind: 'unknown' });
  expect(asked).toEqual(['/api/chat.postMessage']);
});

it('reads how long to wait', async () => {
  answer = (_request, response) => {
    response.writeHead(429, { 'retry-after': '7' }).end();
  };
  expect(await callFault()).toEqual({ kind: 'rate-limited', retryAfterMs: 7_000 });
});

it('gives up when it is told to, whether the server never answers or never ends', async () => {
  const send = createTransport();
  for (const silence of [() => undefined, (response: ServerResponse) => void response.write('{')]) {
    answer = (_request, response) => silence(response);
    const started = performance.now();
    await expect(send(`${origin}/api/x`, { body: 'a=b', signal: AbortSignal.timeout(100) })).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(3_000);
  }
});

it('sends no files', async () => {
  await expect(createTransport()(`${origin}/api/x`, { body: new FormData() })).rejects.toThrow('Only forms of text');
});
