import { deflateSync, strToU8, zipSync } from 'fflate';

/** A workbook of one sheet with this XML for its rows. @param extra further parts, by name */
export function workbookWith(rows: string | Uint8Array, extra: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const open = strToU8(`<worksheet xmlns="${main}"><sheetData>`);
  const body = typeof rows === 'string' ? strToU8(rows) : rows;
  const sheet = Buffer.concat([open, body, strToU8('</sheetData></worksheet>')]);
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    ...extra,
    'xl/worksheets/sheet1.xml': sheet,
  });
}

/** A text cell of a workbook. @param name such as `B2` */
export function textCell(name: string, text: string): string {
  return `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

const head = `<row r="1">${textCell('A1', 'Name')}${textCell('B1', 'Attended')}</row>`;

/** Files that unfold to far more than they are, each a few kilobytes or megabytes, with what a reader would say of them. */
export function hostileFiles(): ReadonlyArray<readonly [string, Uint8Array]> {
  const spaces = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024).fill(32);
  const long = 'x'.repeat(20 * 1024 * 1024);
  return [
    ['two cells in opposite corners', workbookWith(`${head}<row r="1048576">${textCell('XFD1048576', 'x')}</row>`)],
    ['a cell in the last column', workbookWith(`${head}<row r="2">${textCell('XFD2', 'x')}</row>`)],
    ['a stray cell in the last row', workbookWith(`${head}<row r="1048576">${textCell('A1048576', 'x')}</row>`)],
    ['a cell of 20 MB in a workbook', workbookWith(`${head}<row r="2">${textCell('A2', long)}</row>`)],
    [
      'a shared text of 20 MB',
      workbookWith(`${head}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`, {
        'xl/sharedStrings.xml': strToU8(`<sst><si><t>${long}</t></si></sst>`),
      }),
    ],
    ['a zip bomb', workbookWith(spaces(400))],
    ['a zip bomb in the styles', workbookWith(head, { 'xl/styles.xml': spaces(400) })],
    ['a million cells', workbookWith(`<row>${'<c><v>1</v></c>'.repeat(200)}</row>`.repeat(7_000))],
    ['ten million empty cells', workbookWith(`${head}<row r="2">${'<c/>'.repeat(10_000_000)}</row>`)],
    ['a cell of 20 MB in a CSV', Buffer.from(`Name,Attended\n${long},yes\n`)],
    ['six million quotation marks', Buffer.from(`Name,Attended\n${'"'.repeat(6_000_000)}\n`)],
    ['six million quotation marks, one a line', Buffer.from(`Name,Attended\n${'"\n'.repeat(6_000_000)}`)],
    ['eight million commas', Buffer.from(`Name,Attended\n${','.repeat(8_000_000)}x\n`)],
    ['a million lines', Buffer.from(`Name,Attended\n${'a b,yes\n'.repeat(1_000_000)}`)],
    ['noise that says it is a workbook', Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateSync(spaces(1))])],
  ];
}
