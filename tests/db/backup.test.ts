import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { create } from 'tar';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { backUp } from '../../src/commands/back-up.js';
import { restore } from '../../src/commands/restore.js';
import type { Database } from '../../src/db/database.js';
import { backUpOpen } from '../../src/db/embedded/backup.js';
import { FolderLockFault } from '../../src/db/embedded/folder-lock.js';
import { openDatabase } from '../../src/db/open-database.js';
import { type Config, readConfig } from '../../src/settings/config.js';

const silent = pino({ level: 'silent' });
const nobody = { name: 'Somebody of the first hour' };
let folder: string;
/** A folder with a migrated database of one person and its backup, because creating one takes seconds. */
let prepared: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'staffroom-'));
  const database = await openDatabase({ dataDir: join(prepared, 'data'), log: silent });
  await database.prisma.person.create({ data: nobody });
  await database.close();
  await say(backUp(configOf(join(prepared, 'data')), silent, join(prepared, 'backup.tar.gz'), hear));
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staffroom-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let lines: string[] = [];
const hear = (line: string) => void lines.push(line);

/** @returns whether it was done, and what was said */
async function say(act: Promise<boolean>): Promise<{ done: boolean; said: string }> {
  const done = await act;
  const said = lines.join('\n');
  lines = [];
  return { done, said };
}

function configOf(dataDir: string, settings: Readonly<Record<string, string>> = {}): Config {
  return readConfig({ DATA_DIR: dataDir, ...settings });
}

const backUpTo = (dataDir: string, file: string) => say(backUp(configOf(dataDir), silent, file, hear));
const restoreFrom = (file: string, dataDir: string) => say(restore(configOf(dataDir), silent, file, hear));

async function peopleIn(dataDir: string): Promise<readonly string[]> {
  const database = await openDatabase({ dataDir, log: silent });
  const people = await database.prisma.person.findMany({ orderBy: { createdAt: 'asc' } });
  await database.close();
  return people.map(({ name }) => name);
}

/** Adds people one after the other until told to stop. @returns names that were confirmed, as it goes on */
function keepAdding({ prisma }: Database): { readonly confirmed: string[]; stop(): Promise<void> } {
  const confirmed: string[] = [];
  let going = true;
  const adding = (async () => {
    for (let number = 0; going; number += 1) {
      const { name } = await prisma.person.create({ data: { name: `Person ${number}` } });
      confirmed.push(name);
    }
  })();
  return {
    confirmed,
    stop: async () => {
      going = false;
      await adding;
    },
  };
}

test('a backup of a database in use has whoever was confirmed before it, nobody in part, and only its owner reads it', async () => {
  const dataDir = join(folder, 'data');
  await cp(join(prepared, 'data'), dataDir, { recursive: true });
  const database = await openDatabase({ dataDir, log: silent });
  const adding = keepAdding(database);
  await expect.poll(() => adding.confirmed.length).toBeGreaterThan(20);
  const before = adding.confirmed.length;
  const file = join(folder, 'backup.tar.gz');
  const outcome = await backUpOpen(database.pool, dataDir, file);
  const after = adding.confirmed.length;
  await expect.poll(() => adding.confirmed.length).toBeGreaterThan(after);
  await adding.stop();
  await database.close();
  expect(outcome).toMatchObject({ kind: 'written', path: file });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['backup.tar.gz', 'data']);
  expect(await readdir(dataDir)).toEqual(['pg']);

  const other = join(folder, 'other');
  expect((await restoreFrom(file, other)).said).toMatch(/The backup is in .*other: 0 schools, \d+ people/);
  expect((await stat(other)).mode & 0o777).toBe(0o700);
  const kept = await peopleIn(other);
  expect(kept.slice(0, before + 1)).toEqual([nobody.name, ...adding.confirmed.slice(0, before)]);
  expect(kept).toEqual([nobody.name, ...adding.confirmed].slice(0, kept.length));
});

test('nothing is overwritten, neither a file by a backup nor a database by a restore', async () => {
  const file = join(folder, 'taken');
  await writeFile(file, 'something of mine');
  expect(await backUpTo(join(prepared, 'data'), file)).toEqual({
    done: false,
    said: expect.stringMatching(/There is something at/),
  });
  expect(await readFile(file, 'utf8')).toBe('something of mine');
  const again = await restoreFrom(join(prepared, 'backup.tar.gz'), join(prepared, 'data'));
  expect(again).toEqual({
    done: false,
    said: expect.stringMatching(/There is a database in .* already: move its folder/),
  });
  expect(await peopleIn(join(prepared, 'data'))).toEqual([nobody.name]);
});

test('a file that is cut short, or no backup, is refused and leaves the folder empty', async () => {
  const cut = join(folder, 'cut.tar.gz');
  await cp(join(prepared, 'backup.tar.gz'), cut);
  await truncate(cut, (await stat(cut)).size - 1_000);
  const letter = join(folder, 'letter.txt');
  await writeFile(letter, 'Dear all');
  const photographs = join(folder, 'photographs.tar.gz');
  await create({ cwd: folder, gzip: true, file: photographs }, ['letter.txt']);
  const dataDir = join(folder, 'data');
  for (const [file, why] of [
    [cut, /is no whole backup of Staffroom/],
    [letter, /is no/],
    [photographs, /is no backup of Staffroom: it holds no database/],
    [join(folder, 'absent'), /There is no file/],
  ] as const) {
    expect(await restoreFrom(file, dataDir)).toEqual({ done: false, said: expect.stringMatching(why) });
    expect(await readdir(dataDir).catch(() => [])).toEqual([]);
  }
});

test('a backup of a version that this one cannot work with is refused before it is in place', async () => {
  const dataDir = join(folder, 'newer');
  await cp(join(prepared, 'data'), dataDir, { recursive: true });
  const database = await openDatabase({ dataDir, log: silent });
  await database.pool.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at)
     VALUES ('1', 'x', '99990101000000_without_titles_needs_99980101000000', now())`,
  );
  await database.close();
  const file = join(folder, 'newer.tar.gz');
  expect((await backUpTo(dataDir, file)).done).toBe(true);
  await expect(restoreFrom(file, join(folder, 'data'))).rejects.toThrow(/was used by a newer version of Staffroom/);
  expect(await readdir(join(folder, 'data'))).toEqual([]);
});

test('a folder that another process holds is not read beside its back', async () => {
  const dataDir = join(folder, 'data');
  await cp(join(prepared, 'data'), dataDir, { recursive: true });
  const database = await openDatabase({ dataDir, log: silent });
  await expect(restoreFrom(join(prepared, 'backup.tar.gz'), dataDir)).rejects.toThrow(FolderLockFault);
  await database.close();
});

test('a database on a server is left to its own tools', async () => {
  const config = configOf(folder, { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' });
  const file = join(folder, 'backup.tar.gz');
  expect((await say(backUp(config, silent, file, hear))).said).toContain('pg_dump');
  expect((await say(restore(config, silent, file, hear))).said).toContain('pg_restore');
  expect(await readdir(folder)).toEqual([]);
});
