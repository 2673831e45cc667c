import { fileWords } from './file-words.js';
import { TooMuch } from './limits.js';
import { numberFormats } from './number-formats.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheetPart } from './sheet-part.js';
import type { Row, Sheet } from './text-rows.js';
import { eachTag } from './xml.js';
import { type Unfolded, unfold } from './zip.js';

/** The parts that list the others; they are small. */
interface Outline {
  readonly sheets: ReadonlyArray<{ readonly name: string; readonly hidden: boolean; readonly part: string }>;
  readonly from1904: boolean;
  readonly strings: string | undefined;
  readonly styles: string;
}

/** Further sheets are ignored. */
const mostSheets = 40;
const largestOutline = 8_000_000;

/** All sheets of a workbook, in its order. @throws TooMuch past a limit, or for a damaged one */
export function openWorkbook(bytes: Uint8Array): Sheet[] {
  try {
    const unfolded = { bytes: 0 };
    const outline = readOutline(bytes, unfolded);
    const formats = numberFormats(outline.styles);
    const shared = outline.strings ? readSharedStrings(bytes, unfolded, outline.strings) : [];
    const rows = new Map<string, readonly Row[]>();
    const parts = new Set(outline.sheets.map(({ part }) => part));
    unfold(bytes, unfolded, (name) => {
      if (!parts.has(name) || rows.has(name)) return undefined;
      const reader = readSheetPart({ shared, formats, from1904: outline.from1904 });
      rows.set(name, reader.rows);
      return reader.take;
    });
    return outline.sheets.map(({ name, hidden, part }) => ({ name, hidden, rows: rows.get(part) ?? [] }));
  } catch (fault) {
    if (fault instanceof TooMuch) throw fault;
    throw new TooMuch(fileWords.damaged, { cause: fault });
  }
}

function readOutline(bytes: Uint8Array, unfolded: Unfolded): Outline {
  const texts = new Map<string, string>();
  unfold(bytes, unfolded, (name) => {
    if (!/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml)$/i.test(name)) return undefined;
    const decoder = new TextDecoder();
    return (piece, last) => {
      const text = (texts.get(name.toLowerCase()) ?? '') + decoder.decode(piece, { stream: !last });
      if (text.length > largestOutline) throw new TooMuch(fileWords.tooManyStyles);
      texts.set(name.toLowerCase(), text);
    };
  });
  const links = new Map<string, { target: string; type: string }>();
  eachTag(texts.get('xl/_rels/workbook.xml.rels') ?? '', (tag, { Id = '', Target = '', Type = '' }) => {
    if (tag === 'relationship') links.set(Id, { target: partName(Target), type: Type });
  });
  const sheets: Array<Outline['sheets'][number]> = [];
  let from1904 = false;
  eachTag(texts.get('xl/workbook.xml') ?? '', (tag, values) => {
    if (tag === 'workbookpr') from1904 = /^(1|true)$/.test(values.date1904 ?? '');
    if (tag !== 'sheet' || sheets.length >= mostSheets) return;
    const id = Object.entries(values).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
    const part = links.get(id)?.target;
    const hidden = /hidden/i.test(values.state ?? '');
    if (part) sheets.push({ name: values.name ?? '', hidden, part });
  });
  const strings = [...links.values()].find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  return { sheets, from1904, strings, styles: texts.get('xl/styles.xml') ?? '' };
}

/** `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` are the same part. */
function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}
