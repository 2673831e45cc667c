import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, tabScriptOptions } from '../../src/workshop/bundle.mjs';

const root = join(import.meta.dirname, '..', '..');
const threads = ['src/importers/reading/reading-worker.ts', 'src/db/embedded/embedded-worker.ts'];

/**
 * Bundles the programs of threads, and the script of the tab in Teams, once for a whole run, as `npm run build` does: each file that is read starts a thread, and
 * translating it each time took most of the minutes of a run.
 * @returns what removes them at the end
 */
export async function setup(): Promise<() => void> {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'staffroom-threads-'));
  await build(
    bundleOptions(
      threads.map((file) => join(root, file)),
      folder,
    ),
  );
  await build(tabScriptOptions(root, folder));
  // The processes that run the tests inherit it.
  process.env.BUILT_THREADS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
