/**
 * Files made to end the service, attached one after another in a chat with the built service: how long until they are refused,
 * how slow `/healthz` was meanwhile, and how much more memory the process held than before. An honest file of 50,000 rows
 * beside them. `tsx tests/bench/hostile-files.ts`, or with the others by `npm run bench`.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AttachedFiles, attachedFiles } from '../support/attached-files.js';
import { hostileFiles } from '../support/hostile-workbooks.js';
import { demoTenant } from '../support/service.js';
import { type Service, startService } from '../support/service-process.js';
import { type TeamsChat, teamsChat } from '../support/teams/teams.js';
import { fakeConnector } from '../support/teams/teams-connector.js';
import { withOwnDatabase } from './bench-database.js';
import { residentMb } from './process-figures.js';
import { buildAll } from './processes.js';
import { printColumns } from './table.js';

const promised = { refusedMs: 3_000, healthMs: 200, memoryMb: 150 };
const honestRows = 50_000;
const askEveryMs = 10;

export async function benchHostileFiles(databaseUrl: string | undefined): Promise<void> {
  await measure('embedded database', undefined);
  await withOwnDatabase(databaseUrl, (url) => measure('PostgreSQL', url));
}

async function measure(name: string, databaseUrl: string | undefined): Promise<void> {
  console.log(`\nHostile files: ${name}\n`);
  const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-bench-hostile-'));
  const connector = await fakeConnector();
  const files = await attachedFiles();
  const service = await startService({ dataDir, databaseUrl, quiet: true, settings: memorySettings() });
  try {
    const baseUrl = `http://127.0.0.1:${service.port}`;
    const chat = await teamsChat({ baseUrl, user: 'bench-organiser', tenant: demoTenant, connector });
    await chat.say('act as administrator');
    // The readers and the threads' code are loaded with the first file.
    await files.attach(chat, 'attendance', 'first.csv', 'Name,Attended\nA B,yes\n');
    await wait(2_000);
    const idle = residentMb(service.pid);
    const lines: string[][] = [];
    for (const [what, bytes] of hostileFiles())
      for (const text of ['attendance for the leadership briefing', 'import people'])
        lines.push(await follow(service, idle, () => send({ files, chat }, text, what, bytes)));
    const through = { files, chat };
    lines.push(await follow(service, idle, () => send(through, 'import people', 'an honest list', listOf('')), true));
    lines.push(
      await follow(
        service,
        idle,
        () => send(through, 'import people', 'faults in each row', listOf('none of it')),
        true,
      ),
    );
    lines.push(await follow(service, idle, () => takeReport(through), true));
    printColumns([['', 'answered, s', 'healthz at most, ms', 'memory above, MB', 'promised'], ...lines]);
  } finally {
    await service.kill();
    await files.close();
    await connector.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** How the container sets the C library's memory, as systemd's unit does, too. */
function memorySettings(): Record<string, string> {
  const steps = readFileSync(new URL('../../manifests/container/Dockerfile', import.meta.url), 'utf8');
  return Object.fromEntries([...steps.matchAll(/(MALLOC_\w+)=(\d+)/g)].map(([, name, value]) => [name, value]));
}

/** An honest list. @param address of everybody in it, where it is always the same */
function listOf(address: string): string {
  const row = (_: unknown, at: number) => `Bench Person ${at},${address || `b${at}@x.example`},Governor`;
  return `Name,Email,Position\n${Array.from({ length: honestRows }, row).join('\n')}`;
}

/** Downloads the report of a list with faults. */
async function takeReport({ files, chat }: Through): Promise<string> {
  const { card } = await files.attach(chat, 'import people', 'faults', listOf('none of it'));
  const [link = ''] = /https?:[^"]*\/imports\/[^"]*/.exec(JSON.stringify(card)) ?? [];
  const report = await (await fetch(link, { method: 'POST' })).text();
  return `the same, and its report: ${report.split('\n').length} lines`;
}

interface Through {
  readonly files: AttachedFiles;
  readonly chat: TeamsChat;
}

/** @returns what was sent, and the beginning of what was answered */
async function send({ files, chat }: Through, text: string, what: string, content: Uint8Array | string) {
  const { text: said } = await files.attach(chat, text, what, content);
  return `${what}, ${text.split(' ', 2).join(' ')}: ${said.replace(/\s+/g, ' ').slice(0, 60)}`;
}

/** @param idle resident memory of the service before the first file, in MB */
async function follow(service: Service, idle: number, act: () => Promise<string>, honest = false): Promise<string[]> {
  let [most, slowest, done] = [residentMb(service.pid), 0, false];
  const watch = (async () => {
    while (!done) {
      const started = performance.now();
      await (await fetch(`http://127.0.0.1:${service.port}/healthz`)).arrayBuffer();
      slowest = Math.max(slowest, performance.now() - started);
      most = Math.max(most, residentMb(service.pid));
      await wait(askEveryMs);
    }
  })();
  const started = performance.now();
  const what = await act();
  const taken = performance.now() - started;
  done = true;
  await watch;
  const kept =
    (honest || taken <= promised.refusedMs) && slowest <= promised.healthMs && most - idle <= promised.memoryMb;
  const figures = [(taken / 1_000).toFixed(1), slowest.toFixed(0), (most - idle).toFixed(0)];
  return [what, ...figures, kept ? 'kept' : 'MISSED'];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll();
  await benchHostileFiles(process.env.DATABASE_URL);
}
