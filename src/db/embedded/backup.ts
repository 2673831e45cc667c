import { constants, existsSync } from 'node:fs';
import { access, cp, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { create } from 'tar';
import type { Log } from '../../service/log.js';
import { withClient } from '../fast/with-client.js';
import { lockFolder } from './folder-lock.js';
import { scratchPrefix } from './scratch.js';

/** What became of a backup. */
export type BackupOutcome =
  | { readonly kind: 'written'; readonly path: string; readonly bytes: number; readonly stoodStillMs: number }
  | { readonly kind: 'refused'; readonly words: string };

/**
 * Backs up a database that this process has open. Statements wait while its files are copied, half a second for 60
 * megabytes; the copy is compressed afterwards.
 * @param pool the only connection to the database in `dataDir`
 * @param out an absolute path where there is nothing yet
 */
export function backUpOpen(pool: pg.Pool, dataDir: string, out: string): Promise<BackupOutcome> {
  return backUp(dataDir, out, (copy) =>
    withClient(pool, async (client) => {
      // Everything is in the tables' own files then, so that the copy opens without repair.
      await client.query('CHECKPOINT');
      return copy();
    }),
  );
}

/**
 * Backs up a database that no process has open.
 * @param out an absolute path where there is nothing yet
 * @throws FolderLockFault when another process uses it
 */
export async function backUpClosed(dataDir: string, out: string, log: Log): Promise<BackupOutcome> {
  if (!existsSync(join(dataDir, 'pg')))
    return { kind: 'refused', words: `There is no database in ${dataDir}: name its folder in DATA_DIR` };
  const lock = await lockFolder(dataDir, log);
  try {
    return await backUp(dataDir, out, (copy) => copy());
  } finally {
    await lock.release();
  }
}

/** @param still runs what it is given while nothing is written to the database */
async function backUp(
  dataDir: string,
  out: string,
  still: (copy: () => Promise<number>) => Promise<number>,
): Promise<BackupOutcome> {
  const words = await findObstacle(out);
  if (words) return { kind: 'refused', words };
  const scratch = await mkdtemp(join(dataDir, scratchPrefix));
  const unfinished = `${out}.${process.pid}.part`;
  try {
    const stoodStillMs = await still(() => copyFiles(dataDir, scratch));
    const bytes = await pack(scratch, unfinished);
    if (existsSync(out)) return { kind: 'refused', words: taken(out) };
    await rename(unfinished, out);
    return { kind: 'written', path: out, bytes, stoodStillMs };
  } finally {
    await rm(unfinished, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

async function findObstacle(out: string): Promise<string | undefined> {
  if (existsSync(out)) return taken(out);
  try {
    await access(dirname(out), constants.W_OK);
    return undefined;
  } catch {
    return `Nothing can be written to ${dirname(out)}: make that folder, or name another`;
  }
}

function taken(out: string): string {
  return `There is something at ${out} already: name another file`;
}

/** @returns how long it took, in milliseconds */
async function copyFiles(dataDir: string, scratch: string): Promise<number> {
  const began = performance.now();
  // Where the file system can, the copy shares its blocks with the original.
  await cp(join(dataDir, 'pg'), join(scratch, 'pg'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  return Math.round(performance.now() - began);
}

/** @returns the size in bytes of the file, which only its owner may read */
async function pack(folder: string, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of create({ cwd: folder, gzip: true, portable: true }, ['pg'])) await file.write(chunk);
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
