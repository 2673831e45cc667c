// Draws the Teams icons: manifests/teams/*.svg into the PNGs that Teams wants. Run after a drawing was changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** @param {'color' | 'outline'} name @returns {Buffer} the PNG, as large as the drawing says */
export function drawIcon(name) {
  return new Resvg(readFileSync(iconFile(`${name}.svg`), 'utf8')).render().asPng();
}

/** @param {string} name */
function iconFile(name) {
  return fileURLToPath(new URL(`../manifests/teams/${name}`, import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of /** @type {const} */ (['color', 'outline']))
    writeFileSync(iconFile(`${name}.png`), drawIcon(name));
}
