// The licences of what is shipped. A new one is read and added here, or its package is not used.
import { readFileSync } from 'node:fs';

/** Each leaves our own code free, and asks for no more than its notice, which stays in `node_modules`. */
const accepted = new Set([
  'MIT',
  // MIT without even its notice.
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  // Charts as PNG: changes of its own files are to be published, and we make none.
  'MPL-2.0',
  // The font's files; sold only as part of something else.
  'MIT AND OFL-1.1',
  'MIT and ISC',
  '(MIT AND Zlib)',
  // A choice: we take MIT.
  '(MIT OR GPL-3.0-or-later)',
  '(MIT OR CC0-1.0)',
]);

/** Packages with a licence that no other may have, or whose manifest does not say it; read in the package itself. */
const single = new Map([
  ['cldrjs', { stated: undefined, is: 'MIT, in its LICENSE-MIT' }],
  ['png-js', { stated: undefined, is: 'MIT, in its LICENSE' }],
]);

/**
 * Packages of a lock file that are shipped with a licence nobody has agreed to.
 * @param {{ packages: Record<string, { name?: string, license?: string, dev?: boolean, link?: boolean }> }} lock
 * @returns {string[]} `name: licence`
 */
export function findLicenceFaults(lock) {
  return Object.entries(lock.packages).flatMap(([path, { name: own, license, dev, link }]) => {
    const name = own ?? path.split('node_modules/').at(-1) ?? '';
    if (path === '' || dev || link) return [];
    const known = single.get(name);
    if (known ? known.stated === license : accepted.has(license ?? '')) return [];
    return [`${name}: ${license ?? 'no licence is stated'}`];
  });
}

/** @param {URL} file the lock file */
export function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
