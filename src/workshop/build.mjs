// `npm run build`: generates the database client and bundles the programs into dist/, if anything has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateClient } from './generate.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');
export const programs = [
  'src/main.ts',
  'src/cli.ts',
  'src/playground/playground-guard.ts',
  'src/db/embedded/embedded-worker.ts',
  'src/importers/reading/reading-worker.ts',
].map((file) => join(root, file));

export async function buildPrograms() {
  generateClient();
  const stamp = hashInputs();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (/\.js(\.map)?$/.test(name) || name === '.stamp') rmSync(join(dist, name));
  }
  // Loaded late, because a start without changes does not need it.
  const [{ build, stop }, { bundleOptions, tabScriptOptions }] = await Promise.all([
    import('esbuild'),
    import('./bundle.mjs'),
  ]);
  await Promise.all([build(bundleOptions(programs, dist)), build(tabScriptOptions(root, dist))]);
  // esbuild's process would keep running otherwise.
  await stop();
  writeFileSync(stampFile, stamp);
}

/** Hashes everything the bundle is made from; packages are identified by the lock file. */
function hashInputs() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['src', 'prisma']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files) {
      if (/\.(ts|mjs|json|sql|prisma)$/.test(file)) hash.update(file).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPrograms();
