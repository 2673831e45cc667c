// `npm run dev`: bundles after every change and restarts the service.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import { programs } from './build.mjs';
import { bundleOptions } from './bundle.mjs';
import { generateClient } from './generate.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
/** @type {import('node:child_process').ChildProcess | undefined} */
let service;
let stopping = false;
let turn = Promise.resolve();

async function stopService() {
  const running = service;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const gone = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await gone;
}

/** One after the other, because only one process at a time can use the embedded database. */
function restartService() {
  turn = turn.then(async () => {
    await stopService();
    if (!stopping)
      service = spawn(process.execPath, ['--heap-growing-percent=60', '--enable-source-maps', join(dist, 'main.js')], {
        stdio: 'inherit',
      });
  });
}

generateClient();
const watcher = await context({
  ...bundleOptions(programs, dist),
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd((result) => {
          if (result.errors.length === 0) restartService();
        }),
    },
  ],
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, async () => {
    stopping = true;
    await watcher.dispose();
    await turn;
    await stopService();
    process.exit(0);
  });
}
await watcher.watch();
