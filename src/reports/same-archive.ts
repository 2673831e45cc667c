import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** ZIP stores local time without a zone, so this is the same everywhere. */
const zipEpoch = new Date(1980, 0, 1);

/**
 * Repacks a Word or Excel file (a ZIP of XML, ECMA-376) without the time of packing, so that the same data gives the
 * same bytes. @param madeAt written as the time of creation and change
 */
export function packTheSame(file: Uint8Array, madeAt: Date): Buffer {
  const parts = unzipSync(file);
  const core = parts['docProps/core.xml'];
  if (core) {
    const moment = `$1${madeAt.toISOString().replace(/\.\d+Z$/, 'Z')}$2`;
    const text = strFromU8(core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, moment);
    parts['docProps/core.xml'] = strToU8(text);
  }
  const names = Object.keys(parts).sort();
  // Word requires the list of content types to come first.
  const inOrder = [
    ...names.filter((name) => name === '[Content_Types].xml'),
    ...names.filter((name) => !name.startsWith('[')),
  ];
  return Buffer.from(
    zipSync(Object.fromEntries(inOrder.map((name) => [name, parts[name] ?? new Uint8Array()])), {
      mtime: zipEpoch,
      level: 6,
    }),
  );
}
