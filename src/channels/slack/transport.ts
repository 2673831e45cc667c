import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { webApi } from '@slack/bolt';

type Send = webApi.FetchFunction;
type Init = NonNullable<Parameters<Send>[1]>;
type Answer = Awaited<ReturnType<Send>>;

/** As `fetch` keeps them: shorter than any server does, for what is sent as it closes may or may not have got there. Milliseconds. */
const idleMs = 4_000;

/**
 * How the SDK's calls get to Slack: over connections that stay open, by Node's own client, for less processor
 * time than the `fetch` that is built in. Like that one it refuses redirects and rejects with the fault as `cause`.
 */
export function createTransport(): Send {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: idleMs }),
    'https:': new https.Agent({ keepAlive: true, timeout: idleMs }),
  };
  return (address, init = {}) => {
    const url = new URL(address);
    return url.protocol === 'http:'
      ? send(url, init, (options, taken) => http.request(url, { ...options, agent: agents['http:'] }, taken))
      : send(url, init, (options, taken) => https.request(url, { ...options, agent: agents['https:'] }, taken));
  };
}

type Begin = (options: http.RequestOptions, taken: (message: IncomingMessage) => void) => http.ClientRequest;

function send(url: URL, { method = 'POST', headers, body, signal }: Init, begin: Begin): Promise<Answer> {
  if (body !== undefined && typeof body !== 'string') {
    return Promise.reject(new TypeError('Only forms of text are sent to Slack: send no files in a call'));
  }
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(new TypeError('fetch failed', { cause }));
    const request = begin(
      { method, headers: { ...headers, 'content-length': Buffer.byteLength(body ?? '') } },
      (message) => {
        read(url, message).then(resolve, fail);
      },
    );
    const giveUp = () =>
      request.destroy(signal?.reason instanceof Error ? signal.reason : new Error('Slack was too slow'));
    request.once('error', fail);
    request.once('close', () => signal?.removeEventListener('abort', giveUp));
    signal?.addEventListener('abort', giveUp);
    request.end(body);
  });
}

async function read(url: URL, message: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const { statusCode: status = 0, statusMessage: statusText = '', headers } = message;
  if (status >= 300 && status < 400) throw new Error(`Slack's address answers with a redirect (${status})`);
  const bytes = Buffer.concat(parts);
  const text = async () => bytes.toString('utf8');
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    url: url.href,
    headers: {
      get: (name) => {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
      entries: () => Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    },
    text,
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
  };
}
