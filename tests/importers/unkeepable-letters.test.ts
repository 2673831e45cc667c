import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewImport } from '../../src/app/imports/kept-imports.js';
import type { Actor } from '../../src/domain/actor.js';
import { importKnowledge, readArticles } from '../../src/importers/knowledge.js';
import { headingsOf, tableKinds } from '../../src/importers/read-table-file.js';
import { readSchools } from '../../src/importers/schools/read-schools.js';
import { type ImportRecords, openImportRecords, readImport } from '../support/import-records.js';
import { workbookOf } from '../support/workbook.js';
import { linksCsv, registerCsv } from '../support/worlds/register.js';

let records: ImportRecords;
let actor: Actor;
beforeAll(async () => {
  records = await openImportRecords();
  const { prisma } = records.database;
  const account = await prisma.account.create({ data: { platform: 'teams', tenant: 't', user: 'u' } });
  actor = {
    accountId: account.id,
    personId: null,
    name: 'A',
    post: null,
    grants: [{ role: 'administrator', seriesId: null }],
  };
});
afterAll(() => records.database.close());

/** Code units of any kind: letters, halves of characters, controls. */
const units = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u0000',
        '\ud800',
        '\udc00',
        '\udfff',
        '\u202e',
        '\ufffe',
        '\u001b',
        '_x0000_',
        '\r\n',
        '"',
        'a',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** UTF-16LE with its mark, halves of characters as they are. */
function utf16(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

const csvOf = (rows: ReadonlyArray<readonly string[]>) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

describe('letters that the database cannot keep', () => {
  it.each(tableKinds)(
    'in a workbook or a CSV of %s are put right or refused, and the plan of it can be kept',
    async (kind) => {
      const columns = headingsOf(kind);
      const head = columns.map(({ heading }) => heading);
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(units, fc.nat(columns.length - 1), fc.boolean(), async (text, at, asWorkbook) => {
          const row = columns.map(({ example }, index) => (index === at ? `${example}${text}` : example));
          const bytes = asWorkbook ? workbookOf([head, row]) : utf16(csvOf([head, row]));
          const file = await readImport(kind, bytes).catch((fault: Error) => fault.message);
          if (typeof file === 'string') {
            expect(file).toMatch(/save|no table|headings/i);
            return;
          }
          taken += 1;
          expect(JSON.stringify(file)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
          expect(await previewImport(records.core, actor, file)).toHaveProperty('report');
          expect(['stored', 'faulty']).toContain((await records.bring(kind, bytes)).state);
        }),
        { numRuns: 60 },
      );
      expect(taken).toBeGreaterThan(5);
    },
  );

  it('are told with line and column', async () => {
    const rows = [
      ['name', 'position'],
      ['Ada Fen', 'Headteacher'],
      ['Bo\ud800 Wold\u0000', 'Headteacher'],
    ];
    const file = await readImport('people', workbookOf(rows));
    expect(file.kind === 'people' && file.rows.map(({ name }) => name)).toEqual(['Ada Fen', 'Bo\ufffd Wold\ufffd']);
    expect(file.remarks).toEqual([expect.stringContaining('Letters are lost where it says \ufffd: line 3, name.')]);
  });

  it('in the register of schools or its links are taken out', async () => {
    const late = 'x'.repeat(3_000);
    const schools = registerCsv([
      { URN: '100001', EstablishmentName: late, 'LA (code)': '9\u000025' },
      { URN: '100002', EstablishmentName: 'Fen\u0000 School', 'EstablishmentStatus (name)': 'Closed' },
    ]);
    const links = linksCsv([[100_002, 100_001, 'Successor\u0000 - amalgamated']]);
    const bytes = (text: string) => () => [Buffer.from(text)];
    const wanted = { authorities: [], districts: [], everywhere: true };
    const head = links.indexOf('\r\n') + 2;
    const padded = `${links.slice(0, head)}${'\r\n'.repeat(1_500)}${links.slice(head)}`;
    const file = await readSchools({ schools: bytes(schools), links: bytes(padded) }, wanted);
    if (file.kind === 'unreadable') throw new Error(file.words);
    expect(JSON.stringify(file)).not.toContain('\\u0000');
    expect(await previewImport(records.core, actor, file)).toMatchObject({ report: { state: 'planned' } });
  });

  it('in articles are put right', async () => {
    const text = '## When\u0000 does it\ud800 begin?\n- as of: 2026-01-01\n\nIn\u0000 autumn\udc00.\n';
    expect(await importKnowledge(records.core, readArticles('a.md', Buffer.from(text)))).toMatchObject({
      stored: true,
    });
  });
});
