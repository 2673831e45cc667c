// `npm run sbom`: writes dist/sbom.cdx.json, a software bill of materials (CycloneDX) of what is shipped, from the lock file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns {{ bomFormat: string, metadata: { component: { name: string } }, components: Array<Record<string, unknown>> }} */
export function makeBillOfMaterials() {
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'];
  // On Windows npm is a script of the shell. The arguments are constant.
  const npm = spawnSync('npm', options, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    throw new Error(`npm could not list what is shipped: run \`npm ci\` with npm 10 or later. It said: ${npm.stderr}`, {
      cause: npm.error,
    });
  const bill = JSON.parse(npm.stdout);
  // npm names the folder that it is called in.
  bill.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name;
  return bill;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(makeBillOfMaterials(), null, 2)}\n`);
}
