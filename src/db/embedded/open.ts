import { constants, existsSync } from 'node:fs';
import { access, chmod, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../service/log.js';
import type { Connections } from '../database.js';
import { connectToEmbedded, type EmbeddedServer } from './client.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { moveRemedy, readMoveNote } from './moved-note.js';
import { removeScratch } from './scratch.js';
import { openInThread, type ThreadData } from './thread.js';

/** The PostgreSQL version of PGlite 0.5. */
const MAJOR = '18';

/** The folder of the embedded database cannot be used; `message` says what to do. */
export class EmbeddedFault extends Error {}

/** An embedded database that is opening. */
export interface EmbeddedOpening {
  /** Rejects with EmbeddedFault when it cannot be read; the folder is then unlocked. */
  readonly opened: Promise<Connections>;
}

/**
 * Locks `FOLDER` against other processes and starts opening the database in `FOLDER/pg` in its own thread, creating it
 * first when absent.
 * @param options.forMove opens it although its data are moved to a server
 * @throws FolderLockFault when another process is using it; EmbeddedFault when it is not our database, or was moved
 */
export async function beginEmbedded(dataDir: string, log: Log, options?: { forMove: true }): Promise<EmbeddedOpening> {
  await prepareFolder(dataDir);
  const lock = await lockFolder(dataDir, log);
  try {
    if (!options?.forMove) await refuseMoved(dataDir);
    await removeScratch(dataDir);
    const folder = join(dataDir, 'pg');
    const exists = existsSync(folder);
    if (exists) await checkMajor(folder);
    const opened = connectUnderLock(exists ? open({ folder }, log) : create(dataDir, folder, log), lock);
    // The caller gets this error later, when it awaits the promise.
    opened.catch(() => undefined);
    return { opened };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** @throws EmbeddedFault when the data of the folder are moved to a server */
async function refuseMoved(dataDir: string): Promise<void> {
  const note = await readMoveNote(dataDir);
  if (note) throw new EmbeddedFault(moveRemedy(dataDir, note));
}

/** A disk on a network that is gone does not answer at all. In milliseconds. */
const folderWithinMs = 15_000;

/** @throws EmbeddedFault when it is no folder, or not ours to write in, or does not answer */
export async function prepareFolder(dataDir: string): Promise<void> {
  const late = new AbortController();
  const tooLong = delay(folderWithinMs, undefined, { signal: late.signal }).then(() => {
    throw Object.assign(new Error('The folder did not answer'), { code: 'ETIMEDOUT' });
  });
  try {
    await Promise.race([makeReady(dataDir), tooLong]);
  } catch (cause) {
    throw new EmbeddedFault(folderRemedy(dataDir, (cause as NodeJS.ErrnoException).code), { cause });
  } finally {
    tooLong.catch(() => undefined);
    late.abort();
  }
}

async function makeReady(dataDir: string): Promise<void> {
  await makeFolder(resolve(dataDir));
  await chmod(dataDir, 0o700);
  const folder = join(dataDir, 'pg');
  for (const path of [dataDir, ...(existsSync(folder) ? [folder, join(folder, 'PG_VERSION')] : [])]) {
    if (existsSync(path)) await access(path, constants.R_OK | constants.W_OK);
  }
}

/** One folder after the other: `mkdir` with `recursive` never ends below /proc, where a folder that is there takes none. */
async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOENT') throw fault;
  });
  if (found?.isDirectory()) return;
  if (found) throw Object.assign(new Error('A file is in the place of a folder'), { code: 'ENOTDIR' });
  await makeFolder(dirname(path));
  await mkdir(path, { mode: 0o700 }).catch((fault: NodeJS.ErrnoException) => {
    // Another process may have made it in between.
    if (fault.code !== 'EEXIST') throw fault;
  });
}

function folderRemedy(dataDir: string, code: string | undefined): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `${dataDir} is a file, or lies below one: set DATA_DIR to a folder, or move the file away`;
    case 'EROFS':
      return `${dataDir} is on a read-only disk: set DATA_DIR to a folder that can be written to`;
    case 'EACCES':
    case 'EPERM':
      return `${dataDir} belongs to another user or may not be written to: run Staffroom as the user who owns it, give it to the user who runs Staffroom (chown -R), or set DATA_DIR to another folder`;
    case 'ENOENT':
      return `${dataDir} cannot be made, because no folder can be made there: set DATA_DIR to another place`;
    case 'ETIMEDOUT':
      return `The folder ${dataDir} did not answer within ${folderWithinMs / 1_000} seconds: see whether its disk is there, or set DATA_DIR to a folder on another`;
    case 'ENOSPC':
      return `There is no room for ${dataDir}: the disk is full; make room, or set DATA_DIR to a folder on another disk`;
    default:
      return `The folder ${dataDir} cannot be used (${code ?? 'unknown'}): check DATA_DIR`;
  }
}

async function connectUnderLock(opening: Promise<EmbeddedServer>, lock: FolderLock): Promise<Connections> {
  try {
    const server = await opening;
    const close = async () => {
      await server.close();
      await lock.release();
    };
    return connectToEmbedded({ ...server, close });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function open(data: ThreadData, log: Log): Promise<EmbeddedServer> {
  const { folder } = data;
  try {
    const thread = await openInThread(data);
    return { ...thread, lost: thread.lost.then((cause) => reportLoss(cause, folder, log)) };
  } catch (cause) {
    throw new EmbeddedFault(
      `The database in ${folder} does not open: put a backup back, or move the folder away to start with an empty one`,
      { cause },
    );
  }
}

function reportLoss(cause: unknown, folder: string, log: Log): EmbeddedFault {
  log.fatal({ err: cause }, 'the database has stopped');
  return new EmbeddedFault(
    `The database in ${folder} has stopped: start Staffroom again (what was confirmed is kept); if it stops again, put a backup back`,
    { cause },
  );
}

/** Created under another name and then renamed, so that an interrupted first start simply begins again. */
async function create(dataDir: string, folder: string, log: Log): Promise<EmbeddedServer> {
  log.info('creating the database; this takes some seconds, once');
  const createAs = join(dataDir, 'pg.new');
  await rm(createAs, { recursive: true, force: true });
  return open({ folder, createAs }, log);
}

export async function checkMajor(folder: string): Promise<void> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new EmbeddedFault(
      `${folder} is no database folder (it has no PG_VERSION): put a backup back, or move it away to start with an empty one`,
    );
  }
  if (version.trim() !== MAJOR) {
    throw new EmbeddedFault(
      `The database in ${folder} is of PostgreSQL ${version.trim()} and this version of Staffroom reads ${MAJOR}: start the version that made it and move the data to a server (see README), or move the folder away to start with an empty one`,
    );
  }
}
