import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** ZIP keeps local time: the same in every zone. */
const zipEpoch = new Date(1980, 0, 1);

/**
 * A Word or Excel file (a ZIP of XML, ECMA-376) without the moment at which it was packed: what was made of the same data is
 * the same to the byte. @param madeAt stands in it as when it was created and changed
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
  // Word wants the list of types first.
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
