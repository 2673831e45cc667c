import { Parser } from 'htmlparser2';
import { fileWords } from './file-words.js';
import { limits, Tally, TooMuch, tooLongCell, tooManyTags } from './limits.js';
import type { NumberFormat } from './number-formats.js';
import { type Row, tidyCell } from './text-rows.js';
import { feed, isTag } from './xml.js';

interface CellMeanings {
  readonly shared: readonly string[];
  readonly formats: readonly NumberFormat[];
  /** Days are counted from 1904, as the first Macs did. */
  readonly from1904: boolean;
}

/** The content of a cell whose formula was never calculated. */
export const noResult = '#NO-RESULT';

interface OpenCell {
  readonly column: number;
  readonly name: string;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  text: string;
}

/** Reads the rows of one sheet as its XML comes in. @returns rows, filled by `take` */
export function readSheetPart(meanings: CellMeanings): {
  readonly rows: readonly Row[];
  readonly take: (piece: Uint8Array, last: boolean) => void;
} {
  const rows: Row[] = [];
  const tally = new Tally();
  let line = 0;
  let cells: string[] = [];
  let next = 0;
  let cell: OpenCell | undefined;
  let inside = false;
  let tags = 0;
  const endRow = () => {
    if (!cells.some((text) => text !== '')) return;
    tally.row(cells.length);
    if (line > limits.rows) throw new TooMuch(sayStray(line));
    rows.push({ line, cells: Array.from(cells, (text) => text ?? '') });
  };
  const endCell = (open: OpenCell) => {
    const text = sayCell(open, meanings);
    if (text === '') return;
    if (open.column >= limits.columns) throw new TooMuch(sayFarColumn(open.name || `in row ${line}`));
    cells[open.column] = text;
  };
  const parser = new Parser(
    {
      onopentag: (name, { r = '', t = '', s = '' }) => {
        tags += 1;
        if (tags > limits.tags) throw new TooMuch(tooManyTags);
        if (isTag(name, 'row')) {
          line = r === '' ? line + 1 : Number(r);
          cells = [];
          next = 0;
        } else if (isTag(name, 'c')) {
          const column = r === '' ? next : columnOf(r);
          next = column + 1;
          cell = { column, name: r, type: t, style: Number(s || '0'), formula: false, text: '' };
        } else if (isTag(name, 'f') && cell) cell.formula = true;
        else if (isTag(name, 'v') || isTag(name, 't')) inside = true;
      },
      ontext: (piece) => {
        if (!inside || !cell) return;
        cell.text += piece;
        if (cell.text.length > limits.cell) throw new TooMuch(tooLongCell);
      },
      onclosetag: (name) => {
        if (isTag(name, 'v') || isTag(name, 't')) inside = false;
        else if (isTag(name, 'c') && cell) {
          endCell(cell);
          cell = undefined;
        } else if (isTag(name, 'row')) endRow();
      },
    },
    { xmlMode: true },
  );
  return { rows, take: feed(parser) };
}

function sayStray(line: number): string {
  return fileWords.farBelow(line);
}

function sayFarColumn(name: string): string {
  return fileWords.farRight(name);
}

/** `A1` is 0, `XFD7` is 16,383. */
function columnOf(name: string): number {
  let column = 0;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function sayCell({ type, text, style, formula }: OpenCell, meanings: CellMeanings): string {
  if (formula && text === '' && type !== 'str') return noResult;
  switch (type) {
    case 's':
      return meanings.shared[Number(text)] ?? '';
    case 'inlineStr':
    case 'str':
      return tidyCell(text);
    case 'b':
      return text === '' ? '' : text === '0' ? 'FALSE' : 'TRUE';
    case 'd':
      return text.replace('T', ' ').replace(/(?:\.\d+)?Z?$/, '');
    default:
      return text === '' || Number.isNaN(Number(text)) ? tidyCell(text) : sayNumber(Number(text), meanings, style);
  }
}

/** Dates as `YYYY-MM-DD` with a time or without, which cannot be misread; Excel's have no zone. */
function sayNumber(value: number, { formats, from1904 }: CellMeanings, style: number): string {
  const tidy = Number(value.toPrecision(15));
  switch (formats[style] ?? 'number') {
    case 'number':
      return String(tidy);
    case 'percent':
      return `${Number((value * 100).toPrecision(12))}%`;
    case 'length':
      return sayClock(Math.round(value * 86_400));
    case 'time':
      return value < 1 ? sayClock(Math.round(value * 86_400)) : sayDate(value, from1904);
    case 'date':
      return sayDate(value, from1904);
  }
}

function sayClock(seconds: number): string {
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function sayDate(value: number, from1904: boolean): string {
  // A time without a date, in a cell formatted as a date.
  if (value > 0 && value < 1) return sayClock(Math.round(value * 86_400));
  const days = from1904 ? value + 1462 : value;
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  if (Number.isNaN(at.getTime()) || value < 0) return 'no date';
  const text = at.toISOString().slice(0, 19).replace('T', ' ');
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}
