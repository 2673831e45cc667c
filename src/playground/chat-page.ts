import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../service/log.js';

export interface Playground {
  /** Address of the chat page. */
  readonly url: string;
  /** Stops it within three seconds. */
  stop(): Promise<void>;
}

const readyWithinMs = 30_000;
const stopWithinMs = 3_000;

/**
 * Starts the Microsoft 365 Agents Playground as a child process that only listens on this machine, and waits until its
 * page answers. It ends with this process, even if that is killed.
 * @param options.endpoint where it sends activities, `http://127.0.0.1:<port>/api/messages`
 * @param options.openBrowser open the page on a desktop; never without a display or in CI
 * @throws when it is not installed, the port is taken or it does not start: each with the remedy
 */
export async function startPlayground(options: {
  port: number;
  endpoint: string;
  log: Log;
  openBrowser?: boolean;
}): Promise<Playground> {
  const program = findPlayground();
  await refuseTakenPort(options.port);
  const address = `http://127.0.0.1:${options.port}`;
  const flags = [
    '-e',
    options.endpoint,
    '-c',
    'msteams',
    '-p',
    String(options.port),
    '--su',
    `${address}/_connector`,
    '--dt',
  ];
  const child = spawn(process.execPath, ['--import', guardUrl().href, program, 'start', ...flags], {
    cwd: tmpdir(),
    // The `ipc` channel lets the child notice when this process ends; see the guard.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
    env: playgroundEnvironment(options.openBrowser === true && hasDesktop(process.env)),
  });
  try {
    await untilReady(child);
  } catch (fault) {
    child.kill('SIGKILL');
    throw fault;
  }
  let stopping = false;
  child.on('exit', (code, signal) => {
    if (!stopping) options.log.warn({ code, signal }, 'playground ended: start again to chat in the browser');
  });
  return {
    url: `http://localhost:${options.port}`,
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

/** Whether somebody sits at a screen, so that a browser may be opened. */
export function hasDesktop(env: Readonly<Record<string, string | undefined>>, platform = process.platform): boolean {
  if (env.CI || env.SSH_CONNECTION) return false;
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function findPlayground(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
    return join(dirname(manifest), 'cli.js');
  } catch (cause) {
    throw new Error(
      'The Microsoft 365 Agents Playground is not installed: run `npm ci` without --omit=dev to chat in the browser, or set Teams credentials',
      { cause },
    );
  }
}

/** The Playground would silently use a random port, to which the bot does not answer. */
async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (cause) => {
      reject(
        new Error(`Port ${port} is taken: stop the program that uses it, or set PLAYGROUND_PORT to a free one`, {
          cause,
        }),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

function guardUrl(): URL {
  const guard = new URL('./playground-guard.js', import.meta.url);
  if (!existsSync(fileURLToPath(guard)))
    throw new Error('playground-guard.js is not beside this program: run `npm run build`');
  return guard;
}

function playgroundEnvironment(openBrowser: boolean): NodeJS.ProcessEnv {
  // Passes no credentials or settings. What the Playground reads is in its own source (0.2.28).
  const kept = [
    'PATH',
    'HOME',
    'USERPROFILE',
    'SYSTEMROOT',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XDG_RUNTIME_DIR',
    'LANG',
    'TMPDIR',
    'TEMP',
  ];
  const inherited = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  return {
    ...inherited,
    APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
    ...(openBrowser ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) =>
      reject(
        new Error(
          `The Playground ${why}: look at what it said, and try another PLAYGROUND_PORT. It said: ${said.trim()}`,
        ),
      );
    const timer = setTimeout(() => fail(`was not ready after ${readyWithinMs / 1000} s`), readyWithinMs);
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
      if (!said.includes('Listening on')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (cause) => fail(`could not be started (${cause.message})`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
  // Keeps reading, because the child blocks once the pipe is full.
  child.stdout?.removeAllListeners('data').resume();
  child.stderr?.removeAllListeners('data').resume();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}
