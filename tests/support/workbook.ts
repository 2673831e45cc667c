import { strToU8, zipSync } from 'fflate';

/**
 * The code units of an XML text: letters unchanged, everything else as a reference, even to characters that XML
 * forbids.
 */
function xmlOf(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    return /[a-z0-9 ]/i.test(text.charAt(index)) ? text.charAt(index) : `&#x${unit.toString(16)};`;
  }).join('');
}

/** A workbook that no spreadsheet would write: one sheet, with arbitrary code units in its cells. */
export function workbookOf(rows: ReadonlyArray<readonly string[]>): Uint8Array {
  const column = (index: number) => String.fromCharCode(65 + index);
  const sheet = rows
    .map((cells, row) => {
      const inside = cells.map(
        (text, index) =>
          `<c r="${column(index)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${xmlOf(text)}</t></is></c>`,
      );
      return `<row r="${row + 1}">${inside.join('')}</row>`;
    })
    .join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
  });
}
