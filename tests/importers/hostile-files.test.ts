import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headingsOf, readTableFile, tableKinds } from '../../src/importers/read-table-file.js';
import { readSchoolsApart } from '../../src/importers/reading/reading-apart.js';
import { readSchools } from '../../src/importers/schools/read-schools.js';
import { hostileTexts } from '../support/hostile/hostile-text.js';
import { type ImportRecords, openImportRecords } from '../support/import-records.js';

let records: ImportRecords;
beforeAll(async () => {
  records = await openImportRecords();
});
afterAll(() => records.database.close());

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Every cell of these names something on record, so none of the words is taken. */
const namesRecords = new Set<string>(['history', 'participation']);

describe('a register of schools that no register is', () => {
  const head = 'URN,EstablishmentName,EstablishmentStatus (name),TypeOfEstablishment (name),PhaseOfEducation (name)';
  const columns = `${head},Town,Postcode,LA (code),LA (name),DistrictAdministrative (name)\n`;
  const wanted = { authorities: ['Kent'], districts: [] };

  it.each([
    ['millions of rows', `${columns}${'x\n'.repeat(3_000_000)}`, 'more than 100,000 rows'],
    ['a row of millions of cells', `${columns}${','.repeat(8_000_000)}\n`, 'more than 32,767 characters'],
    ['a cell of 20 MB', `${columns}131001,${'x'.repeat(20_000_000)}\n`, 'more than 32,767 characters'],
    [
      'a quotation mark that is never closed',
      `${columns}131001,"x\n${`${'x'.repeat(99)}\n`.repeat(200_000)}`,
      '32,767',
    ],
  ])('with %s is refused for that, and not once it has taken all memory', async (_what, text, words) => {
    const read = await readSchoolsApart(Buffer.from(text), { wanted, links: undefined });
    expect(read).toMatchObject({ kind: 'unreadable', words: expect.stringContaining(words) });
  });
});

describe('a file of anything', () => {
  it('is read or refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...tableKinds), async (bytes, kind) => {
        const table = await readTableFile(kind, bytes, 'Europe/London');
        const register = await readSchools(
          { schools: () => [bytes], links: undefined },
          { authorities: [], districts: [] },
        );
        expect([table.kind, register.kind]).toEqual(['unreadable', 'unreadable']);
      }),
      { numRuns: 300 },
    );
  });

  it.each(tableKinds)('with hostile words in every cell of %s stores nothing, or what can be kept', async (kind) => {
    const columns = headingsOf(kind);
    const rowWith = (at: number, text: string) =>
      columns.map(({ example }, column) => quoted(column === at ? text : example)).join(',');
    const states = new Set<string>();
    for (const [index, text] of hostileTexts.entries()) {
      const rows = [rowWith(index % columns.length, text), rowWith(0, text), rowWith(1, text)];
      for (const row of rows) {
        const head = columns.map(({ heading }) => heading).join(',');
        states.add((await records.bring(kind, `${head}\r\n${row}\r\n`)).state);
      }
    }
    expect([...states].sort()).toEqual(namesRecords.has(kind) ? ['faulty'] : ['faulty', 'stored']);
  });
});
