import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPrograms } from '../../src/workshop/build.mjs';
import { bundleOptions } from '../../src/workshop/bundle.mjs';
import { nativeAsync } from '../../src/workshop/native-async.mjs';
import { follow, type Running } from '../support/service-process.js';

const folder = fileURLToPath(new URL('../../dist/bench', import.meta.url));

/**
 * Bundles the service and the helpers in the same way, but for one thing: the echo bots have their framework as it is
 * published, which is the floor. `echo-bot-native` is the same echo bot with what the service's build does to the framework.
 */
export async function buildAll(): Promise<void> {
  await buildPrograms();
  const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const helpers = ['echo-bot.ts', 'connector.ts', 'slack-echo-bot.ts', 'slack-api.ts'].map(source);
  await build(bundleOptions(helpers, folder));
  const entryPoints = [{ in: source('echo-bot.ts'), out: 'echo-bot-native' }];
  await build({ ...bundleOptions([], folder), entryPoints, plugins: [nativeAsync] });
}

/** Starts a bench program, which prints `listening PORT` when ready, with the flags of the service. */
export async function startHelper(
  name: 'echo-bot' | 'echo-bot-native' | 'connector' | 'slack-echo-bot' | 'slack-api',
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', `${folder}/${name}.js`], {
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
