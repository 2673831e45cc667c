import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../service/log.js';

export interface Playground {
  /** The page to chat on. */
  readonly url: string;
  /** Ends it, at the latest after three seconds. */
  stop(): Promise<void>;
}

const readyWithinMs = 30_000;
const stopWithinMs = 3_000;

/**
 * Starts the Microsoft 365 Agents Playground as a child process, on this machine only, and waits until its page answers.
 * It ends with this process, however this process ends.
 * @param options.endpoint where it sends activities, `http://127.0.0.1:<port>/api/messages`
 * @param options.openBrowser open the page on a desktop; never without a display or in CI
 * @throws when it is not installed, the port is taken or it does not come up: each with the remedy
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
    // The channel (`ipc`) is what ties it to this process; see the guard.
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

/** A person sits at a screen: a browser may be opened. */
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

/** The Playground would move to a random port by itself, and the bot's answers would go astray. */
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
  // Nothing of ours: no credentials, no settings. What it reads is in its own sources (0.2.28).
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
  // Keep reading, or it blocks once the pipe is full; what it says is of no interest any more.
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
