import type { RowFault, UnreadableFile } from '../app/imports/import-file-format.js';
import { decodeText } from './attendance/decode.js';
import { plainHeading } from './attendance/headings.js';
import { type Row, splitRows } from './attendance/rows.js';
import { readXlsxRows } from './attendance/xlsx-rows.js';

/** A column of a file that people make themselves. */
export interface Column {
  /** As the template has it. */
  readonly heading: string;
  /** What else people call it. */
  readonly also?: readonly string[];
  readonly required?: true;
  readonly example: string;
}

/** The cell of a column, trimmed; empty when the row or the file has none. */
export type Cell<Key extends string> = (key: Key) => string;

export interface Table<Key extends string> {
  readonly kind: 'table';
  readonly has: (key: Key) => boolean;
  readonly rows: ReadonlyArray<{ readonly line: number; readonly cell: Cell<Key> }>;
  readonly remarks: readonly string[];
}

/** More rows than this are not typed by people. */
const mostRows = 60_000;

/**
 * Reads a table whose first row has the headings: CSV in any encoding with commas, semicolons or tabs, or the first sheet of
 * a workbook.
 */
export async function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Key, Column>>,
): Promise<Table<Key> | UnreadableFile> {
  const rows = await rowsOf(bytes);
  if (!Array.isArray(rows)) return rows;
  const [head, ...body] = rows;
  if (!head) return unreadable('This file is empty.');
  if (body.length > mostRows) return unreadable('This file has more than 60,000 rows: split it.');
  const keys = Object.keys(columns) as Key[];
  const found = new Map<Key, number>();
  const strange: string[] = [];
  for (const [index, cell] of head.cells.entries()) {
    const key = keys.find((one) => !found.has(one) && isCalled(columns[one], cell));
    if (key) found.set(key, index);
    else if (cell !== '') strange.push(cell);
  }
  const missing = keys.filter((key) => columns[key].required && !found.has(key));
  if (missing.length > 0)
    return unreadable(
      sayMissing(
        missing.map((key) => columns[key].heading),
        head.cells,
      ),
    );
  if (body.length === 0) return unreadable('This file has headings and nothing below them.');
  const cellOf = (row: Row, key: Key) => row.cells[found.get(key) ?? -1] ?? '';
  return {
    kind: 'table',
    has: (key) => found.has(key),
    rows: body.map((row) => ({ line: row.line, cell: (key) => cellOf(row, key) })),
    remarks: [...remarkOn(strange), ...remarkOnLost(head, body)],
  };
}

function isCalled({ heading, also = [] }: Column, cell: string): boolean {
  const plain = plainHeading(cell);
  return [heading, ...also].some((name) => plainHeading(name) === plain);
}

function sayMissing(missing: readonly string[], given: readonly string[]): string {
  const has = given.filter(Boolean).slice(0, 12).join(', ');
  return `The first row must have the headings. Missing: ${missing.join(', ')}. This file begins with: ${has || 'nothing'}.`;
}

function remarkOn(strange: readonly string[]): string[] {
  if (strange.length === 0) return [];
  const roles = strange.some((heading) => /\b(role|grant|admin|permission)/i.test(heading))
    ? ' Roles are given in the chat, never by a file.'
    : '';
  return [`Columns that I do not know are left out: ${strange.slice(0, 12).join(', ')}.${roles}`];
}

const lostAtOnce = 5;

/** Half characters, and bytes that are no letters in the file's encoding, were read as the mark of a lost letter. */
function remarkOnLost(head: Row, body: readonly Row[]): string[] {
  const lost = body.flatMap(({ line, cells }) =>
    cells.flatMap((cell, at) =>
      cell.includes('\uFFFD') ? [`line ${line}, ${head.cells[at] || `column ${at + 1}`}`] : [],
    ),
  );
  if (lost.length === 0) return [];
  const more = lost.length > lostAtOnce ? ` and ${lost.length - lostAtOnce} more` : '';
  const where = lost.slice(0, lostAtOnce).join('; ');
  return [
    `Letters are lost where it says \uFFFD: ${where}${more}. Put them right in the file, and save it as XLSX or as CSV in UTF-8.`,
  ];
}

async function rowsOf(bytes: Uint8Array): Promise<Row[] | UnreadableFile> {
  const [a, b, c, d] = bytes;
  if (a === undefined) return unreadable('This file is empty.');
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) {
    return unreadable('This is a workbook of the old kind (.xls). Save it as .xlsx or CSV.');
  }
  if (a === 0x50 && b === 0x4b) {
    try {
      return await readXlsxRows(bytes);
    } catch {
      // Another kind of archive, such as a Word document or a damaged workbook.
      return unreadable('This is no workbook that I can read. Save it as .xlsx or CSV.');
    }
  }
  const text = decodeText(bytes);
  if (/^%PDF-/.test(text) || /[^\P{Cc}\t\r\n]/u.test(text.slice(0, 4_000))) {
    return unreadable('This is no table: I read CSV and XLSX.');
  }
  return splitRows(text);
}

function unreadable(words: string): UnreadableFile {
  return { kind: 'unreadable', words };
}

/** Rows that could be read, and what is wrong with the others. */
interface Sorted<T> {
  readonly rows: readonly T[];
  readonly faults: readonly RowFault[];
}

/** Reads every row, gathering what is wrong with each. @param name what the row calls itself */
export function sortRows<Key extends string, T>(
  table: Table<Key>,
  name: (cell: Cell<Key>) => string,
  read: (cell: Cell<Key>, line: number, faults: string[]) => T | undefined,
): Sorted<T> {
  const rows: T[] = [];
  const faults: RowFault[] = [];
  for (const { line, cell } of table.rows) {
    const wrong: string[] = [];
    const row = read(cell, line, wrong);
    if (wrong.length > 0 || row === undefined) faults.push({ line, name: name(cell), faults: wrong });
    else rows.push(row);
  }
  return { rows, faults };
}

/** The headings and one example row, as CSV. */
export function templateRows(columns: Readonly<Record<string, Column>>): string[][] {
  const all = Object.values(columns);
  return [all.map(({ heading }) => heading), all.map(({ example }) => example)];
}
