import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/service-process.js';

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

async function until(what: () => Promise<boolean>, withinMs: number): Promise<number> {
  const from = performance.now();
  while (!(await what())) {
    if (performance.now() - from > withinMs) throw new Error(`Not so after ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.now() - from;
}

describe('npm start', () => {
  it('leaves nothing running when npm is told to end', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-start-'));
    const [port, playgroundPort] = [await freePort(), await freePort()];
    const { PATH, HOME } = process.env;
    const npm = spawn('npm', ['start'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: 'ignore',
      // A group of its own, so that this test can clear up after a failure.
      detached: true,
      env: { PATH, HOME, CI: 'true', DATA_DIR: dataDir, PORT: String(port), PLAYGROUND_PORT: String(playgroundPort) },
    });
    const [service, chat] = [`http://127.0.0.1:${port}/readyz`, `http://127.0.0.1:${playgroundPort}/`];
    try {
      await until(() => answers(service), 60_000);
      await until(() => answers(chat), 30_000);
      npm.kill('SIGTERM');
      const gone = await until(async () => !(await answers(service)) && !(await answers(chat)), 20_000);
      expect(gone).toBeLessThan(5_000);
    } finally {
      endGroup(npm.pid);
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it, as it should be.
  }
}
