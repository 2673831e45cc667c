/** Width of a table in a phone's card of 320 px, in letters, including padding. */
const phoneLetters = 38;
/** Padding of a cell, both sides, in letters. */
const padding = 2.6;
/** Bold headings are wider by this factor. */
const bold = 1.2;
/** Longer words are addresses or codes, which may break. In letters. */
const longestWord = 14;
/** Longer cells wrap anyway. In letters. */
const longestCell = 40;

/**
 * Relative column widths, much as a browser would lay out the table on a phone: each column fits its longest word, and the
 * remaining space goes to longer cells, then to headings. Widths are relative, so what fits on a phone fits everywhere.
 */
export function columnWidths(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): number[] {
  const cells = columns.map((_, column) => rows.map((row) => row[column] ?? ''));
  const wordIn = (texts: readonly string[]) => longest(texts.flatMap((text) => text.split(/\s+/)));
  const words = columns.map((name, column) =>
    within(longestWord, Math.max(bold * wordIn([name]), wordIn(cells[column] ?? []))),
  );
  const wholeCells = cells.map((texts) => within(longestCell, longest(texts)));
  const wholeNames = columns.map((name) => within(longestCell, bold * name.length));
  return grow(grow(words, wholeCells), wholeNames).map(Math.round);
}

function within(most: number, letters: number): number {
  return Math.max(1, Math.min(most, letters)) + padding;
}

/** Divides the remaining space among columns that need more, in proportion. */
function grow(widths: readonly number[], wanted: readonly number[]): number[] {
  const lacks = widths.map((width, column) => Math.max(0, (wanted[column] ?? 0) - width));
  const lacking = sum(lacks);
  const room = Math.min(lacking, Math.max(0, phoneLetters - sum(widths)));
  return widths.map((width, column) => (lacking > 0 ? width + ((lacks[column] ?? 0) / lacking) * room : width));
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
