import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawIcon } from '../../manifests/icons.mjs';
import { faultsOf, fillManifest, packManifest, settingsOf } from '../../manifests/manifest.mjs';

const template = readFileSync(new URL('../../manifests/teams/manifest.json', import.meta.url), 'utf8');
const settings = {
  ...settingsOf(
    { TEAMS_APP_ID: '6f1c1a2e-52a3-4a51-9c5b-0f2f3f0e9d11', PUBLIC_URL: 'https://staffroom.example/' },
    '0.1.0',
  ),
};
const readme = readFileSync(new URL('../../manifests/README.md', import.meta.url), 'utf8');
const iconBytes = (name: string) => readFileSync(new URL(`../../manifests/teams/${name}.png`, import.meta.url));

/** Width and height of a PNG, from its first chunk (PNG specification, 11.2.2). */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the Teams manifest', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is what the schema of its version asks for, checked without a network', async () => {
    const asked = vi.fn();
    vi.stubGlobal('fetch', asked);
    expect(await faultsOf(fillManifest(template, settings))).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('would not pass with a fault in it', async () => {
    const broken = fillManifest(template, { ...settings, TEAMS_APP_ID: 'not-an-id' });
    expect(await faultsOf(broken)).not.toEqual([]);
  });

  it('serves personal chats, teams and group chats, and takes files', () => {
    const [bot] = JSON.parse(fillManifest(template, settings)).bots;
    expect(bot).toMatchObject({
      botId: settings.TEAMS_APP_ID,
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
    });
  });

  it('asks for what is used and nothing else, each with its reason in the README beside it', () => {
    const manifest = JSON.parse(fillManifest(template, settings));
    const asked = {
      scopes: manifest.bots.flatMap((bot: { scopes: string[] }) => bot.scopes),
      supportsFiles: manifest.bots[0].supportsFiles,
      tabs: manifest.staticTabs.map((tab: { entityId: string }) => tab.entityId),
      commands: manifest.composeExtensions[0].commands.map((command: { id: string }) => command.id),
      links: manifest.composeExtensions[0].messageHandlers[0].value.domains,
      validDomains: manifest.validDomains,
      resource: manifest.webApplicationInfo.resource,
    };
    const host = new URL(settings.PUBLIC_URL ?? '').host;
    expect(asked).toEqual({
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
      tabs: ['conversations', 'my-staffroom'],
      commands: ['search'],
      links: [host],
      validDomains: [host],
      resource: `api://${host}/botid-${settings.TEAMS_APP_ID}`,
    });
    // Neither rights over whole teams and chats, nor anything of a device.
    for (const right of ['authorization', 'permissions', 'devicePermissions', 'connectors', 'configurableTabs'])
      expect(manifest).not.toHaveProperty(right);
    for (const reason of [
      'personal`',
      'team`',
      'groupChat`',
      'supportsFiles',
      'my-staffroom',
      '`search`',
      'messageHandlers',
      'validDomains',
      'webApplicationInfo',
      'access_as_user',
    ])
      expect(readme).toContain(reason);
  });

  it('names every setting that is missing', () => {
    expect(() => fillManifest(template, { VERSION: '1.0.0' })).toThrow('TEAMS_APP_ID, PUBLIC_URL');
  });

  it('stays JSON whatever a setting holds', () => {
    const odd = 'https://x.example/","id":"y\\';
    expect(JSON.parse(fillManifest(template, { ...settings, PUBLIC_URL: odd })).developer.websiteUrl).toBe(odd);
  });

  it('packs the manifest and both icons at the top level', () => {
    const files = unzipSync(packManifest(fillManifest(template, settings)));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()).id).toBe(settings.TEAMS_APP_ID);
  });
});

describe('the icons', () => {
  it('have the sizes that Teams wants', () => {
    expect(sizeOf(iconBytes('color'))).toEqual([192, 192]);
    expect(sizeOf(iconBytes('outline'))).toEqual([32, 32]);
  });

  it('are the drawings beside them', () => {
    expect(drawIcon('color').equals(iconBytes('color'))).toBe(true);
    expect(drawIcon('outline').equals(iconBytes('outline'))).toBe(true);
  });

  it('outline is white on nothing', async () => {
    const { Resvg } = await import('@resvg/resvg-js');
    const drawing = readFileSync(new URL('../../manifests/teams/outline.svg', import.meta.url), 'utf8');
    const pixels = new Resvg(drawing).render().pixels;
    const seen = { clear: 0, white: 0, other: 0 };
    for (let at = 0; at < pixels.length; at += 4) {
      const [red, green, blue, alpha] = pixels.subarray(at, at + 4);
      // Colours come multiplied by their alpha.
      if (alpha === 0) seen.clear += 1;
      else if (red === alpha && green === alpha && blue === alpha) seen.white += 1;
      else seen.other += 1;
    }
    expect(seen.other).toBe(0);
    expect(seen.clear).toBeGreaterThan(500);
    expect(seen.white).toBeGreaterThan(50);
  });
});
