// `npm run sbom`: writes dist/sbom.cdx.json, a software bill of materials (CycloneDX) of what is shipped, from the lock file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {Record<string, unknown> & { 'bom-ref': string, name?: string, version?: string, purl?: string }} Component
 * @typedef {{ bomFormat: string, metadata: { component: Component }, components: Component[],
 *   dependencies: Array<{ ref: string, dependsOn: string[] }> }} Bill
 */

/**
 * npm lists everything; what the lock file says is for development alone is left out here, because npm's own `--omit dev`
 * leaves out whatever a tool uses too.
 * @returns {Bill}
 */
export function makeBillOfMaterials() {
  const bill = listEverything();
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const shipped = new Set([bill.metadata.component['bom-ref']]);
  for (const [path, { name, version, dev }] of Object.entries(packages)) {
    if (path !== '' && !dev) shipped.add(`${name ?? path.split('node_modules/').at(-1)}@${version}`);
  }
  bill.components = bill.components.filter((component) => shipped.has(component['bom-ref']));
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => shipped.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => shipped.has(other)) }));
  // npm names the folder that it is called in.
  bill.metadata.component.name = packages[''].name;
  return bill;
}

/** @returns {Bill} */
function listEverything() {
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  // On Windows npm is a script of the shell. The arguments are constant.
  const shell = process.platform === 'win32';
  const npm = spawnSync('npm', options, { cwd: root, encoding: 'utf8', maxBuffer: 64e6, shell });
  if (npm.status !== 0)
    throw new Error(`npm could not list what is shipped: run \`npm ci\` with npm 10 or later. It said: ${npm.stderr}`, {
      cause: npm.error,
    });
  return JSON.parse(npm.stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(makeBillOfMaterials(), null, 2)}\n`);
}
