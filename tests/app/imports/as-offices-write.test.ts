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
    ['Dr Jane Smith, MBE', 'Dr Jane Smith MBE'],
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

describe('positions in short', () => {
  it.each([
    ['Exec HT', 'executive_headteacher'],
    ['Asst Head', 'senior_leader'],
    ['Chair of Gov', 'chair_of_governors'],
    ['Co-opted governor', 'governor'],
    ['Head of Maths', 'other'],
  ])('%s is %s', async (cell, position) => {
    const file = await readImport('people', `name,school,position\nJane Smith,${urn},${cell}\n`);
    expect(file.kind === 'people' && file.rows).toMatchObject([{ position }]);
  });
});

describe('an event', () => {
  const event = async (cells: { readonly time?: string; readonly audience?: string; readonly venue?: string }) => {
    const { time = '9-12', audience = '', venue = 'Hall' } = cells;
    const table = `series,title,date,time,venue,audience,phases\nx,y,04/03/2027,${time},${venue},${audience},Primary & Secondary\n`;
    const file = await readImport('events', table);
    const [row] = file.kind === 'events' ? file.rows : [];
    return row ?? faultsIn(file);
  };
  const hours = async (time: string) => {
    const row = await event({ time });
    return typeof row === 'string' ? row : [row.session.startsAt.slice(11, 16), row.session.endsAt.slice(11, 16)];
  };

  it.each([
    ['9-12', '09:00', '12:00'],
    ['9.30 - 12', '09:30', '12:00'],
    ['9.30am-12', '09:30', '12:00'],
    ['1.30pm-3.30', '13:30', '15:30'],
    ['4-6pm', '16:00', '18:00'],
    ['11-1pm', '11:00', '13:00'],
    ['1-3', '13:00', '15:00'],
    ['9-5', '09:00', '17:00'],
    ['07:30-09:00', '07:30', '09:00'],
    ['0930-1200', '09:30', '12:00'],
  ])('at %s is from %s to %s', async (time, start, end) => {
    expect(await hours(time)).toEqual([start, end]);
  });

  it('with one time or none is asked about', async () => {
    expect(await hours('9:00:00 AM')).toBe('end: it is empty. Write a time such as 12:00.');
    expect(await hours('all day')).toContain('start: “all day” is no time');
  });

  it('is for everybody whom its cell names, or is asked about', async () => {
    expect(await event({ audience: 'Heads and deputies' })).toMatchObject({
      audience: ['headteacher', 'deputy_headteacher'],
      phases: ['primary', 'secondary'],
    });
    expect(await event({ audience: 'Heads and artists' })).toContain('“Heads and artists” is none of them');
  });

  it('has its link where the venue goes', async () => {
    const row = await event({ venue: 'https://meet.example/1' });
    expect(row).toMatchObject({ session: { venue: '', link: 'https://meet.example/1' } });
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

  it('counts of a list of people those who were there, and asks about what says neither', async () => {
    const list = (heading: string) =>
      `event,name,school,${heading}\nx,A Bell,Larch,Yes\nx,B Carr,Larch,Did not attend\nx,C Dean,Larch,\nx,D Eve,Larch,Booked\n`;
    for (const heading of ['attended', 'Status']) {
      const file = await readImport('history', list(heading));
      expect(file.rows).toMatchObject([{ shape: 'presence', name: 'A Bell' }]);
      expect(faultsIn(file)).toContain('“Booked” may or may not mean that they were there');
      expect(file.remarks).toContain('2 rows say that they were not there, and are left out.');
    }
  });

  it('counts nobody for a vacant post', async () => {
    const file = await readImport('history', 'event,name,school\nx,Vacant,199001\n');
    expect(faultsIn(file)).toContain('“Vacant” is nobody’s name');
  });
});
