import { bareHeading, plainHeading } from './reading/plain-heading.js';
import type { Row, Sheet } from './reading/text-rows.js';

/** A column of a file that people make themselves. */
export interface Column {
  /** As in the template. */
  readonly heading: string;
  /** Other names for it. */
  readonly also?: readonly string[];
  /** Names that mean something else where the file has one of the others, such as `Title` beside `Role`. */
  readonly perhaps?: readonly string[];
  readonly required?: true;
  /** Columns that say the same: where the file has one of them, this one may be missing. */
  readonly unless?: readonly string[];
  readonly example: string;
}

export type Columns<Key extends string> = Readonly<Record<Key, Column>>;

export interface Headings<Key extends string> {
  readonly sheet: Sheet;
  /** The row of the headings, or the lower one of two; in which place of the sheet's rows. */
  readonly at: number;
  /** As written, one for each column. */
  readonly cells: readonly string[];
  readonly found: ReadonlyMap<Key, number>;
  readonly strange: readonly string[];
  readonly missing: readonly Key[];
}

/** Titles, dates and remarks above a table are fewer rows than this. */
const mostAbove = 60;

/**
 * Looks for the row that has the headings: under a title, in two rows one over the other, in a sheet behind a hidden one.
 * @returns the first that has all that is needed, else the nearest to it; undefined when no sheet has a row
 */
export function findHeadings<Key extends string>(
  sheets: readonly Sheet[],
  columns: Columns<Key>,
): Headings<Key> | undefined {
  const shown = [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)];
  let nearest: Headings<Key> | undefined;
  for (const sheet of shown) {
    const heads = sheet.rows.slice(0, mostAbove);
    const single = heads.map((row, at) => headingsOf(sheet, at, row.cells, columns));
    const double = heads.slice(1).map((row, index) => {
      const both = overEachOther(heads[index], row, columns);
      return headingsOf(sheet, index + 1, both, columns);
    });
    for (const one of [...single, ...double]) {
      if (one.missing.length === 0) return one;
      if (!nearest || one.found.size > nearest.found.size) nearest = one;
    }
  }
  return nearest;
}

function headingsOf<Key extends string>(
  sheet: Sheet,
  at: number,
  cells: readonly string[],
  columns: Columns<Key>,
): Headings<Key> {
  const keys = Object.keys(columns) as Key[];
  const found = new Map<Key, number>();
  const taken = new Set<number>();
  // Our own names first: if there is a column "position", a column "role" means something else.
  const names = [
    ({ heading }: Column) => [heading],
    ({ also = [] }: Column) => also,
    ({ perhaps = [] }: Column) => perhaps,
  ];
  for (const namesOf of names) {
    for (const [index, cell] of cells.entries()) {
      if (cell === '' || taken.has(index)) continue;
      const key = keys.find((one) => !found.has(one) && isCalled(namesOf(columns[one]), cell));
      if (!key) continue;
      found.set(key, index);
      taken.add(index);
    }
  }
  const strange = cells.filter((cell, index) => cell !== '' && !taken.has(index));
  const missing = keys.filter((key) => {
    const { required, unless = [] } = columns[key];
    return required && !found.has(key) && !unless.some((other) => found.has(other as Key));
  });
  return { sheet, at, cells, found, strange, missing };
}

/** `Start` over `date` and `time`: the lower cell where it is a heading, else both as one, else the upper one. */
function overEachOther<Key extends string>(upper: Row | undefined, lower: Row, columns: Columns<Key>): string[] {
  const all = Object.values<Column>(columns);
  const known = (cell: string) =>
    cell !== '' && all.some(({ heading, also = [], perhaps = [] }) => isCalled([heading, ...also, ...perhaps], cell));
  const width = Math.max(upper?.cells.length ?? 0, lower.cells.length);
  let group = '';
  return Array.from({ length: width }, (_, index) => {
    const [above = '', below = ''] = [upper?.cells[index], lower.cells[index]];
    if (above !== '') group = above;
    const both = `${group} ${below}`.trim();
    return [below, both, above].find(known) ?? (below || above);
  });
}

function isCalled(names: readonly string[], cell: string): boolean {
  const said = [plainHeading(cell), bareHeading(cell)];
  return names.some((name) => said.includes(plainHeading(name)));
}
