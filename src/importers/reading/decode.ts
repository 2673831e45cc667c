import { isUtf8 } from 'node:buffer';

/**
 * Text of a file in whichever encoding it came: by its mark (UTF-16LE, UTF-16BE, UTF-8), UTF-16 without one by its many
 * zeros, UTF-8 when it is valid, else Windows-1252. @returns text without the mark
 */
export function decodeText(bytes: Uint8Array): string {
  const decoder = new TextDecoder(encodingOf(bytes));
  // At once, Node takes Windows-1252 for Latin-1, which has control characters for ‘ ’ “ ” – €; piece by piece it does not.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
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
