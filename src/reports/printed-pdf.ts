import PDFDocument from 'pdfkit';
import { fontFiles } from './fonts.js';

/** A PDF that is being drawn. Lengths are points, of which an inch has 72. */
export type Pdf = PDFKit.PDFDocument;

/** Names of the fonts of every document. */
export const regular = 'regular';
export const semiBold = 'semi-bold';
export const ink = '#1b1b1b';
export const accent = '#0b5394';
export const quiet = '#555555';

/** Of a page of A4, in points. */
export const a4 = { width: 595.28, height: 841.89 } as const;

export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

interface Printed {
  readonly title: string;
  /** What is written into the file as its date. */
  readonly at: Date;
  readonly landscape?: true;
}

/** Draws a PDF in A4, with letters that are in the file, so that it prints the same anywhere. */
export async function printPdf({ title, at, landscape }: Printed, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const [plain = '', bold = ''] = fontFiles;
  const pdf = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margin: 0,
    font: plain,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'Staffroom', CreationDate: at, ModDate: at },
    autoFirstPage: false,
  });
  pdf.registerFont(regular, plain);
  pdf.registerFont(semiBold, bold);
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => void parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  draw(pdf);
  pdf.end();
  return whole;
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly font: typeof regular | typeof semiBold;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/**
 * Writes text in the largest size in which it fits its box; the smallest is cut with dots.
 * @param sizes largest first
 * @param lines how many lines there is room for
 * @returns the height that it took
 */
export function fitText(pdf: Pdf, text: string, sizes: readonly number[], lines: number, at: Line): number {
  const { x, y, width, font, colour = ink, align = 'left' } = at;
  pdf.font(font).fillColor(colour);
  const fits = (size: number) => {
    pdf.fontSize(size);
    const height = pdf.heightOfString(text, { width, align });
    const longest = Math.max(0, ...text.split(/\s+/).map((word) => pdf.widthOfString(word)));
    return height <= pdf.currentLineHeight(true) * lines + 0.5 && longest <= width;
  };
  const size = sizes.find(fits) ?? sizes.at(-1) ?? 10;
  pdf.fontSize(size);
  const room = pdf.currentLineHeight(true) * lines;
  pdf.text(text, x, y, { width, height: room + 0.5, align, ellipsis: true });
  return Math.min(pdf.heightOfString(text, { width, align }), room);
}
