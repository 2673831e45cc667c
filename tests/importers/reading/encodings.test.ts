import { describe, expect, it } from 'vitest';
import { readTableFile } from '../../../src/importers/read-table-file.js';
import { decodeText } from '../../../src/importers/reading/decode.js';
import { splitRows } from '../../../src/importers/reading/text-rows.js';

/** What bytes 0x80 to 0x9F are in Windows-1252, by the WHATWG's index; five of them are unused. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const zone = 'Europe/London';
const cells = (bytes: Uint8Array) => splitRows(decodeText(bytes)).map((row) => row.cells);

describe('Windows-1252', () => {
  it('is read as what it is, and not as Latin-1', () => {
    const bytes = Uint8Array.from([
      ...Buffer.from('O'),
      ...Array.from({ length: 32 }, (_, at) => 0x80 + at),
      0xe9,
      0xff,
    ]);
    expect(decodeText(bytes)).toBe(`O${upper}éÿ`);
  });

  it('is read so far down a file too', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `Person Number${at},Governor`).join('\r\n');
    const bytes = Buffer.concat([
      Buffer.from(`name,position\r\n${rows}\r\nNiamh O`),
      Uint8Array.of(0x92),
      Buffer.from('Neill,Governor'),
    ]);
    const file = readTableFile('people', bytes, zone);
    expect(file.kind === 'people' && file.rows.at(-1)?.name).toBe('Niamh O’Neill');
  });
});

describe('text of other kinds', () => {
  const text = 'name,position\r\nZoë O’Neill,Headteacher';
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(text, 'utf16le').swap16();
  it.each([
    ['UTF-16 little-endian with its mark', Buffer.concat([Uint8Array.of(0xff, 0xfe), little])],
    ['UTF-16 little-endian without', little],
    ['UTF-16 big-endian with its mark', Buffer.concat([Uint8Array.of(0xfe, 0xff), big])],
    ['UTF-16 big-endian without', big],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-8 without', Buffer.from(text)],
    ['lines that end in a bare CR', Buffer.from(text.replace('\r\n', '\r'))],
    ['a line that names its separator', Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`)],
    ['bars', Buffer.from(text.replaceAll(',', '|'))],
  ])('%s', (_what, bytes) => {
    expect(cells(bytes)).toEqual([
      ['name', 'position'],
      ['Zoë O’Neill', 'Headteacher'],
    ]);
  });

  it('is put right where a program took UTF-8 for Windows-1252 and wrote it again, and only there', () => {
    const twice = Buffer.from(Buffer.from('name,school\nZoë O’Neill,Ècole “Nord”\n').toString('latin1'));
    const seen = Buffer.from('name,school\nZoÃ« Oâ€™Neill,Ã‰cole\n');
    expect(cells(seen)[1]).toEqual(['Zoë O’Neill', 'École']);
    expect(cells(twice)[1]?.[0]).toContain('Zoë');
    expect(cells(Buffer.from('name\nÂme “Ÿ” ÀÉ Straße €5\n'))[1]).toEqual(['Âme “Ÿ” ÀÉ Straße €5']);
  });

  it('has letters in place of what a web page writes for them', () => {
    expect(cells(Buffer.from('name\nAmara O&#39;Neill &amp; co\n'))[1]).toEqual(["Amara O'Neill & co"]);
  });

  it('keeps the lines of a file that Excel saved with a million empty ones', () => {
    expect(cells(Buffer.from(`name,position\r\nAda Fen,Clerk\r\n${',\r\n'.repeat(1_040_000)}`))).toHaveLength(2);
  });
});
