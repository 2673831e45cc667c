import type { UnreadableFile } from '../../app/imports/import-file-format.js';
import { decodeText } from './decode.js';
import { fileWords } from './file-words.js';
import { limits, TooMuch, tooLongCell } from './limits.js';
import { type Sheet, splitRows } from './text-rows.js';
import { whatElse } from './what-file.js';
import { openWorkbook } from './workbook.js';

export interface Sheets {
  readonly kind: 'sheets';
  readonly sheets: readonly Sheet[];
}

/**
 * The rows of a file by its content, whatever it is called: CSV in any encoding, or a workbook (`.xlsx`).
 * @returns words when it is another kind of file, or more than people make
 */
export function readSheets(bytes: Uint8Array): Sheets | UnreadableFile {
  if (bytes.length === 0) return unreadable(fileWords.empty);
  if (bytes.length > limits.bytes) return unreadable(fileWords.tooLarge);
  try {
    const other = whatElse(bytes);
    if (other) return unreadable(other);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { kind: 'sheets', sheets: openWorkbook(bytes) };
    checkLineBytes(bytes);
    const rows = splitRows(decodeText(bytes));
    return { kind: 'sheets', sheets: [{ name: undefined, hidden: false, rows }] };
  } catch (fault) {
    if (fault instanceof TooMuch) return unreadable(fault.message);
    throw fault;
  }
}

/** A line too long in any encoding is refused before it is decoded, which would take twice its memory. */
function checkLineBytes(bytes: Uint8Array): void {
  const most = 4 * limits.line;
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 10 || bytes[at] === 13) start = at + 1;
    else if (at - start > most) throw new TooMuch(tooLongCell);
  }
}

function unreadable(words: string): UnreadableFile {
  return { kind: 'unreadable', words };
}
