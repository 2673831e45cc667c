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
