/** What is said of any table: its headings, its cells and what was left out. */
export const tableWords = {
  empty: 'This file is empty. Save or download it again, and attach it.',
  noRows: 'This file has headings and nothing below them.',
  thisFile: 'This file',
  theSheet: (name: string) => `The sheet “${name}”`,
  noHeadings: (names: string, where: string, has: string) =>
    `I found no row with all the headings. Missing: ${names}. ${where} has: ${has || 'nothing'}.`,
  formulas: (line: number) =>
    `Cells in row ${line} hold formulas whose results are not in the file. Open it in Excel, save it there, and attach it again; or copy the table and paste it as values.`,
  brokenRow: (cells: readonly string[], width: number) =>
    `This row has ${cells.length} cells and the headings ${width}: put quotes round a field with a comma in it.`,
  openQuotation: 'A quotation mark is opened in this row and never closed.',
  moreNotes: (count: number) => `${count - 5} more notes and totals are left out.`,
  headingsIn: (line: number) => `The headings are in row ${line}.`,
  readFromSheet: (name: string | undefined, line: number, others: string[]) =>
    `Read from the sheet “${name}”, headings in row ${line}. Left out: ${others.slice(0, 5).join(', ')}.`,
  rolesAreGivenInChat: ' Roles are given in the chat, never by a file.',
  strangeColumns: (strange: readonly string[], roles: string) =>
    `Columns that I do not know are left out: ${strange.slice(0, 12).join(', ')}.${roles}`,
  lostLetters: (where: string, more: string) =>
    `Letters are lost where it says �: ${where}${more}. Put them right in the file, and save it as XLSX or as CSV in UTF-8.`,
  aside: (line: number, text: string) => `Row ${line} is no part of the table and is left out: “${text}”.`,
} as const;
