// `npm run manifest`: fills manifests/teams/manifest.json from the settings and packs dist/staffroom-teams.zip.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * @param {string} template JSON with `${{NAME}}` where a setting goes
 * @param {Readonly<Record<string, string | undefined>>} settings
 * @throws when a setting is missing, with every missing name
 */
export function fillManifest(template, settings) {
  const missing = new Set();
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (_whole, name) => {
    if (!settings[name]) missing.add(name);
    // As JSON writes it, without the quotes: a setting stays one string whatever it holds.
    return JSON.stringify(settings[name] ?? '').slice(1, -1);
  });
  if (missing.size > 0) throw new Error(`Set ${[...missing].join(', ')} in .env first: see .env.example`);
  return filled;
}

/**
 * What the template asks for. A link is known by its host, without `https://`.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {string} version of the app
 * @returns {Readonly<Record<string, string | undefined>>}
 */
export function settingsOf(environment, version) {
  const address = environment.PUBLIC_URL?.replace(/\/+$/, '');
  const host = address && URL.canParse(address) ? new URL(address).host : undefined;
  return { TEAMS_APP_ID: environment.TEAMS_APP_ID, VERSION: version, PUBLIC_URL: address, PUBLIC_HOST: host };
}

/** @param {string} manifest filled @returns {Promise<string[]>} what the schema finds wrong; no network is used */
export async function faultsOf(manifest) {
  return AppManifestUtils.validateAgainstSchema(TeamsManifestConverter.jsonToManifest(manifest));
}

/** @param {string} manifest filled @returns {Uint8Array} the package to upload: three files at the top level */
export function packManifest(manifest) {
  return zipSync({
    'manifest.json': strToU8(manifest),
    'color.png': readFileSync(at('manifests/teams/color.png')),
    'outline.png': readFileSync(at('manifests/teams/outline.png')),
  });
}

async function run() {
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'));
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const manifest = fillManifest(
    readFileSync(at('manifests/teams/manifest.json'), 'utf8'),
    settingsOf(process.env, version),
  );
  const faults = await faultsOf(manifest);
  if (faults.length > 0) throw new Error(`Teams would refuse this manifest:\n${faults.join('\n')}`);
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(at('dist/staffroom-teams.zip'), packManifest(manifest));
  process.stdout.write('dist/staffroom-teams.zip: upload it in Teams, Apps, Manage your apps, Upload an app.\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run().catch((fault) => {
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = 1;
  });
}
