import {
  findElement,
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';

/** What is written of a sheet on paper. */
interface PrintedSheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly unknown[];
}

const part = 'xl/worksheets/sheet{id}.xml';

/**
 * What the library leaves out of a workbook (ECMA-376, part 1, 18.3.1): filters over the table, pages that are as wide as the
 * paper, the headings on each, its title above and its number below.
 */
export function printedPages(sheets: readonly PrintedSheet[]) {
  return {
    files: {
      transform: {
        [part]: {
          transform: (xml: string, _options: unknown, { sheetIndex }: { readonly sheetIndex: number }) => {
            const sheet = sheets[sheetIndex];
            return sheet ? finish(xml, sheet) : xml;
          },
        },
        'xl/workbook.xml': { transform: (xml: string) => nameRanges(xml, sheets) },
      },
    },
  };
}

function finish(xml: string, sheet: PrintedSheet): string {
  const order = getOrderOfSiblings(part, 'worksheet') ?? [];
  const put = (into: string, markup: string, name: string) => {
    const old = findElement(into, name);
    return old
      ? replaceElement(into, old, markup)
      : insertElementMarkupAccordingToOrderOfSiblings(into, markup, order, 'worksheet');
  };
  const pieces: ReadonlyArray<readonly [string, string]> = [
    ['sheetPr', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'],
    ['autoFilter', `<autoFilter ref="${tableOf(sheet)}"/>`],
    ['pageMargins', '<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.7" header="0.35" footer="0.35"/>'],
    ['pageSetup', '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'],
    ['headerFooter', `<headerFooter>${headerOf(sheet.title)}</headerFooter>`],
  ];
  return pieces.reduce((made, [name, markup]) => put(made, markup, name), xml);
}

/** Ampersands are commands there, and a digit after the size would be part of it. */
function headerOf(title: string): string {
  const words = sanitizeTextContent(title.slice(0, 120).replaceAll('&', '&&'));
  return `<oddHeader>&amp;L&amp;"Arial,Bold"&amp;11 ${words}</oddHeader><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter>`;
}

function tableOf({ columns, rows }: PrintedSheet): string {
  return `A1:${getCellAddress(rows.length, columns.length - 1)}`;
}

function nameRanges(xml: string, sheets: readonly PrintedSheet[]): string {
  const names = sheets.flatMap((sheet, index) => {
    const quoted = sanitizeTextContent(`'${sheet.name.replaceAll("'", "''")}'`);
    const filter = tableOf(sheet).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    const at = sanitizeAttributeValue(String(index));
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted}!${filter}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted}!$1:$1</definedName>`,
    ];
  });
  const markup = `<definedNames>${names.join('')}</definedNames>`;
  const old = findElement(xml, 'definedNames');
  if (old) return replaceElement(xml, old, markup);
  const order = getOrderOfSiblings('xl/workbook.xml', 'workbook') ?? [];
  return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order, 'workbook');
}
