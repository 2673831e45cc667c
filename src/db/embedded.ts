import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Log } from '../log.js';
import type { Connections } from './database.js';
import { connectToEmbedded, embeddedOptions } from './embedded-client.js';
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
    const lite = await openFolder(folder);
    return connectToEmbedded(lite, async () => {
      await lite.close();
      await lock.release();
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openFolder(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: folder, ...embeddedOptions });
  } catch (cause) {
    throw new EmbeddedFault(
      `The database in ${folder} does not open: put a backup back, or move the folder away to start with an empty one`,
      { cause },
    );
  }
}

/** A half-made database never carries the final name, so a first start that was cut short begins again. */
async function initialise(dataDir: string, folder: string, log: Log): Promise<void> {
  log.info('creating the database; this takes some seconds, once');
  const unfinished = join(dataDir, 'pg.new');
  await rm(unfinished, { recursive: true, force: true });
  const lite = await openFolder(unfinished);
  await lite.close();
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
