import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { requestClasses } from '../../src/http/request-classes.js';

/** Asks Express for one page. @returns what the page told of the request, and whether Express changed what it is */
async function ask(born: boolean): Promise<{ seen: unknown; changed: boolean[] }> {
  const app = express();
  app.get('/where', (request, response) => {
    response.status(201).json({ host: request.hostname, asks: request.query.q, app: request.app === app });
  });
  const changed: boolean[] = [];
  const server = createServer(born ? requestClasses(app) : {}, (request: IncomingMessage, response) => {
    const before = [Object.getPrototypeOf(request), Object.getPrototypeOf(response)];
    app(request, response);
    changed.push(Object.getPrototypeOf(request) !== before[0], Object.getPrototypeOf(response) !== before[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/where?q=briefing`);
  const seen: unknown = await response.json();
  server.close();
  return { seen, changed };
}

describe('requests that are Express’s from birth', () => {
  const seen = { host: '127.0.0.1', asks: 'briefing', app: true };

  it('are the same to a route', async () => {
    expect((await ask(true)).seen).toEqual(seen);
  });

  it('are not made into something else, as others are', async () => {
    expect((await ask(true)).changed).toEqual([false, false]);
    expect(await ask(false)).toEqual({ seen, changed: [true, true] });
  });
});
