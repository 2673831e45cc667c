import { isFigures } from './figures.js';
import type { RichTextRun, SlackBlock, TableBlock, TableCell } from './slack-blocks.js';
import { run } from './slack-text.js';
import { caption, oneLine } from './text.js';

/** Wider lines wrap on a telephone, and then columns are no columns. */
const LINE_LENGTH = 60;
const CELL_LENGTH = 200;
/** Of the text in one block, below Slack's 3,000. */
const BLOCK_LENGTH = 2900;

type Table = { readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> };

/** Slack's limits for its own table: rows with the names of the columns, and columns. */
const TABLE_ROWS = 100;
const TABLE_COLUMNS = 20;

/**
 * Slack's own table, which is for messages only and comes once in each: figures to the right, the rest wrapped.
 * https://docs.slack.dev/reference/block-kit/blocks/table-block
 * @returns undefined when it is too large for one
 */
export function nativeTable(
  columns: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
): TableBlock | undefined {
  if (columns.length === 0 || columns.length > TABLE_COLUMNS) return undefined;
  if (rows.length === 0 || rows.length >= TABLE_ROWS) return undefined;
  const cell = (text: string): TableCell => ({ type: 'raw_text', text: oneLine(text, CELL_LENGTH) || ' ' });
  const filled = rows.map((row) => columns.map((_, column) => row[column] ?? ''));
  return {
    type: 'table',
    rows: [columns.map(cell), ...filled.map((row) => row.map(cell))],
    column_settings: columns.map((_, column) =>
      isFigures(filled, column) ? { align: 'right', is_wrapped: false } : { is_wrapped: true },
    ),
  };
}

/** The same as text, for where Slack refuses its own. */
export function tableAsText({ rows }: TableBlock): SlackBlock[] {
  const [columns = [], ...rest] = rows.map((row) => row.map(({ text }) => text.trim()));
  return slackTable(columns, rest);
}

/**
 * A table as text: aligned in columns when it is narrow enough for that, otherwise a paragraph a row, each cell with
 * the name of its column. For modals and the Home tab, where Slack takes no table, and the second in a message.
 */
export function slackTable(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): SlackBlock[] {
  if (columns.length === 0) return [];
  const table: Table = {
    columns: columns.map((name) => caption(name, CELL_LENGTH)),
    rows: rows.map((row) => columns.map((_, column) => oneLine(row[column] ?? '', CELL_LENGTH))),
  };
  const lines = alignedLines(table);
  return lines.every((line) => widthOf(line) <= LINE_LENGTH) ? aligned(lines) : paragraphs(table);
}

function alignedLines({ columns, rows }: Table): string[] {
  const widths = columns.map((name, column) =>
    Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const rights = columns.map((_, column) => isFigures(rows, column));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
        return rights[column] ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd();
  return [columns, ...rows].map(line);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function widthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}

function aligned(lines: readonly string[]): SlackBlock[] {
  return inBlocks(lines.filter((line) => line !== '')).map((part) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: run(part) }],
  }));
}

function paragraphs({ columns, rows }: Table): SlackBlock[] {
  return rows.map((row) => {
    const [first = '', ...others] = row;
    const cells = others.flatMap((cell, index): RichTextRun[] =>
      cell === '' ? [] : [...run(`\n${columns[index + 1]}: `), ...run(cell)],
    );
    const title = run(caption(first, CELL_LENGTH), { bold: true });
    return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...title, ...cells] }] };
  });
}

/** Lines put together to as few texts as Slack's limit allows. */
function inBlocks(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < BLOCK_LENGTH) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}
