import writeXlsx, { type CellObject, type SheetData } from 'write-excel-file/node';
import { printedPages } from './printed-pages.js';
import { sayCell, type TableCell } from './table-cells.js';
import { xmlText } from './xml-text.js';

/** One table, on a sheet of its own. */
export interface FinishedSheet {
  /** On its tab: at most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** Over every printed page. */
  readonly title: string;
  readonly columns: ReadonlyArray<{ readonly name: string }>;
  readonly rows: ReadonlyArray<readonly TableCell[]>;
  /** Below the table. */
  readonly note?: string;
  /** For a list that people tick by hand: every cell has lines round it, and room. */
  readonly ruled?: boolean;
}

const longestCell = 32_767;
/** In characters. */
const widest = 60;
const narrowest = 9;
/** Stands on one line. */
const shortHeading = 18;
/** What the arrow of a filter covers. */
const arrow = 3;

/**
 * A workbook that opens as it is to be read and printed: headings that stay, filters, columns as wide as what they hold, dates,
 * numbers and percentages as such; on paper A4 landscape, as wide as the page, with headings and page numbers on each. No
 * cell is a formula.
 */
export async function finishedWorkbook(sheets: readonly FinishedSheet[]): Promise<Buffer> {
  return writeXlsx(
    sheets.map((sheet) => {
      const widths = widthsOf(sheet);
      return {
        sheet: sheet.name,
        orientation: 'landscape' as const,
        stickyRowsCount: 1,
        columns: widths.map((width) => ({ width })),
        data: [
          headings(sheet, widths),
          ...sheet.rows.map((row) => rowOf(row, sheet, widths)),
          ...noteOf(sheet, widths),
        ],
      };
    }),
    { fontFamily: 'Arial', fontSize: 10, features: [printedPages(sheets)] },
  ).toBuffer();
}

function headings({ columns }: FinishedSheet, widths: readonly number[]): SheetData[number] {
  const lines = columns.map(({ name }, at) => linesIn(name, (widths[at] ?? narrowest) - arrow));
  return columns.map(({ name }) => ({
    value: plain(name),
    type: String,
    fontWeight: 'bold',
    wrap: true,
    alignVertical: 'top',
    // Without a side there is no indent in LibreOffice.
    align: 'left',
    indent: 1,
    height: heightOf(Math.max(1, ...lines)),
    backgroundColor: '#D9E5F2',
    bottomBorderStyle: 'thin',
  }));
}

function rowOf(row: readonly TableCell[], { ruled }: FinishedSheet, widths: readonly number[]): SheetData[number] {
  const lines = row.map((cell, at) => (cell === null ? 1 : linesIn(sayCell(cell), widths[at] ?? narrowest)));
  const height = heightOf(Math.max(1, ...lines)) + (ruled ? 8 : 0);
  const rules = ruled ? ({ borderStyle: 'thin', borderColor: '#808080' } as const) : {};
  const common = { ...rules, height, alignVertical: ruled ? 'center' : 'top' } as const;
  return row.map((cell) => {
    if (cell === null) return ruled ? { value: '', type: String, ...common } : null;
    return { ...common, ...typedCell(cell) };
  });
}

/** Spreadsheet programs make no room of their own for lines of a cell that is not typed in. In points. */
function heightOf(lines: number): number {
  return Math.min(400, 4 + 13 * lines);
}

function linesIn(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

/** Text cells are typed as text, so that no name becomes a formula. */
function typedCell(cell: Exclude<TableCell, null>): CellObject {
  // The indent keeps words apart from the number beside them.
  if (typeof cell === 'string') return { value: plain(cell), type: String, wrap: true, align: 'left', indent: 1 };
  if (typeof cell === 'number') return { value: cell, type: Number, format: '#,##0' };
  switch (cell.kind) {
    case 'code':
      return { value: cell.code, type: Number, format: '0', align: 'left' };
    case 'share':
      return cell.of === 0
        ? { value: '–', type: String, align: 'right' }
        : { value: cell.part / cell.of, type: Number, format: '0%' };
    case 'mean':
      return { value: cell.value, type: Number, format: '0.0' };
    case 'about':
      return { value: cell.value, type: Number, format: `"${cell.qualifier.replaceAll('"', '')} "#,##0` };
    case 'day':
      return { value: cell.day, type: Date, format: 'dd/mm/yyyy', align: 'left' };
    case 'time':
      return { value: cell.local, type: Date, format: 'dd/mm/yyyy hh:mm', align: 'left' };
  }
}

/** Below the table, over all its columns: in one of them it would make the page wider than the table. */
function noteOf({ note }: FinishedSheet, widths: readonly number[]): SheetData {
  if (!note) return [];
  const width = widths.reduce((sum, one) => sum + one, 0);
  const cell = {
    value: plain(note),
    type: String,
    textColor: '#595959',
    wrap: true,
    alignVertical: 'top',
    height: heightOf(linesIn(note, width)),
    columnSpan: widths.length,
  } as const;
  return [[], [cell, ...widths.slice(1).map(() => null)]];
}

function widthsOf({ columns, rows }: FinishedSheet): number[] {
  return columns.map(({ name }, at) => {
    // A long heading breaks between its words.
    const words = Math.max(...name.split(' ').map((word) => word.length), Math.min(name.length, shortHeading)) + arrow;
    const held = rows.reduce((most, row) => Math.max(most, longestLine(row[at] ?? null)), 0);
    return Math.min(widest, Math.max(narrowest, words, held + 3));
  });
}

function longestLine(cell: TableCell): number {
  if (cell === null) return 0;
  return Math.max(
    ...sayCell(cell)
      .split('\n')
      .map((line) => line.length),
  );
}

function plain(text: string): string {
  return xmlText(text).slice(0, longestCell);
}
