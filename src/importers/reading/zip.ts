import { Unzip, type UnzipFile, UnzipInflate, UnzipPassThrough } from 'fflate';
import { limits, TooMuch, tooLarge } from './limits.js';

/** A piece unpacks to at most a thousand times its size, so no more than half a megabyte at once. */
const pieceBytes = 512;
const mostParts = 5_000;

/** Names of the parts of an archive, in its order. Empty if it is not an archive. */
export function listParts(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    walk(bytes, ({ name }) => {
      names.push(name);
    });
  } catch (fault) {
    if (fault instanceof TooMuch) throw fault;
    // A damaged archive: the names read so far are all there is.
  }
  return names;
}

/** How many bytes of a file were unpacked, over all its parts. */
export interface Unfolded {
  bytes: number;
}

/**
 * Unpacks the wanted parts, a piece at a time.
 * @param wanted what receives the pieces of a part, by its name; undefined for a part that is not wanted
 * @throws TooMuch when the wanted parts together are larger than any list of people
 */
export function unfold(
  bytes: Uint8Array,
  unfolded: Unfolded,
  wanted: (name: string) => ((piece: Uint8Array, last: boolean) => void) | undefined,
): void {
  walk(bytes, (part) => {
    const take = wanted(part.name);
    if (!take) return;
    part.ondata = (fault, piece, last) => {
      if (fault) throw fault;
      unfolded.bytes += piece.length;
      if (unfolded.bytes > limits.unfoldedBytes) throw new TooMuch(tooLarge);
      take(piece, last);
    };
    part.start();
  });
}

function walk(bytes: Uint8Array, onPart: (part: UnzipFile) => void): void {
  let parts = 0;
  const unzip = new Unzip((part) => {
    parts += 1;
    if (parts > mostParts) throw new TooMuch(tooLarge);
    onPart(part);
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    unzip.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
  }
}
