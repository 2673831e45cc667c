/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"), in the wide letters of Asian keyboards, too. */
const formula = /^\s*[=+\-@\t\r\n|%＝＋－＠]/;

/** A text as a cell that no spreadsheet calculates: what looks like a formula begins with an apostrophe. */
export function safeText(value: string): string {
  return formula.test(value) ? `'${value}` : value;
}

/** One line of CSV (RFC 4180), with its line break; every cell is quoted. Make texts safe before. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The mark that tells Excel that a file is UTF-8. */
export const utf8Mark = '\uFEFF';
