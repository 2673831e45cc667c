import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PaperTable } from './committee-tables.js';
import { type TableCell as Cell, sayCell } from './table-cells.js';

/** A4 portrait with margins of two centimetres, in twentieths of a point. */
export const page = { width: 11_906, height: 16_838, margin: 1_134 };
const contentWidth = page.width - 2 * page.margin;
/** Room for the labels, in twentieths of a point. */
const hanging = 2_400;
const blue = '0B5394';
const line = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** Tables with up to this many rows are kept on one page; longer ones break between rows, with the heading repeated. */
const mostKeptTogether = 26;

export function heading(text: string, level: 1 | 2, breakBefore = false): Paragraph {
  return new Paragraph({
    text,
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    pageBreakBefore: breakBefore,
  });
}

export function prose(text: string, keepNext = false): Paragraph {
  return new Paragraph({ text, keepNext });
}

/** A line of what a paper is: `Committee  Schools Forum`. */
export function labelled(label: string, words: string): Paragraph {
  return new Paragraph({
    spacing: { after: 40 },
    indent: { left: hanging, hanging },
    tabStops: [{ type: TabStopType.LEFT, position: hanging }],
    children: [new TextRun({ text: label, bold: true }), new TextRun({ text: `\t${words}` })],
  });
}

/** One of several, such as recommendations. */
export function numbered(number: number, words: string): Paragraph {
  return new Paragraph({
    keepLines: true,
    indent: { left: 480, hanging: 480 },
    tabStops: [{ type: TabStopType.LEFT, position: 480 }],
    children: [new TextRun(`${number}.\t${words}`)],
  });
}

/** Small print below a table: what is counted, and the date. */
export function smallPrint(text: string): Paragraph {
  return new Paragraph({ text, style: 'SmallPrint', keepLines: true });
}

export function caption(text: string, of: 'table' | 'figure'): Paragraph {
  return new Paragraph({ text, style: 'PaperCaption', keepNext: of === 'table', keepLines: true });
}

/** Somebody's words, set apart from our text. */
export function quotation(words: string, by: string): Paragraph {
  return new Paragraph({
    style: 'Quotation',
    keepLines: true,
    children: [
      new TextRun({ text: `“${words}”`, italics: true }),
      new TextRun({ text: by, break: 1, color: '595959', size: 19 }),
    ],
  });
}

/**
 * An image of 1,280 by `height` × 2 pixels, 13 centimetres wide. @param alt describes it for readers who cannot see it
 */
export function picture(png: Buffer, alt: string, title: string, height: number): Paragraph {
  const width = 480;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 120, after: 60, line: 240, lineRule: LineRuleType.AUTO },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width, height: Math.round((width * height) / 640) },
        altText: { name: title, title, description: alt },
      }),
    ],
  });
}

export function table({ columns, rows }: PaperTable): Table {
  const widths = widthsOf(columns);
  const together = rows.length <= mostKeptTogether;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ name }, index) => cell(name, index, columns, widths, { header: true, keepNext: true })),
  });
  const body = rows.map(
    (row, at) =>
      new TableRow({
        cantSplit: true,
        children: row.map((value, index) =>
          // Even in a long table the heading and the last row are never alone on a page.
          cell(value, index, columns, widths, {
            header: false,
            keepNext: at < rows.length - 1 && (together || at === 0 || at === rows.length - 2),
          }),
        ),
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: contentWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
    rows: [header, ...body],
  });
}

/** The first column is the widest; columns of words are wider than columns of figures. */
function widthsOf(columns: PaperTable['columns']): number[] {
  const few = columns.length <= 5;
  const shares = columns.map(({ words }, index) => (index === 0 ? (few ? 3 : 2) : words ? (few ? 2.2 : 1.1) : 1.2));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => Math.floor((share / sum) * contentWidth));
}

function cell(
  value: Cell,
  index: number,
  columns: PaperTable['columns'],
  widths: readonly number[],
  { header, keepNext }: { readonly header: boolean; readonly keepNext: boolean },
): TableCell {
  const figures = index > 0 && !columns[index]?.words;
  const text = sayCell(value);
  return new TableCell({
    width: { size: widths[index] ?? 0, type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    verticalAlign: header ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    ...(header ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: blue } } : {}),
    children: [
      new Paragraph({
        style: 'TableText',
        keepNext,
        alignment: figures ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, ...(header ? { bold: true, color: 'FFFFFF' } : {}) })],
      }),
    ],
  });
}
