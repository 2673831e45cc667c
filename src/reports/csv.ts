import { givingWay } from '../app/give-way.js';

/** Beginnings that spreadsheets interpret as a formula (OWASP, "CSV Injection"), including full-width characters. */
const formula = /^\s*[=+\-@\t\r\n|%＝＋－＠]/;

/** Makes a text safe for spreadsheets: anything that looks like a formula gets a leading apostrophe. */
export function safeText(value: string): string {
  return formula.test(value) ? `'${value}` : value;
}

/** One line of CSV (RFC 4180) with its line break; every cell is quoted. Make texts safe first. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The byte order mark, by which Excel recognises UTF-8. */
export const utf8Mark = '\uFEFF';

/** A table as CSV in UTF-8 with a byte order mark; no cell is a formula. @param rows the headings first */
export function tableCsv(rows: readonly (readonly string[])[]): string {
  return `${utf8Mark}${rows.map((row) => csvLine(row.map(safeText))).join('')}`;
}

const rowsAtOnce = 500;

/** The same in pieces, each made when the one before is taken, because a table may have fifty thousand rows. */
export async function* tableCsvInPieces(rows: Iterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  const giveWay = givingWay();
  let text = utf8Mark;
  let held = 0;
  for (const row of rows) {
    text += csvLine(row.map(safeText));
    held += 1;
    if (held < rowsAtOnce) continue;
    yield Buffer.from(text);
    [text, held] = ['', 0];
    await giveWay();
  }
  if (text !== '') yield Buffer.from(text);
}
