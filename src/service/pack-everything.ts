import { type FileHandle, mkdtemp, open, readFile, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Core } from '../app/core.js';
import { atOneMoment } from '../app/privacy/export-everything.js';
import { findMigrationsDirectory } from '../db/migrations/migration-files.js';
import type { ExportFile } from '../reports/exports.js';

/**
 * Exports every table as a file, as of one moment, described by the comments in `schema.prisma`, which is in the folder
 * above the migrations. @param use must not wait for writers, because in the embedded database they wait for it
 */
export async function withEverything<Result>(
  core: Core,
  use: (files: AsyncIterable<ExportFile>) => Promise<Result>,
): Promise<Result> {
  // Loaded with the first export.
  const { everythingFiles } = await import('../reports/exports.js');
  const { readDescriptions } = await import('../reports/schema-descriptions.js');
  const schema = join(dirname(findMigrationsDirectory()), 'schema.prisma');
  const descriptions = readDescriptions(await readFile(schema, 'utf8'));
  return atOneMoment(core, (snapshot) => use(everythingFiles(snapshot, descriptions, core.clock.now())));
}

/** Writes everything as a ZIP file to an open, empty file. */
export async function zipEverythingTo(core: Core, file: FileHandle): Promise<void> {
  const { zipOf } = await import('../reports/exports.js');
  await withEverything(core, async (files) => {
    // Each write continues where the last one ended.
    for await (const piece of zipOf(files, core.clock.now())) await file.writeFile(piece);
  });
}

/**
 * The full export as the bytes of a ZIP file. It is written to an unlinked temporary file first, so that a slow
 * download does not hold the snapshot open; nothing of it stays on the disk.
 */
export async function* packEverything(core: Core): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-everything-'));
  let file: FileHandle | undefined;
  try {
    const path = join(folder, 'everything.zip');
    file = await open(path, 'wx+', 0o600);
    // An open file needs no name, so it disappears even if this process is killed. Windows deletes it when it is
    // closed.
    await unlink(path).catch(() => undefined);
    await zipEverythingTo(core, file);
    yield* file.createReadStream({ start: 0, autoClose: false });
  } finally {
    await file?.close();
    await rm(folder, { recursive: true, force: true });
  }
}
