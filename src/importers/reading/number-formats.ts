import { eachTag } from './xml.js';

/** What a number of a cell means, by the cell's style. */
export type NumberFormat = 'number' | 'percent' | 'date' | 'time' | 'length';

/** The format of each style of a workbook, by its number. @param xml its `styles.xml` */
export function numberFormats(xml: string): NumberFormat[] {
  const codes = new Map<string, string>();
  const formats: NumberFormat[] = [];
  let within = false;
  eachTag(xml, (tag, values) => {
    if (tag === 'numfmt') codes.set(values.numFmtId ?? '', values.formatCode ?? '');
    // The cells' styles come after those that they are derived from.
    if (tag === 'cellxfs') within = true;
    if (tag === 'cellstyles' || tag === 'dxfs') within = false;
    if (tag === 'xf' && within) formats.push(formatOf(values.numFmtId ?? '0', codes));
  });
  return formats;
}

function formatOf(id: string, codes: ReadonlyMap<string, string>): NumberFormat {
  const code = codes.get(id);
  if (code !== undefined) return formatOfCode(code);
  const number = Number(id);
  if (number === 9 || number === 10) return 'percent';
  if ((number >= 14 && number <= 17) || number === 22 || (number >= 27 && number <= 36)) return 'date';
  if (number >= 50 && number <= 58) return 'date';
  if (number >= 18 && number <= 21) return 'time';
  return number >= 45 && number <= 47 ? 'length' : 'number';
}

/** `dd/mm/yyyy`, `[h]:mm`, `0%`, `_-£* #,##0.00`, with words in quotes and colours in brackets. */
function formatOfCode(code: string): NumberFormat {
  const first = code.split(';', 1)[0] ?? '';
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'length';
  const plain = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi, '');
  if (/[yd]/i.test(plain)) return 'date';
  if (/[hs]/i.test(plain)) return 'time';
  if (/m/i.test(plain)) return 'date';
  return plain.includes('%') ? 'percent' : 'number';
}
