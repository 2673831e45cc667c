#!/usr/bin/env node
// Carries out the steps of manifests/container/Dockerfile in an empty folder, without a container engine, starts what they
// made as an unprivileged user with a folder it may write to, and holds it to what is promised.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const promised = { installedMb: 150, residentMb: 300, firstAnswerMs: 2_000, readyMs: 5_000 };
/** The embedded database opens in the process, and is not what runs on a server. */
const embeddedMore = { residentMb: 700, readyMs: 30_000 };

const scratch = mkdtempSync(join(tmpdir(), 'staffroom-artefact-'));
chmodSync(scratch, 0o755);
try {
  const { app, env, command } = carryOut(readFileSync(join(root, 'manifests/container/Dockerfile'), 'utf8'));
  const installedMb = Number(execFileSync('du', ['-sm', app], { encoding: 'utf8' }).split('\t')[0]);
  check('installed', installedMb, promised.installedMb, 'MB');
  const data = join(scratch, 'data');
  mkdirSync(data);
  // The first start makes the database; every other is measured.
  await start({ app, env, command, data }, () => {});
  await start({ app, env, command, data }, check);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** COPY, RUN, WORKDIR, ENV and CMD of each stage, below a folder of its own. */
function carryOut(dockerfile) {
  let stage = { name: '', folder: '', at: '' };
  const stages = new Map();
  const env = {};
  let command = [];
  const lines = dockerfile.replaceAll('\\\n', ' ').split('\n');
  for (const [, word, rest] of lines.flatMap((line) => [...line.matchAll(/^([A-Z]+) (.+)$/g)])) {
    const words = rest.split(' ');
    if (word === 'FROM') {
      const name = words[2] ?? 'last';
      stage = { name, folder: join(scratch, name), at: '' };
      stages.set(name, stage);
    } else if (word === 'WORKDIR') {
      stage.at = join(stage.folder, rest);
      mkdirSync(stage.at, { recursive: true });
    } else if (word === 'COPY' && words[0].startsWith('--from=')) {
      const from = stages.get(words[0].slice('--from='.length));
      cpSync(join(from.folder, words[1]), join(stage.at, words[2]), { recursive: true });
    } else if (word === 'COPY') {
      // What is in the repository, as a clone has it.
      const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 });
      execFileSync('tar', ['-x', '-C', stage.at], { input: archive });
    } else if (word === 'RUN') {
      // The image's own users and folders are not those of this machine.
      if (rest.startsWith('mkdir -p /data')) continue;
      const { status } = spawnSync('sh', ['-c', rest], { cwd: stage.at, stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) throw new Error(`This step of the Dockerfile failed: ${rest}`);
    } else if (word === 'ENV') {
      for (const pair of words) env[pair.split('=')[0]] = pair.split('=')[1];
    } else if (word === 'CMD') command = JSON.parse(rest);
  }
  return { app: stage.at, env, command };
}

async function start({ app, env, command, data }, measure) {
  const port = await freePort();
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (nobody.uid) execFileSync('chown', ['65534:65534', data]);
  const server = process.env.TEST_DATABASE_URL;
  const settings = {
    ...env,
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: data,
    SLACK_BOT_TOKEN: 'xoxb-none',
    SLACK_SIGNING_SECRET: 'none',
    SLACK_API_URL: 'http://127.0.0.1:9/',
    DRAIN_SECONDS: '0',
    ...(server ? { DATABASE_URL: server } : {}),
  };
  const limits = server ? promised : { ...promised, ...embeddedMore };
  const began = performance.now();
  const child = spawn(process.execPath, command.slice(1), {
    cwd: app,
    env: settings,
    stdio: ['ignore', 'ignore', 'inherit'],
    ...nobody,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    let firstAnswerMs;
    while (!(await isOk(port, '/readyz'))) {
      if (firstAnswerMs === undefined && (await isOk(port, '/healthz'))) firstAnswerMs = performance.now() - began;
      if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}`);
      if (performance.now() - began > 60_000) throw new Error('It was not ready after a minute');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    measure('ready', Math.round(performance.now() - began), limits.readyMs, 'ms');
    if (firstAnswerMs) measure('first answer', Math.round(firstAnswerMs), limits.firstAnswerMs, 'ms');
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
    measure('resident', Math.round(Number(resident?.[1]) / 1024), limits.residentMb, 'MB');
    child.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`It stopped with code ${code}`);
  } finally {
    child.kill('SIGKILL');
  }
}

async function isOk(port, path) {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).ok;
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

function check(what, is, most, unit) {
  console.log(`${what}: ${is} ${unit} (at most ${most})`);
  // How long it takes depends on the machine: the bench says more of that.
  if (unit !== 'ms' && !(is <= most)) throw new Error(`${what}: ${is} ${unit}, and ${most} are promised`);
}
