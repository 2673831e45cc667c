import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '../app/core.js';
import { noteEverythingExported } from '../app/privacy/export-everything.js';
import { withEverything, zipEverythingTo } from '../service/pack-everything.js';

/**
 * Exports everything to a ZIP file (a path that ends in `.zip`) or a folder, readable only by the current user.
 * Existing files are not overwritten.
 * @param out an absolute path
 */
export async function exportTo(core: Core, out: string): Promise<ExportOutcome> {
  try {
    return out.endsWith('.zip') ? await writeZip(core, out) : await writeFolder(core, out);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    const words = typeof code === 'string' ? refusals[code] : undefined;
    if (words) return { kind: 'refused', words: `${words}: ${out}` };
    throw fault;
  }
}
/** Where the export is, or why nothing was written. */
type ExportOutcome =
  | { readonly kind: 'written'; readonly path: string; readonly files: number }
  | { readonly kind: 'refused'; readonly words: string };
export const refusals: Readonly<Record<string, string>> = {
  EEXIST: 'There is something of that name already; name another with --out',
  ENOENT: 'There is no such folder; make it first',
  EACCES: 'Nothing may be written there; name another place with --out',
  EROFS: 'Nothing can be written there; name another place with --out',
  ENOTDIR: 'That leads through a file; name another place with --out',
};
async function writeZip(core: Core, out: string): Promise<ExportOutcome> {
  const file = await open(out, 'wx', 0o600);
  try {
    await zipEverythingTo(core, file);
  } catch (fault) {
    // An incomplete archive is of no use.
    await rm(out, { force: true });
    throw fault;
  } finally {
    await file.close();
  }
  await noteEverythingExported(core, undefined);
  return { kind: 'written', path: out, files: 1 };
}
async function writeFolder(core: Core, out: string): Promise<ExportOutcome> {
  await mkdir(out, { recursive: true, mode: 0o700 });
  if ((await readdir(out)).length > 0) {
    return { kind: 'refused', words: `The folder is not empty; name another with --out: ${out}` };
  }
  const files = await withEverything(core, async (all) => {
    let written = 0;
    for await (const { name, chunks } of all) {
      const path = join(out, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(Readable.from(chunks), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      written += 1;
    }
    return written;
  });
  await noteEverythingExported(core, undefined);
  return { kind: 'written', path: out, files };
}
