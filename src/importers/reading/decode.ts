import { isUtf8 } from 'node:buffer';

/**
 * Text of a file in whichever encoding it came: by its mark (UTF-16LE, UTF-16BE, UTF-8), UTF-16 without one by its many
 * zeros, UTF-8 when it is valid, else Windows-1252. @returns text without the mark
 */
export function decodeText(bytes: Uint8Array): string {
  return encodedOnce(decode(bytes, encodingOf(bytes)));
}

/** At once, Node takes Windows-1252 for Latin-1, which has control characters for ‘ ’ “ ” – €; piece by piece it does not. */
function decode(bytes: Uint8Array, encoding: Encoding): string {
  const decoder = new TextDecoder(encoding);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** The bytes of Windows-1252 beyond ASCII, by the letter of each. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, index) => [decode(Uint8Array.of(128 + index), 'windows-1252'), 128 + index]),
);

/** Letters beyond ASCII that stand together. */
const together = /[\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}/g;

/**
 * Puts `ZoÃ«` right: UTF-8 that a program took for Windows-1252 and wrote as UTF-8 again. Only what is UTF-8 when it is read so, and
 * begins as it does, which no word of a language does.
 */
function encodedOnce(text: string): string {
  if (!/[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u0152-\u20ac\u2122]/.test(text)) return text;
  return text.replace(together, (letters) => {
    const bytes = [...letters].map((letter) => byteOf.get(letter));
    if (!bytes.every((byte) => byte !== undefined)) return letters;
    const given = Uint8Array.from(bytes);
    return isUtf8(given) ? decode(given, 'utf-8') : letters;
  });
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function encodingOf(bytes: Uint8Array): Encoding {
  return encodingOfHead(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

/** What the first bytes tell of the encoding; undefined when they do not. */
function encodingOfHead(bytes: Uint8Array): Exclude<Encoding, 'windows-1252'> | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const sample = bytes.subarray(0, 2_000);
  const zeros = (odd: number) => sample.filter((byte, index) => index % 2 === odd && byte === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  // UTF-16 of Latin text has zeros in every second byte; a binary file has them anywhere.
  if (odd > sample.length / 4 && even < odd / 4) return 'utf-16le';
  if (even > sample.length / 4 && odd < even / 4) return 'utf-16be';
  return undefined;
}
