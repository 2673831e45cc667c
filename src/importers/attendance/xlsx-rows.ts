import { readSheet } from 'read-excel-file/node';
import { type Row, tidyCell } from './rows.js';

/** Rows of the first sheet of an Excel workbook, empty ones left out. Formulas give the value they last had. */
export async function readXlsxRows(bytes: Uint8Array): Promise<Row[]> {
  const sheet = await readSheet(Buffer.from(bytes));
  return sheet
    .map((cells, index) => ({ line: index + 1, cells: cells.map(sayCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Dates as `YYYY-MM-DD HH:mm:ss`, which cannot be misread; Excel's have no zone. */
function sayCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date && Number.isNaN(cell.getTime())) return 'no date';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return tidyCell(String(cell));
}
