import type { RowFault, UnreadableFile } from '../app/imports/import-file-format.js';
import { packSource } from '../app/imports/packed-file.js';
import { type Columns, findHeadings, type Headings } from './heading-row.js';
import { plainHeading } from './reading/plain-heading.js';
import { noResult } from './reading/sheet-part.js';
import { readSheets, type Sheets } from './reading/sheets.js';
import type { Row } from './reading/text-rows.js';
import { remarksOn } from './table-remarks.js';
import { tableWords } from './table-words.js';

/** The cell of a column, trimmed; empty when the row or the file has none. */
export type Cell<Key extends string> = (key: Key) => string;

export interface TableRow<Key extends string> {
  readonly line: number;
  readonly cell: Cell<Key>;
  /** Why its cells may be in the wrong columns; undefined for an intact row. */
  readonly broken: string | undefined;
}

export interface Table<Key extends string> {
  readonly kind: 'table';
  readonly has: (key: Key) => boolean;
  readonly rows: ReadonlyArray<TableRow<Key>>;
  readonly remarks: readonly string[];
  /** By `packSource`. */
  readonly source: string;
}

/**
 * Reads the table of a file: CSV in any encoding, or a workbook. Headings are searched for below titles and in every sheet,
 * hidden sheets last. Totals, notes and repeated headings are left out, and a remark says so.
 */
export function readTable<Key extends string>(bytes: Uint8Array, columns: Columns<Key>): Table<Key> | UnreadableFile {
  return tableIn(readSheets(bytes), columns);
}

/** The same, of a file whose sheets have been read. */
export function tableIn<Key extends string>(
  read: Sheets | UnreadableFile,
  columns: Columns<Key>,
): Table<Key> | UnreadableFile {
  if (read.kind === 'unreadable') return read;
  const headings = findHeadings(read.sheets, columns);
  if (!headings) return unreadable(tableWords.empty);
  if (headings.missing.length > 0) return unreadable(sayMissing(headings, columns));
  const { sheet, at, found } = headings;
  const below = sheet.rows.slice(at + 1);
  const { body, aside } = withoutAsides(below, headings);
  if (body.length === 0) return unreadable(tableWords.noRows);
  const raw = body.find(({ cells }) => [...found.values()].some((index) => cells[index] === noResult));
  if (raw) return unreadable(sayNoResult(raw));
  return {
    kind: 'table',
    has: (key) => found.has(key),
    rows: body.map((row) => ({
      line: row.line,
      cell: (key) => row.cells[found.get(key) ?? -1] ?? '',
      broken: sheet.name === undefined ? whyBroken(row, headings.cells.length) : undefined,
    })),
    remarks: remarksOn(headings, read.sheets, body, aside),
    source: packSource({ headings: headings.cells, rows: body.map(({ line, cells }) => [line, cells] as const) }),
  };
}

function sayMissing<Key extends string>({ missing, cells, sheet }: Headings<Key>, columns: Columns<Key>): string {
  const names = missing.map((key) => columns[key].heading).join(', ');
  const has = cells.filter(Boolean).slice(0, 12).join(', ');
  const where = sheet.name === undefined ? tableWords.thisFile : tableWords.theSheet(sheet.name);
  return tableWords.noHeadings(names, where, has);
}

/** Cells whose formula was never calculated. */
export function sayNoResult({ line }: Row): string {
  return tableWords.formulas(line);
}

/** A CSV whose quotation marks are not right. A workbook has none, and remarks beside its table. */
function whyBroken({ cells }: Row, width: number): string | undefined {
  const over = cells.slice(width).filter((cell) => cell !== '').length;
  if (over > 0) return tableWords.brokenRow(cells, width);
  const open = cells.some((cell) => cell.startsWith('"') && (cell.match(/"/g) ?? []).length % 2 === 1);
  return open ? tableWords.openQuotation : undefined;
}

/** The rows of a table, and the rows between and below them that do not belong to it. */
function withoutAsides<Key extends string>(rows: readonly Row[], { cells, found }: Headings<Key>) {
  const head = cells.map(plainHeading).join('|');
  const body: Row[] = [];
  const aside: Row[] = [];
  let last = rows[0]?.line ?? 0;
  for (const row of rows) {
    if (row.cells.map(plainHeading).join('|') === head) continue;
    const gap = row.line > last + 1;
    if (isAside(row, found.size, gap || aside.length > 0)) aside.push(row);
    else {
      body.push(row);
      last = row.line;
    }
  }
  return { body, aside };
}

/** A total, or a single cell that is set apart or is a sentence. */
function isAside({ cells }: Row, columns: number, apart: boolean): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (/^(grand |sub-?)?totals?\b/i.test(first) && filled.length <= Math.max(2, columns / 2)) return true;
  if (filled.length !== 1 || columns < 3) return false;
  return apart || /^(n\.?b\.?|notes?|please|source|updated|\*)\b/i.test(first) || first.split(/\s+/).length > 4;
}

function unreadable(words: string): UnreadableFile {
  return { kind: 'unreadable', words };
}

/** Rows that could be read, and what is wrong with the others. */
interface Sorted<T> {
  readonly rows: readonly T[];
  readonly faults: readonly RowFault[];
}

/** Reads every row and collects the faults of each. @param name identifies the row in the report */
export function sortRows<Key extends string, T>(
  table: Table<Key>,
  name: (cell: Cell<Key>) => string,
  read: (cell: Cell<Key>, line: number, faults: string[]) => T | undefined,
): Sorted<T> {
  const rows: T[] = [];
  const faults: RowFault[] = [];
  for (const { line, cell, broken } of table.rows) {
    const wrong: string[] = broken ? [broken] : [];
    const row = broken ? undefined : read(cell, line, wrong);
    if (wrong.length > 0 || row === undefined) faults.push({ line, name: name(cell), faults: wrong });
    else rows.push(row);
  }
  return { rows, faults };
}
