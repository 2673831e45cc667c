import { parse } from 'csv-parse/sync';

/** A line of a table: where it begins, counted from 1, and its cells, trimmed. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a text in columns, empty ones left out. Tabs, commas or semicolons: whichever splits the first lines most. A quote
 * that is never closed does not swallow the rest of the file: then quotes are taken as letters.
 */
export function splitRows(text: string): Row[] {
  const delimiter = delimiterOf(text);
  try {
    return read(text, delimiter, '"');
  } catch {
    return read(text, delimiter, null);
  }
}

function read(text: string, delimiter: string, quote: string | null): Row[] {
  const rows: Row[] = [];
  parse(text, {
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: (record: string[], { lines }) => {
      const cells = record.map(tidyCell);
      if (cells.some((cell) => cell !== '')) rows.push({ line: lines, cells });
      return undefined;
    },
  });
  return rows;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000);
  const count = (mark: string) => head.split(mark).length - 1;
  const [best] = ['\t', ',', ';'].sort((a, b) => count(b) - count(a));
  // Names and dates hold commas, so tabs win wherever there are as many as lines.
  return count('\t') >= head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length / 2 ? '\t' : (best ?? ',');
}

/**
 * Excel's `="…"`, no-break spaces and marks that turn the writing direction, as dates from Teams carry them. What the database
 * cannot keep goes: no NUL, and for half a character the mark of one that is lost.
 */
export function tidyCell(cell: string): string {
  return cell
    .replace(/[\u200e\u200f\u202a-\u202e\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('\u0000', '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
    .replace(/^="(.*)"$/, '$1');
}
