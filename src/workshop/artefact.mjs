// `npm run artefact -- FOLDER`: writes what a server needs into a folder, and nothing else: the built programs, the
// migrations, and a package.json of the few packages that are not in the bundle. In it, `npm ci --omit=dev` and
// `npm start` need no build tools.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms } from './build.mjs';
import { unbundled } from './bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} folder new or empty */
export async function writeArtefact(folder) {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty: name a new folder`);
  await buildPrograms();
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.zip') });
  for (const path of ['prisma/migrations', 'prisma/schema.prisma', '.npmrc', '.env.example']) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const { manifest, lock } = packagesOf(readJson('package.json'), readJson('package-lock.json'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
}

/**
 * The packages that are not bundled, at the versions of the lock file, with what they need themselves.
 * @param {any} whole package.json
 * @param {any} wholeLock package-lock.json
 */
function packagesOf(whole, wholeLock) {
  const { name, version, type, description, license, engines } = whole;
  const dependencies = Object.fromEntries(unbundled.map((one) => [one, whole.dependencies[one]]));
  const scripts = { start: 'node --heap-growing-percent=60 --enable-source-maps dist/main.js' };
  const manifest = { name, version, private: true, type, description, license, engines, dependencies, scripts };
  /** @type {Record<string, any>} */
  const packages = { '': { name, version, license, dependencies, engines } };
  /** @param {string} one */
  const add = (one) => {
    const path = `node_modules/${one}`;
    const entry = wholeLock.packages[path];
    if (packages[path] || !entry) return;
    packages[path] = entry;
    for (const next of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) add(next);
  };
  for (const one of unbundled) add(one);
  const { lockfileVersion } = wholeLock;
  return { manifest, lock: { name, version, lockfileVersion, requires: true, packages } };
}

/** @param {string} file in the root */
function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Name the folder: npm run artefact -- FOLDER');
  await writeArtefact(resolve(folder));
}
