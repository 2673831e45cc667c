import { createConnection } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { json } from 'express';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/http/metrics.js';
import { createServer, type HttpServer, requestLog, type ServerOptions } from '../../src/http/server.js';
import { createLogTo } from '../../src/service/log.js';

let server: HttpServer | undefined;
let lines: Record<string, unknown>[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<string> {
  lines = [];
  const log = createLogTo({ write: (line) => void lines.push(JSON.parse(line)) }, 'debug');
  server = createServer({ log, ready: async () => ({ ready: true }), ...options });
  const { port } = await server.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${port}`;
}

afterEach(() => server?.stop());

describe('health', () => {
  it('reports that it is alive, and nothing about its software', async () => {
    const response = await fetch(`${await start()}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'alive' }]);
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is ready when its dependencies are, and says which are not', async () => {
    const checks = { database: true, migrations: true };
    let ready = true;
    const url = await start({ ready: async () => ({ ready, checks }) });
    const first = await fetch(`${url}/readyz`);
    expect([first.status, await first.json()]).toEqual([200, { status: 'ready', checks }]);
    ready = false;
    checks.migrations = false;
    const second = await fetch(`${url}/readyz`);
    expect([second.status, await second.json()]).toEqual([503, { status: 'not ready', checks }]);
  });

  it('is not ready when the check fails, and says no more', async () => {
    const url = await start({ ready: () => Promise.reject(new Error('password authentication failed for "staff"')) });
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([503, { status: 'not ready' }]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'not ready' }));
  });
});

describe('refusals and faults are JSON without a stack', () => {
  const routes: ServerOptions['routes'] = (app) => {
    app.post('/echo', json({ limit: '1kb' }), (request, response) => void response.json(request.body));
    app.get('/throw', () => {
      throw new Error('secret detail');
    });
    app.get('/reject', async () => {
      throw Object.assign(new Error('secret detail'), { status: 'odd' });
    });
    app.get('/hang-up', (_request, response) => {
      response.write('half');
      throw new Error('secret detail');
    });
    app.get('/links/:token', (request, response) => {
      requestLog(response).info({ length: request.params.token.length }, 'link opened');
      response.send('ok');
    });
  };
  const post = (url: string, body: string) =>
    fetch(`${url}/echo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  it.each([
    ['malformed JSON', '{"a":', 400],
    ['a large body', JSON.stringify({ a: 'x'.repeat(2000) }), 413],
  ])('%s', async (_what, body, status) => {
    const url = await start({ routes });
    const response = await post(url, body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toEqual({ error: expect.any(String), requestId: response.headers.get('x-request-id') });
    expect(text).not.toMatch(/SyntaxError|at .*:\d+|node_modules/);
    expect(await (await post(url, '{"a":1}')).json()).toEqual({ a: 1 });
  });

  it.each([['/throw'], ['/reject']])('a fault at %s', async (path) => {
    const url = await start({ routes });
    const response = await fetch(url + path);
    expect(response.status).toBe(500);
    const body = (await response.json()) as { error: string; requestId: string };
    expect(body.error).not.toContain('secret');
    const line = lines.find(({ msg }) => msg === 'fault while answering a request');
    expect(line).toMatchObject({ requestId: body.requestId, err: { message: 'secret detail' } });
  });

  it('a fault in the middle of an answer cuts it off', async () => {
    const url = await start({ routes });
    const response = await fetch(`${url}/hang-up`);
    await expect(response.text()).rejects.toThrow();
  });

  it('an unknown path', async () => {
    const response = await fetch(`${await start()}/nothing/<script>`);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, expect.stringContaining('json')]);
    expect(await response.text()).not.toContain('script');
  });

  it('the log has the route’s pattern and the request’s id, never the secret in the path', async () => {
    const url = await start({ routes });
    const response = await fetch(`${url}/links/very-secret?also=secret`);
    await response.text();
    await expect
      .poll(() => lines.find(({ msg }) => msg === 'request served'))
      .toMatchObject({ route: '/links/:token' });
    const requestId = response.headers.get('x-request-id');
    expect(lines.every((line) => line.requestId === requestId)).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});

describe('every answer', () => {
  it('is kept by nobody on the way, leaks no address, and runs no script of others', async () => {
    const { headers } = await fetch(`${await start()}/nothing`);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('metrics', () => {
  it('are there for whoever shows the token, wherever they ask from, and for nobody else', async () => {
    const url = await start({ metrics: { figures: createMetrics(new Registry()), token: 'a-long-enough-token' } });
    await (await fetch(`${url}/healthz`)).text();
    const ask = (headers: Record<string, string>) => fetch(`${url}/metrics`, { headers });
    const response = await ask({ authorization: 'Bearer a-long-enough-token', 'x-forwarded-for': '203.0.113.9' });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('staffroom_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1');
    expect((await ask({})).status).toBe(404);
    expect((await ask({ authorization: 'Bearer another-long-token' })).status).toBe(404);
  });

  it('do not exist when switched off', async () => {
    expect((await fetch(`${await start()}/metrics`)).status).toBe(404);
  });
});

describe('listening', () => {
  it('on a taken port says what to do', async () => {
    const { port } = new URL(await start());
    const other = createServer({ log: pino({ level: 'silent' }), ready: async () => ({ ready: true }) });
    await expect(other.listen(Number(port), '127.0.0.1')).rejects.toThrow(/PORT/);
    await other.stop();
  });
});

describe('stopping', () => {
  it('finishes running requests, accepts no more, and does not wait for idle connections', async () => {
    let finish = () => {};
    const url = await start({
      routes: (app) => {
        app.get('/slow', (_request, response) => {
          finish = () => response.send('finished');
        });
      },
    });
    await (await fetch(`${url}/healthz`)).text();
    const slow = fetch(`${url}/slow`);
    await wait(100);
    const started = Date.now();
    const stopped = server?.stop();
    await wait(100);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish();
    expect(await (await slow).text()).toBe('finished');
    await stopped;
    // Sooner than the five seconds after which it is over whatever happens.
    expect(Date.now() - started).toBeLessThan(4_500);
  });

  it('is over after five seconds whatever happens', async () => {
    const url = await start({ routes: (app) => void app.get('/never', () => {}) });
    const never = fetch(`${url}/never`);
    const dawdler = createConnection(Number(new URL(url).port), '127.0.0.1');
    dawdler.on('error', () => {});
    await wait(100);
    const started = Date.now();
    await server?.stop();
    expect(Date.now() - started).toBeLessThan(15_000);
    // Nobody is cut off without a word.
    expect((await never).status).toBe(503);
    dawdler.destroy();
  });

  it('waits for answers that outlast their request', async () => {
    let settled = false;
    await start({
      settled: async () => {
        await wait(200);
        settled = true;
      },
    });
    await server?.stop();
    expect(settled).toBe(true);
  });
});
