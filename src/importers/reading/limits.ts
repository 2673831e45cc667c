/**
 * Limits that honest files stay below, checked while reading, because a few hundred bytes can unpack to gigabytes. An attendance
 * report of 50,000 rows in UTF-16 is about 14 MB, as a workbook about 25 MB unfolded.
 */
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
    if (cells > limits.columns)
      throw new TooMuch('This file has more than 256 columns, which is no list that people make. Nothing was changed.');
    if (this.#cells > limits.cells)
      throw new TooMuch(
        'This file has more than 800,000 cells. Leave out the columns that matter to nobody, or split it.',
      );
  }
}

export const tooManyRows =
  'This file has more than 60,000 lines, which is no list that people make. Split it, or attach the right one.';
export const tooLongCell =
  'A cell of this file holds more than 32,767 characters, which is more than Excel can. Shorten it, or attach the right file.';
export const tooManyTags =
  'This workbook has more cells than any list that people make, though most are empty. Save its table as CSV, and attach that.';
export const tooLarge = 'This file unfolds to more than 48 MB. Save it without pictures and formatting, or as CSV.';
