import { CsvError, parse } from 'csv-parse/sync';
import { limits, Tally, TooMuch, tooLongCell, tooManyRows } from './limits.js';

/** A line of a table: where it begins, counted from 1, and its cells, trimmed. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A sheet of a workbook, or all of a CSV. */
export interface Sheet {
  /** Undefined for a CSV, which has one. */
  readonly name: string | undefined;
  readonly hidden: boolean;
  /** Rows that are not empty. */
  readonly rows: readonly Row[];
}

const delimiters = ['\t', ',', ';', '|'] as const;

/**
 * Rows of a text in columns, empty ones left out. Tabs, commas, semicolons or bars: what the first line says with `sep=`, else
 * whichever splits the first lines most. A quote that is never closed does not swallow the rest of the file: then quotes are
 * taken as letters. @throws TooMuch past a limit
 */
export function splitRows(given: string): Row[] {
  // Before the columns: a semicolon may part them. Quotation marks wait, because they would open a cell.
  const text = withoutEmptyEnd(lettersFor(given, /&quot;/i));
  checkLines(text);
  const said = /^"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const delimiter = said?.[1] ?? delimiterOf(body);
  const before = said ? 1 : 0;
  try {
    return read(body, delimiter, '"', before);
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
  }
  return read(body, delimiter, null, before);
}

/** A sheet of Excel that was formatted to its end is saved with a million lines of commas. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n,;|"'.includes(text.charAt(end - 1))) end -= 1;
  // The last line is kept whole, because its last cells may be empty.
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end += 1;
  return text.slice(0, end);
}

function checkLines(text: string): void {
  let start = 0;
  let lines = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 10 : text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    if (at - start > limits.line) throw new TooMuch(tooLongCell);
    start = at + 1;
    lines += 1;
  }
  if (lines > limits.lines) throw new TooMuch(tooManyRows);
}

function read(text: string, delimiter: string, quote: string | null, before: number): Row[] {
  const rows: Row[] = [];
  const tally = new Tally();
  let line = before + 1;
  parse(text, {
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: limits.line,
    on_record: (record: string[], { lines }) => {
      const start = line;
      line = before + lines + 1;
      const cells = record.map(tidyCell);
      if (!cells.some((cell) => cell !== '')) return undefined;
      if (cells.some((cell) => cell.length > limits.cell)) throw new TooMuch(tooLongCell);
      tally.row(cells.length);
      rows.push({ line: start, cells });
      return undefined;
    },
  });
  return rows;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000);
  const count = (mark: string) => head.split(mark).length - 1;
  const [best] = [...delimiters].sort((a, b) => count(b) - count(a));
  // Names and dates hold commas, so tabs win wherever there are as many as lines.
  return count('\t') >= head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length / 2 ? '\t' : (best ?? ',');
}

/**
 * Excel's `="…"`, no-break spaces, spaces of no width and marks that turn the writing direction, as dates from Teams carry them.
 * What the database cannot keep goes: no NUL, and for half a character the mark of one that is lost.
 */
export function tidyCell(cell: string): string {
  if (plain.test(cell) && !cell.includes('&')) return cell.trim();
  return lettersFor(cell)
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replaceAll('\u0000', '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
    .replace(/^="(.*)"$/, '$1');
}

/** What programs that make web pages leave in their exports. */
const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', apos: "'", '#39': "'", '#039': "'", '#x27': "'", quot: '"', nbsp: ' ', '#160': ' ', '#8217': '’' },
};

/** @param but an entity that stays */
function lettersFor(text: string, but = /^$/): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(amp|apos|#0?39|#x27|quot|nbsp|#160|#8217);/gi, (whole, name: string) =>
    but.test(whole) ? whole : (entities[name.toLowerCase()] ?? whole),
  );
}

const plain = /^(?!=")[ -~\n\t]*$/;
