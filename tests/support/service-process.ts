import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The built service. */
export const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const readyWithinMs = 60_000;

export interface Running {
  readonly pid: number;
  readonly port: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly readyMs: number;
  /** Stops it like Ctrl-C. @returns how long that took, in milliseconds */
  stop(): Promise<number>;
  /** Kills it, if it still runs. */
  kill(): Promise<void>;
  /** Its exit code, once it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
}

export interface Service extends Running {
  readonly playgroundUrl: string;
}

/**
 * Starts the built service (`npm run build`) as a newcomer does, with the Playground, both on free ports.
 * @param options.dataDir its embedded database, unless `databaseUrl` names a server; also its working directory, so
 * that no developer's `.env` is read
 * @param options.quiet discards its log
 */
export async function startService(options: {
  dataDir: string;
  databaseUrl?: string | undefined;
  quiet?: boolean;
  /** The port, where it matters; otherwise a free one. */
  port?: number;
  /** Another build than this one's, such as the release before. */
  built?: string;
  /** More settings, such as a platform's credentials; the Playground is then not started. */
  settings?: Readonly<Record<string, string>>;
}): Promise<Service> {
  const [port, playgroundPort] = [options.port ?? (await freePort()), await freePort()];
  mkdirSync(options.dataDir, { recursive: true });
  const { PATH, HOME } = process.env;
  const settings = {
    PORT: String(port),
    PLAYGROUND_PORT: String(playgroundPort),
    DATA_DIR: options.dataDir,
    CI: 'true',
    ...options.settings,
  };
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--heap-growing-percent=60', '--enable-source-maps', options.built ?? program],
    {
      cwd: options.dataDir,
      stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit'],
      env: { PATH, HOME, ...settings, ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}) },
    },
  );
  while (!(await isReady(port))) {
    if (child.exitCode !== null)
      throw new Error(`The service ended with code ${child.exitCode}: see what it said above`);
    if (performance.now() - started > readyWithinMs) {
      child.kill('SIGKILL');
      throw new Error(`The service was not ready after ${readyWithinMs / 1_000} s: see what it said above`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const running = follow(child, port, performance.now() - started);
  return { ...running, playgroundUrl: `http://127.0.0.1:${playgroundPort}` };
}

/** @param readyMs how long it took to start */
export function follow(child: ChildProcess, port: number, readyMs: number): Running {
  const { pid } = child;
  if (pid === undefined) throw new Error('A process without an id: it could not be started');
  const gone = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
  // The child must not outlive this process.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  return {
    pid,
    port,
    readyMs,
    stop: async () => {
      const started = performance.now();
      child.kill('SIGTERM');
      await gone;
      process.off('exit', end);
      return performance.now() - started;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
      process.off('exit', end);
    },
    ended: gone,
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('No port: the machine has none left');
  return address.port;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}
