/** Letters that a table holds in a card of 330 px, a phone's, with what its cells stand off. */
const phoneLetters = 40;
/** What a cell stands off at both sides, in letters. */
const padding = 2.3;
/** Headings are bold: their letters take more room. */
const bold = 1.2;
/** A longer word is an address or a code: it may break rather than squeeze the other columns. */
const longestWord = 14;
/** Cells of more than this are read in lines anyway. */
const longestCell = 40;

/**
 * Shares of the columns in the width of a table, much as a browser would lay it out on a phone: each has room for its
 * longest word, so that no short heading breaks; what is left goes to the cells that have more to say, then to the
 * headings. A client gives each column its share at any width, so what fits on a phone fits everywhere.
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

/** Shares the room that is left among the columns that wish for more, by how much they lack. */
function grow(widths: readonly number[], wished: readonly number[]): number[] {
  const lacks = widths.map((width, column) => Math.max(0, (wished[column] ?? 0) - width));
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
