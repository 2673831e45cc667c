import type { Headings } from './heading-row.js';
import type { Row, Sheet } from './reading/text-rows.js';
import { tableWords } from './table-words.js';

/** What the user should know about how the file was read. */
export function remarksOn(
  headings: Headings<string>,
  sheets: readonly Sheet[],
  body: readonly Row[],
  aside: readonly Row[],
): string[] {
  return [
    ...sayWhere(headings, sheets),
    ...sayStrange(headings.strange),
    ...aside.slice(0, 5).map(sayAside),
    ...(aside.length > 5 ? [tableWords.moreNotes(aside.length)] : []),
    ...sayLost(headings.cells, body),
  ];
}

function sayWhere({ sheet, at }: Headings<string>, sheets: readonly Sheet[]): string[] {
  const line = sheet.rows[at]?.line ?? 1;
  const others = sheets.filter((one) => one !== sheet && one.rows.length > 0).map(({ name }) => `“${name}”`);
  if (others.length === 0) return line > 1 ? [tableWords.headingsIn(line)] : [];
  return [tableWords.readFromSheet(sheet.name, line, others)];
}

function sayAside({ line, cells }: Row): string {
  const text = cells.filter((cell) => cell !== '').join(' ');
  return tableWords.aside(line, text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function sayStrange(strange: readonly string[]): string[] {
  if (strange.length === 0) return [];
  const roles = strange.some((heading) => /\b(role|grant|admin|permission)/i.test(heading))
    ? tableWords.rolesAreGivenInChat
    : '';
  return [tableWords.strangeColumns(strange, roles)];
}

const lostAtOnce = 5;

/** Invalid bytes and half characters were read as the replacement character. */
function sayLost(head: readonly string[], body: readonly Row[]): string[] {
  const lost = body.flatMap(({ line, cells }) =>
    cells.flatMap((cell, at) => (cell.includes('\uFFFD') ? [`line ${line}, ${head[at] || `column ${at + 1}`}`] : [])),
  );
  if (lost.length === 0) return [];
  const more = lost.length > lostAtOnce ? ` and ${lost.length - lostAtOnce} more` : '';
  const where = lost.slice(0, lostAtOnce).join('; ');
  return [tableWords.lostLetters(where, more)];
}
