import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders beside the database that are of no use once the process that made them has ended. */
export const scratchPrefix = 'scratch-';

/** Removes what a killed backup or restore left behind. Only under the folder's lock. */
export async function removeScratch(dataDir: string): Promise<void> {
  const names = await readdir(dataDir);
  const left = names.filter((name) => name.startsWith(scratchPrefix));
  await Promise.all(left.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
}
