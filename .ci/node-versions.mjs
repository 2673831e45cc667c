#!/usr/bin/env node
// On each Node.js that is promised beside the one that runs this: the service starts and takes a booking without using
// anything deprecated, and a handful of tests pass. On the newest, a clone in which only the service's own packages are
// installed is built and starts, too.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const versions = ['22', '24'];
/** What differs between versions beside what a booking shows: encodings, threads, dates and zones. */
const handful = ['tests/importers/reading', 'tests/domain'];

const scratch = mkdtempSync(join(tmpdir(), 'staffroom-node-'));
try {
  const system = `node-${process.platform}-${process.arch}`;
  const wanted = versions.map((version) => `node${version}@npm:${system}@${version}`);
  run(process.execPath, 'npm', ['install', '--no-save', '--no-package-lock', '--prefix', scratch, ...wanted]);
  const nodes = versions.map((version) => join(scratch, 'node_modules', `node${version}`, 'bin', 'node'));
  for (const node of nodes) {
    console.log(`\nNode.js ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    run(node, node, ['src/workshop/build.mjs']);
    const vitest = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--project'];
    run(node, node, [...vitest, 'e2e', 'tests/e2e/first-booking.e2e.ts']);
    run(node, node, [...vitest, 'unit', ...handful]);
  }
  await startClone(nodes.at(-1));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** `npm ci --omit=dev && npm start` in what is in the repository, as a clone has it. */
async function startClone(node) {
  // Not below the folder that has the other versions: npm would find those first.
  const clone = mkdtempSync(join(tmpdir(), 'staffroom-clone-'));
  try {
    await startIn(clone, node);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

async function startIn(clone, node) {
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', clone], { input: archive });
  run(node, 'npm', ['ci', '--omit=dev', '--engine-strict'], clone);
  const port = await freePort();
  const env = {
    ...envOf(node),
    NODE_ENV: 'production',
    NODE_OPTIONS: '--throw-deprecation',
    PORT: String(port),
    DATA_DIR: join(clone, '.data'),
    SLACK_BOT_TOKEN: 'xoxb-none',
    SLACK_SIGNING_SECRET: 'none',
    SLACK_API_URL: 'http://127.0.0.1:9/',
  };
  const service = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  // It is a group of its own, which whoever ends this does not reach.
  process.once(
    'exit',
    () => service.exitCode === null && service.signalCode === null && process.kill(-service.pid, 'SIGKILL'),
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  try {
    const deadline = Date.now() + 90_000;
    while (!(await isReady(port))) {
      if (service.exitCode !== null) throw new Error(`npm start ended with code ${service.exitCode} in a clone`);
      if (Date.now() > deadline) throw new Error('npm start in a clone was not ready in time');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    console.log('npm ci --omit=dev && npm start: ready');
  } finally {
    if (service.exitCode === null) process.kill(-service.pid, 'SIGKILL');
  }
}

/** The environment in which npm and all scripts find this Node.js first. */
function envOf(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
}

function run(node, file, words, cwd = root) {
  const { status, error } = spawnSync(file, words, { cwd, env: envOf(node), stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`This failed: ${[file, ...words].join(' ')}`, { cause: error });
}

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
