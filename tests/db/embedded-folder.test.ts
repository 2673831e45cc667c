import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { FolderLockFault } from '../../src/db/embedded/folder-lock.js';
import { EmbeddedFault } from '../../src/db/embedded/open.js';
import { openDatabase } from '../../src/db/open-database.js';

const silent = pino({ level: 'silent' });
let dataDir: string;
/** A folder with a migrated, empty database to copy, because creating one takes seconds. */
let prepared: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'staffroom-'));
  await (await openDatabase({ dataDir: prepared, log: silent })).close();
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'staffroom-')), 'data');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

const usePrepared = () => cp(prepared, dataDir, { recursive: true });
const open = (log = silent) => openDatabase({ dataDir, log });

/** Starts a writer and collects, line by line, what it acknowledged. */
function startWriter(): {
  readonly acknowledged: string[];
  opened: Promise<void>;
  pause(): void;
  kill(): Promise<void>;
} {
  const script = join(import.meta.dirname, 'folder-writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const acknowledged: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const opened = new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the writer ended before it had the database open')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'open') resolve();
      else acknowledged.push(line);
    });
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { acknowledged, opened, pause: () => child.kill('SIGSTOP'), kill };
}

test('data is still there at the second start, and the folder is readable only by its owner', async () => {
  const first = await open();
  await first.prisma.trust.create({ data: { name: 'Fenland Learning Trust' } });
  await first.close();
  await first.close();
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect(await readdir(dataDir)).toEqual(['pg']);
  const second = await open();
  expect(await second.prisma.trust.count()).toBe(1);
  await second.close();
});

test('after each of five kills under load the database opens at once with every acknowledged row', async () => {
  await usePrepared();
  const acknowledged: string[] = [];
  for (let round = 0; round < 5; round++) {
    const writer = startWriter();
    await writer.opened;
    await expect.poll(() => writer.acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(20);
    await new Promise((resolve) => setTimeout(resolve, round * 37));
    await writer.kill();
    acknowledged.push(...writer.acknowledged);
  }
  const asked = performance.now();
  const database = await open();
  expect(performance.now() - asked).toBeLessThan(15_000);
  const rows = await database.prisma.person.findMany({ select: { name: true } });
  const audited = await database.prisma.auditEntry.count();
  await database.close();
  const names = new Set(rows.map((row) => row.name));
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  expect(audited).toBe(rows.length);
  // At most the row being committed at each kill.
  expect(rows.length - acknowledged.length).toBeLessThanOrEqual(5);
});

test('a second process is told at once to use another folder, and the first is not disturbed', async () => {
  await usePrepared();
  const writer = startWriter();
  await writer.opened;
  const asked = performance.now();
  await expect(open()).rejects.toThrow(FolderLockFault);
  await expect(open()).rejects.toThrow(/Another Staffroom uses the data in .*stop it first, or set DATA_DIR/);
  expect(performance.now() - asked).toBeLessThan(5_000);
  const before = writer.acknowledged.length;
  await expect.poll(() => writer.acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before);
  await writer.kill();
});

test('a process that hangs keeps its folder, however long it does not renew the lock', async () => {
  await usePrepared();
  const writer = startWriter();
  await writer.opened;
  writer.pause();
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(dataDir, 'lock'), longAgo, longAgo);
  await expect(open()).rejects.toThrow(FolderLockFault);
  await writer.kill();
});

test('a lock whose owner cannot be checked is waited for, and the log says so', async () => {
  await usePrepared();
  await mkdir(join(dataDir, 'lock'), { recursive: true });
  await writeFile(join(dataDir, 'owner.json'), JSON.stringify({ realm: 'another container', pid: 1, started: '1' }));
  const renewed = new Date(Date.now() - 17_000);
  await utimes(join(dataDir, 'lock'), renewed, renewed);
  const lines: string[] = [];
  const database = await open(pino({ level: 'warn' }, { write: (line) => void lines.push(line) }));
  await database.close();
  expect(lines.join()).toContain('waiting up to 25 seconds');
});

test('a lock renewed by a process that cannot be checked is respected', async () => {
  await mkdir(join(dataDir, 'lock'), { recursive: true });
  await writeFile(join(dataDir, 'owner.json'), JSON.stringify({ realm: 'another container', pid: 1, started: '1' }));
  const renewal = setTimeout(() => utimes(join(dataDir, 'lock'), new Date(), new Date(Date.now() + 1)), 600);
  await expect(open()).rejects.toThrow(FolderLockFault);
  clearTimeout(renewal);
});

test('an interrupted first start begins again', async () => {
  await mkdir(join(dataDir, 'pg.new'), { recursive: true });
  await writeFile(join(dataDir, 'pg.new', 'PG_VERSION'), '18\n');
  const database = await open();
  expect(await database.prisma.person.count()).toBe(0);
  await database.close();
  expect(await readdir(dataDir)).toEqual(['pg']);
});

test.each([
  ['16\n', /is of PostgreSQL 16 and this version of Staffroom reads 18/],
  [undefined, /is no database folder \(it has no PG_VERSION\)/],
])('a folder with PG_VERSION %j is left alone', async (version, sentence) => {
  await mkdir(join(dataDir, 'pg'), { recursive: true });
  if (version) await writeFile(join(dataDir, 'pg', 'PG_VERSION'), version);
  await expect(open()).rejects.toThrow(EmbeddedFault);
  await expect(open()).rejects.toThrow(sentence);
  expect(await readdir(dataDir)).toEqual(['pg']);
});
