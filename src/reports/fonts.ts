import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** The family that charts are set in. */
export const fontFamily = 'Source Sans 3';

let written: readonly string[] | undefined;

/**
 * Files of the font as resvg reads them (TrueType), unpacked once in a process: the npm package has it as web fonts only.
 * @returns paths, regular and semi-bold
 */
export function fontFiles(): readonly string[] {
  written ??= unpackFonts();
  return written;
}

function unpackFonts(): readonly string[] {
  const require = createRequire(import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-fonts-'));
  return [400, 600].flatMap((weight) =>
    ['latin', 'latin-ext'].map((subset) => {
      const name = `source-sans-3-${subset}-${weight}-normal`;
      const packed = readFileSync(require.resolve(`@fontsource/source-sans-3/files/${name}.woff`));
      const file = join(folder, `${name}.ttf`);
      writeFileSync(file, unpackWoff(packed));
      return file;
    }),
  );
}

const headerLength = 12;
const recordLength = 16;

/**
 * A WOFF 1.0 font file (https://www.w3.org/TR/WOFF/) as the TrueType or OpenType file that it wraps: each table inflated,
 * four-byte aligned, behind a table directory.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('The font is no WOFF file: install the packages again');
  const count = woff.readUInt16BE(12);
  const header = Buffer.alloc(headerLength + count * recordLength);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  const entries = Math.floor(Math.log2(count));
  header.writeUInt16BE(2 ** entries * 16, 6);
  header.writeUInt16BE(entries, 8);
  header.writeUInt16BE(count * 16 - 2 ** entries * 16, 10);
  const tables: Buffer[] = [header];
  let offset = header.length;
  for (let index = 0; index < count; index += 1) {
    const entry = 44 + index * 20;
    const [from, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
    const data = woff.subarray(from, from + packed);
    const table = packed < length ? inflateSync(data) : data;
    const record = headerLength + index * recordLength;
    woff.copy(header, record, entry, entry + 4);
    woff.copy(header, record + 4, entry + 16, entry + 20);
    header.writeUInt32BE(offset, record + 8);
    header.writeUInt32BE(length, record + 12);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(tables);
}
