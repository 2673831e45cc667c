import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { extract } from 'tar';
import type { Log } from '../../service/log.js';
import { withClient } from '../fast/with-client.js';
import { checkHistory } from '../migrations/migrate.js';
import { findMigrationsDirectory, readMigrations } from '../migrations/migration-files.js';
import { connectToEmbedded } from './client.js';
import { lockFolder } from './folder-lock.js';
import { forgetMove } from './moved-note.js';
import { checkMajor, EmbeddedFault, prepareFolder } from './open.js';
import { removeScratch, scratchPrefix } from './scratch.js';
import { openInThread } from './thread.js';

/** What became of a restore. */
export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly schools: number; readonly people: number }
  | { readonly kind: 'refused'; readonly words: string };

/**
 * Puts a backup into a folder that has no database. It is unpacked beside its place and opened there; only one that opens
 * and suits this version is put into its place.
 * @param file what `backUpOpen` or `backUpClosed` wrote
 * @throws FolderLockFault when another process uses the folder, EmbeddedFault when it cannot be written to
 */
export async function restoreBackup(dataDir: string, file: string, log: Log): Promise<RestoreOutcome> {
  if (!existsSync(file)) return { kind: 'refused', words: `There is no file ${file}: name a backup` };
  await prepareFolder(dataDir);
  const lock = await lockFolder(dataDir, log);
  try {
    if (existsSync(join(dataDir, 'pg'))) {
      const words = `There is a database in ${dataDir} already: move its folder ${join(dataDir, 'pg')} away, or set DATA_DIR to another`;
      return { kind: 'refused', words };
    }
    await removeScratch(dataDir);
    const scratch = await mkdtemp(join(dataDir, scratchPrefix));
    try {
      return await restoreBy(scratch, dataDir, file);
    } finally {
      // What was being unpacked when it failed may still be on its way to the disk.
      await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }
  } finally {
    await lock.release();
  }
}

async function restoreBy(scratch: string, dataDir: string, file: string): Promise<RestoreOutcome> {
  try {
    await extract({ file, cwd: scratch, strict: true });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'refused', words: `${file} is no whole backup of Staffroom (${said}): take another` };
  }
  const folder = join(scratch, 'pg');
  if (!existsSync(join(folder, 'PG_VERSION')))
    return { kind: 'refused', words: `${file} is no backup of Staffroom: it holds no database` };
  await checkMajor(folder);
  const found = await lookInto(folder);
  await rename(folder, join(dataDir, 'pg'));
  await forgetMove(dataDir);
  return { kind: 'restored', ...found };
}

/** @throws EmbeddedFault when it does not open, MigrationFault when this version does not suit it */
async function lookInto(folder: string): Promise<Held> {
  const thread = await openInThread({ folder }).catch((cause: unknown) => {
    throw new EmbeddedFault('The database in this backup does not open: take another', { cause });
  });
  const { pool, close } = connectToEmbedded(thread);
  try {
    return await withClient(pool, async (client) => {
      await checkHistory(client, await readMigrations(findMigrationsDirectory()));
      return countHeld(client);
    });
  } finally {
    await pool.end();
    await close();
  }
}

interface Held {
  readonly schools: number;
  readonly people: number;
}

async function countHeld(client: pg.ClientBase): Promise<Held> {
  const found = await client.query<Held>(
    'SELECT (SELECT count(*)::int FROM "School") AS schools, (SELECT count(*)::int FROM "Person") AS people',
  );
  return found.rows[0] ?? { schools: 0, people: 0 };
}
