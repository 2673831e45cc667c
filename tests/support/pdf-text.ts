import { inflateSync } from 'node:zlib';

/** The text of a PDF as pdfkit writes it, in the order in which it is drawn: a line for each piece that is shown, a form feed a page. */
export function pdfText(file: Buffer): string {
  const objects = new Map<string, { dictionary: string; stream: string }>();
  const source = file.toString('latin1');
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const [dictionary = '', raw] = body.split('\nstream\n');
    const bytes = raw === undefined ? undefined : Buffer.from(raw.replace(/\nendstream$/, ''), 'latin1');
    const isPacked = dictionary.includes('/FlateDecode');
    objects.set(id, { dictionary, stream: bytes ? (isPacked ? inflateSync(bytes) : bytes).toString('latin1') : '' });
  }
  const fonts = new Map<string, Map<string, string>>();
  for (const { dictionary } of objects.values()) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1];
      if (map) fonts.set(name, letters(objects.get(map)?.stream ?? ''));
    }
  }
  const pages = [...objects.values()].filter(({ stream }) => / T[Jj]\b/.test(stream));
  return pages.map(({ stream }) => shownIn(stream, fonts)).join('\f');
}

/** What each code of a font stands for, by its `ToUnicode`. */
function letters(map: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    let code = Number.parseInt(first, 16);
    for (const [, units = ''] of list.matchAll(/<([0-9a-f ]*)>/g)) {
      const text = Buffer.from(units.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
      found.set(code.toString(16).padStart(4, '0'), text);
      code += 1;
    }
  }
  return found;
}

function shownIn(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const lines: string[] = [];
  let font: ReadonlyMap<string, string> | undefined;
  for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/g)) {
    if (name) font = fonts.get(name);
    else if (shown) {
      const codes = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      lines.push(codes.map((code) => font?.get(code) ?? '\ufffd').join(''));
    }
  }
  return lines.join('\n');
}
