import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.js';
import type { Connections } from './database.js';
import { connectToEmbedded, type EmbeddedServer } from './embedded-client.js';
import { openInThread } from './embedded-thread.js';
import { lockFolder } from './folder-lock.js';

/** The PostgreSQL that PGlite 0.5 is. */
const MAJOR = '18';

/** The folder of the embedded database cannot be used; `message` says what to do. */
export class EmbeddedFault extends Error {}

/**
 * Opens the database in `FOLDER/pg`, creating it first when absent, with the folder locked against other processes.
 * @throws FolderLockFault when another process has it; EmbeddedFault when it cannot be read
 */
export async function openEmbedded(dataDir: string, log: Log): Promise<Connections> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const lock = await lockFolder(dataDir, log);
  try {
    const folder = join(dataDir, 'pg');
    if (existsSync(folder)) await checkMajor(folder);
    else await initialise(dataDir, folder, log);
    const server = await openFolder(folder, log);
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

async function openFolder(folder: string, log: Log): Promise<EmbeddedServer> {
  try {
    const thread = await openInThread(folder);
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

/** A half-made database never carries the final name, so a first start that was cut short begins again. */
async function initialise(dataDir: string, folder: string, log: Log): Promise<void> {
  log.info('creating the database; this takes some seconds, once');
  const unfinished = join(dataDir, 'pg.new');
  await rm(unfinished, { recursive: true, force: true });
  const server = await openFolder(unfinished, log);
  await server.close();
  await rename(unfinished, folder);
}

async function checkMajor(folder: string): Promise<void> {
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
