import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { findLicenceFaults, readLock } from '../src/workshop/licences.mjs';
import { makeBillOfMaterials } from '../src/workshop/sbom.mjs';

const lockFile = new URL('../package-lock.json', import.meta.url);

describe('the licences of what is shipped', () => {
  it('are all on the list', () => {
    expect(findLicenceFaults(readLock(lockFile))).toEqual([]);
  });

  it('are refused when one is not, or none is stated, also for a package that another licence was read of', () => {
    const packages = {
      '': { license: 'UNLICENSED' },
      'node_modules/free': { license: 'MIT' },
      'node_modules/free/node_modules/copyleft': { license: 'AGPL-3.0-only' },
      'node_modules/@scope/silent': {},
      'node_modules/tool': { license: 'AGPL-3.0-only', dev: true },
      'node_modules/cldrjs': { license: 'GPL-3.0-only' },
    };
    expect(findLicenceFaults({ packages })).toEqual([
      'copyleft: AGPL-3.0-only',
      '@scope/silent: no licence is stated',
      'cldrjs: GPL-3.0-only',
    ]);
  });
});

describe('the packages', () => {
  it.each(['20.19.0', '22.12.0', '24.0.0'])('all run on Node.js %s, so that npm warns of none', (version) => {
    const { packages } = readLock(lockFile) as {
      packages: Record<string, { optional?: boolean; engines?: { node?: string } }>;
    };
    const strangers = Object.entries(packages).filter(
      ([, { optional, engines }]) => !optional && !satisfies(version, engines?.node ?? '*'),
    );
    expect(strangers).toEqual([]);
  });
});

describe('the bill of materials', () => {
  it('has every package that the service depends on as the lock file has it, and no tool of the workshop', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const bill = makeBillOfMaterials();
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'staffroom']);
    const listed = new Map(bill.components.map((component) => [component.purl, component]));
    const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
    for (const [name, version] of Object.entries(dependencies)) {
      expect(listed.get(purl(name, version))).toMatchObject({
        version,
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
        licenses: [expect.anything()],
      });
    }
    const { packages } = readLock(lockFile) as {
      packages: Record<string, { name?: string; dev?: boolean; version: string }>;
    };
    const refs = new Set(bill.components.map((component) => component['bom-ref']));
    const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
    const missing = shipped.filter(
      ([path, { name, version }]) => !refs.has(`${name ?? path.split('node_modules/').at(-1)}@${version}`),
    );
    expect(missing).toEqual([]);
    expect(shipped.length).toBeGreaterThan(100);
    // A tool that a shipped package uses as well, such as the compiler, is shipped.
    const tools = Object.keys(devDependencies).filter((name) => packages[`node_modules/${name}`]?.dev);
    expect(tools).toContain('vitest');
    expect(tools.filter((name) => refs.has(`${name}@${packages[`node_modules/${name}`]?.version}`))).toEqual([]);
  });
});
