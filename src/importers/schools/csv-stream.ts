import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { UnreadableFile } from '../../app/imports/import-file-format.js';
import { limits, tooLongCell } from '../reading/limits.js';
import { registerWords } from './register-words.js';

/** A file that can be read from its beginning as often as needed, a piece at a time. */
export type Source = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface CsvRow {
  /** Its last line, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why the rows stopped coming. */
export class CsvFault extends Error {}

const remedies = {
  zip: registerWords.zip,
  pdf: registerWords.pdf,
  empty: registerWords.empty,
  utf16: registerWords.utf16,
  binary: registerWords.noText,
} as const;

/** Of a register or its links, before any is read; a cell may have several. */
const mostLines = 250_000;

/**
 * The encoding of a CSV as the Department publishes it: UTF-8 when all of it is valid, else Windows-1252.
 * @returns a message if it is not text
 */
export async function detectEncoding(source: Source): Promise<'utf-8' | 'windows-1252' | UnreadableFile> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines = { feeds: 0, returns: 0 };
  let first = true;
  let valid = true;
  for await (const piece of source()) {
    if (piece.byteLength === 0) continue;
    const fault = first ? faultOfHead(piece) : undefined;
    if (fault) return { kind: 'unreadable', words: remedies[fault] };
    first = false;
    countLines(piece, lines);
    if (Math.max(lines.feeds, lines.returns) > mostLines)
      return { kind: 'unreadable', words: registerWords.tooManyRows };
    try {
      if (valid) for (const part of partsOf(piece)) decoder.decode(part, { stream: true });
    } catch {
      valid = false;
    }
  }
  if (first) return { kind: 'unreadable', words: remedies.empty };
  return valid ? 'utf-8' : 'windows-1252';
}

function faultOfHead(piece: Uint8Array): keyof typeof remedies | undefined {
  const [a, b] = piece;
  if (a === 0x50 && b === 0x4b) return 'zip';
  if (a === 0x25 && b === 0x50) return 'pdf';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf16';
  return piece.subarray(0, 2_000).includes(0) ? 'binary' : undefined;
}

/** Rows of a CSV with commas, the empty ones left out. @throws CsvFault when a quotation mark is never closed */
export async function* csvRows(source: Source, encoding: string): AsyncGenerator<CsvRow> {
  const parser = parse({
    ...{ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true },
    max_record_size: limits.line,
  });
  const text = Readable.from(decode(source, encoding));
  text.on('error', (fault) => parser.destroy(fault));
  text.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    if (fault.code === 'CSV_MAX_RECORD_SIZE') throw new CsvFault(tooLongCell, { cause: fault });
    throw new CsvFault(registerWords.brokenCsv(fault.message), { cause: fault });
  }
}

async function* decode(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  // A NUL after the first bytes is a damaged download, and the database cannot store one.
  const text = (piece?: Uint8Array) => decoder.decode(piece, { stream: piece !== undefined }).replaceAll('\u0000', '');
  let line = 0;
  for await (const piece of source()) {
    for (const part of partsOf(piece)) {
      line = lengthOfLine(part, line);
      yield text(part);
    }
  }
  yield text();
}

function countLines(piece: Uint8Array, lines: { feeds: number; returns: number }): void {
  for (const byte of piece) {
    if (byte === 10) lines.feeds += 1;
    else if (byte === 13) lines.returns += 1;
  }
}

const partBytes = 64 * 1024;

/** The parser makes rows of all that it is given before anybody takes one, and an attached file is one piece. */
function* partsOf(piece: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < piece.length; from += partBytes) yield piece.subarray(from, from + partBytes);
}

/**
 * The parser counts no cells, of which one line may have millions.
 * @param before bytes of the line that goes on here @returns bytes of the line that goes on after it
 */
function lengthOfLine(part: Uint8Array, before: number): number {
  let line = before;
  for (const byte of part) {
    line = byte === 10 || byte === 13 ? 0 : line + 1;
    if (line > limits.line) throw new CsvFault(tooLongCell);
  }
  return line;
}
