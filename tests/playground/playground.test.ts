import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasDesktop } from '../../src/playground/chat-page.js';
import { bundleOptions } from '../../src/workshop/bundle.mjs';
import { freePort } from '../support/service-process.js';

/** Inside the repository, so that packages are found. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const started: ChildProcess[] = [];
let folder: string;
let temporary: string;

beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'playground-'));
  temporary = await mkdtemp(join(tmpdir(), 'playground-test-'));
  const files = ['../support/playground-parent.ts', '../../src/playground/playground-guard.ts'];
  const entryPoints = files.map((file) => fileURLToPath(new URL(file, import.meta.url)));
  await build({ ...bundleOptions(entryPoints, folder), write: true });
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(temporary, { recursive: true, force: true });
});

/** @returns the process and its first line of output */
async function startParent(port: number): Promise<{ parent: ChildProcess; said: string }> {
  const parent = spawn(process.execPath, [join(folder, 'playground-parent.js'), String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: temporary },
  });
  started.push(parent);
  const said = await new Promise<string>((resolve) => {
    parent.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { parent, said };
}

const answers = (host: string, port: number) =>
  fetch(`http://${host}:${port}/`).then(
    (response) => response.ok,
    () => false,
  );

async function untilGone(port: number): Promise<number> {
  const from = performance.now();
  while (await answers('127.0.0.1', port)) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - from;
}

describe('the Playground', () => {
  it('listens on this machine only, and its page loads nothing from elsewhere', async () => {
    const port = await freePort();
    const { said } = await startParent(port);
    expect(said).toBe(`at http://localhost:${port}`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
    // A server on every interface would answer here too.
    expect(await answers('127.0.0.2', port)).toBe(false);
  });

  it('answers pages, sockets and posts under the names of this machine alone, so that no other page can reach it', async () => {
    const port = await freePort();
    await startParent(port);
    const asked = (headers: Record<string, string>, method = 'GET', path = '/') =>
      new Promise<number>((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('upgrade', (answer, socket) => {
          socket.destroy();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.end();
      });
    for (const name of ['localhost', '127.0.0.1', 'LOCALHOST']) {
      expect([name, await asked({ host: `${name}:${port}` })]).toEqual([name, 200]);
    }
    const socket = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    for (const host of [`evil.example:${port}`, 'localhost', 'localhost:1', `localhost.evil.example:${port}`]) {
      expect([host, await asked({ host }), await asked({ host, ...socket })]).toEqual([host, 421, 421]);
    }
    const here = `localhost:${port}`;
    expect(await asked({ host: here, origin: `http://${here}` })).toBe(200);
    for (const origin of ['http://evil.example', 'null', 'http://localhost:1']) {
      expect([origin, await asked({ host: here, origin, ...socket })]).toEqual([origin, 421]);
      expect([origin, await asked({ host: here, origin }, 'POST', '/_connector')]).toEqual([origin, 421]);
    }
  });

  it('stops when told to, and leaves nothing behind', async () => {
    const port = await freePort();
    const { parent } = await startParent(port);
    expect(await readdir(temporary)).toHaveLength(1);
    parent.kill('SIGTERM');
    expect(await untilGone(port)).toBeLessThan(5_000);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('ends with a service that is killed', async () => {
    const port = await freePort();
    const { parent } = await startParent(port);
    parent.kill('SIGKILL');
    expect(await untilGone(port)).toBeLessThan(5_000);
    await expect.poll(() => readdir(temporary)).toEqual([]);
  });

  it('says what to do when its port is taken', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', () => resolve()));
    const { said } = await startParent(port);
    other.close();
    expect(said).toMatch(new RegExp(`^fault Port ${port} is taken: .*PLAYGROUND_PORT`));
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('the guard', () => {
  it('resolves no other machine', async () => {
    const script = join(folder, 'asks.cjs');
    await writeFile(
      script,
      "require('node:http').get('http://example.org').on('error', (e) => process.send(e.message));",
    );
    const child = fork(script, { execArgv: ['--import', pathToFileURL(join(folder, 'playground-guard.js')).href] });
    started.push(child);
    const message = await new Promise((resolve) => child.once('message', resolve));
    expect(message).toBe('The Playground stays on this machine: example.org was not looked up');
  });

  it('does not run without a service', async () => {
    const guard = pathToFileURL(join(folder, 'playground-guard.js')).href;
    const child = spawn(process.execPath, ['--import', guard, '-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    });
    started.push(child);
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  });
});

describe('a browser is opened', () => {
  it.each([
    ['on a Linux desktop', { DISPLAY: ':0' }, 'linux', true],
    ['on Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    ['on a Mac', {}, 'darwin', true],
    ['not without a display', {}, 'linux', false],
    ['not in CI', { DISPLAY: ':0', CI: 'true' }, 'linux', false],
    ['not over SSH', { SSH_CONNECTION: '10.0.0.1 22' }, 'darwin', false],
  ] as const)('%s', (_where, env, platform, opened) => {
    expect(hasDesktop(env, platform)).toBe(opened);
  });
});
