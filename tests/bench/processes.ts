import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPrograms } from '../../src/workshop/build.mjs';
import { bundleOptions } from '../../src/workshop/bundle.mjs';
import { follow, type Running } from '../support/service-process.js';

const folder = fileURLToPath(new URL('../../dist/bench', import.meta.url));

/** Bundles the service and the helpers in the same way. */
export async function buildAll(): Promise<void> {
  await buildPrograms();
  const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const helpers = ['echo-bot.ts', 'connector.ts', 'slack-echo-bot.ts', 'slack-api.ts'].map(source);
  await build(bundleOptions(helpers, folder));
}

/** Starts a bench program, which prints `listening PORT` when ready, with the flags of the service. */
export async function startHelper(
  name: 'echo-bot' | 'connector' | 'slack-echo-bot' | 'slack-api',
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--heap-growing-percent=60', '--enable-source-maps', `${folder}/${name}.js`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...settings },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}: see what it said above`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /listening (\d+)/.exec(chunk.toString());
      if (found) resolve(Number(found[1]));
    });
  });
  return follow(child, port, performance.now() - started);
}
