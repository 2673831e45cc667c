import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportFile } from '../../../src/app/imports/import-file-format.js';
import { type ImportRecords, openImportRecords, readImport } from '../../support/import-records.js';

let records: ImportRecords;
let urn: number;
let school: string;
beforeAll(async () => {
  records = await openImportRecords();
  const open = await records.database.prisma.school.findFirstOrThrow({ where: { status: 'open' } });
  [urn, school] = [open.urn, open.name];
});
afterAll(() => records.database.close());

const faultsIn = ({ faults }: ImportFile) => faults.flatMap((one) => one.faults).join(' ');

const nameIn = async (cell: string) => {
  const file = await readImport('people', `name,school,position\n"${cell}",${urn},Governor\n`);
  const [row] = file.kind === 'people' ? file.rows : [];
  return row?.name ?? faultsIn(file);
};

describe('the name of a person', () => {
  it.each([
    ['SMITH Jane', 'Jane Smith'],
    ['SMITH-JONES Anna Maria', 'Anna Maria Smith-Jones'],
    ['Miss Jane SMITH MBE', 'Jane Smith MBE'],
    ['J SMITH', 'J Smith'],
  ])('%s is %s', async (cell, name) => {
    expect(await nameIn(cell)).toBe(name);
  });

  it.each(['Acting', 'Interim head', 'Headteacher'])('%s is nobody’s', async (cell) => {
    expect(await nameIn(cell)).toContain('is a position, and nobody’s name');
  });
});

describe('the position of a person', () => {
  it('is in the column for it, not in the one for Mrs and Mr', async () => {
    const file = await readImport('people', `Title,First name,Last name,Role,URN\nMrs,Jane,Smith,Headteacher,${urn}\n`);
    expect(file.kind === 'people' && file.rows).toMatchObject([{ name: 'Jane Smith', position: 'headteacher' }]);
    const alone = await readImport('people', `Title,Name,URN\nMrs,Jane Smith,${urn}\n`);
    expect(faultsIn(alone)).toContain('“Mrs” is how somebody is addressed');
  });
});

describe('a school', () => {
  it('is known by its number, whatever stands beside it', async () => {
    for (const cell of [`${urn} - somewhere`, `Nowhere Primary (${urn})`, `${school}, Nowhere (${urn})`]) {
      const report = await records.bring('people', `name,school,position\nIvy Beside,"${cell}",Governor\n`);
      expect([cell, report.counts.faulty]).toEqual([cell, 0]);
    }
    const two = await records.bring('people', `name,school,position\nIvy Both,${urn} or 199002,Governor\n`);
    expect(two.counts.faulty).toBe(1);
  });
});

describe('past attendance', () => {
  it('says beside a number what is known of it', async () => {
    const said = async (number: string, qualifier = '') => {
      const file = await readImport('history', `event,attended,qualifier\nx,${number},${qualifier}\n`);
      const [row] = file.kind === 'history' ? file.rows : [];
      return row?.shape === 'total' ? [row.figures[0]?.value, row.qualifier] : faultsIn(file);
    };
    expect(await said('over 120')).toEqual([120, 'over']);
    expect(await said('c. 100')).toEqual([100, 'about']);
    expect(await said('almost 90')).toEqual([90, 'nearly']);
    expect(await said('45', 'about')).toEqual([45, 'about']);
    expect(await said('over 120', 'nearly')).toContain('qualifier: write exactly');
  });

  it('counts nobody for a vacant post', async () => {
    const file = await readImport('history', 'event,name,school\nx,Vacant,199001\n');
    expect(faultsIn(file)).toContain('“Vacant” is nobody’s name');
  });
});
