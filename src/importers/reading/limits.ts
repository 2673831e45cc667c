/**
 * Limits that honest files stay below, checked while reading, because a few hundred bytes can unpack to gigabytes. An attendance
 * report of 50,000 rows in UTF-16 is about 14 MB, as a workbook about 25 MB unfolded.
 */
import { fileWords } from './file-words.js';
export const limits = {
  bytes: 24 * 1024 * 1024,
  unfoldedBytes: 48 * 1024 * 1024,
  /** Rows with something in them. */
  rows: 60_000,
  columns: 256,
  cells: 800_000,
  /** Opened in one part of a workbook: a cell has up to three, and an empty one that is formatted has one. */
  tags: 3_000_000,
  /** Excel's own limit, in characters. */
  cell: 32_767,
  /** In bytes: a row of cells, or one line of a cell with several. */
  line: 200_000,
  /** Lines of a text, empty ones too: a sheet of Excel saved as CSV has as many as this. */
  lines: 1_060_000,
} as const;

/** Why reading was stopped, in words for the person who sent the file. */
export class TooMuch extends Error {}

/** Counts what has been read of one file. */
export class Tally {
  #rows = 0;
  #cells = 0;

  /** @param cells of one more row that has something in it @throws TooMuch past a limit */
  row(cells: number): void {
    this.#rows += 1;
    this.#cells += cells;
    if (this.#rows > limits.rows) throw new TooMuch(tooManyRows);
    if (cells > limits.columns) throw new TooMuch(fileWords.tooManyColumns);
    if (this.#cells > limits.cells) throw new TooMuch(fileWords.tooManyCells);
  }
}

export const tooManyRows = fileWords.tooManyLines;
export const tooLongCell = fileWords.cellTooLong;
export const tooManyTags = fileWords.tooManyCellsOfWorkbook;
export const tooLarge = fileWords.unfoldsTooFar;
