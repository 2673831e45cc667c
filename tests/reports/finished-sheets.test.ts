import { unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Attendees } from '../../src/app/bookings/attendees.js';
import { compareBySurname } from '../../src/domain/person.js';
import { attendeesXlsx } from '../../src/reports/attendee-files.js';
import { finishedWorkbook } from '../../src/reports/finished-workbook.js';
import { attendee, sessionWith } from '../support/some-attendees.js';

const zone = 'Europe/London';
const partOf = (file: Buffer, name: string) => Buffer.from(unzipSync(file)[name] ?? []).toString();

const event: Attendees = {
  eventId: '00000000-0000-4000-8000-000000000001',
  title: 'Heads & deputies',
  questions: [{ prompt: 'Lunch?', kind: 'yes_no', options: [] }],
  sessions: [
    {
      ...sessionWith([
        attendee({ name: 'Tomasz Ellery', email: 'tomasz@school.example', answers: ['yes'] }),
        attendee({ name: 'Zoë Allen', position: 'other', title: 'Office manager' }),
        attendee({ name: 'Amara van der Berg', state: 'waiting' }),
      ]),
      label: 'Lincoln',
    },
    { ...sessionWith([attendee({ name: 'Ana de Souza' })]), label: 'Boston', status: 'cancelled' },
  ],
};

describe('the workbook of who is coming', () => {
  it('has one table, with addresses, dates as dates and what people of no position are called', async () => {
    const [all] = await readXlsx(await attendeesXlsx(event, zone));
    expect(all?.data[0]).toEqual([
      'Session',
      'Starts',
      'Name',
      'Role',
      'School',
      'URN',
      'Email',
      'State',
      'Booked by',
      'Lunch?',
    ]);
    const [session, starts, ...rest] = all?.data[1] ?? [];
    // Half past eight in UTC, on the clock of the place; a workbook counts days, in parts.
    expect(Math.abs(Number(starts) - Date.UTC(2027, 5, 15, 9, 30))).toBeLessThan(10);
    expect([session, ...rest.slice(0, 5)]).toEqual([
      'Lincoln',
      'Tomasz Ellery',
      'Headteacher',
      'Marrowfen Primary School',
      199_001,
      'tomasz@school.example',
    ]);
    expect(all?.data[2]?.[3]).toBe('Office manager');
    expect(all?.data.at(-1)?.[0]).toBe('Boston (cancelled)');
  });

  it('has a list for the door of each session that is held: those with a place, by surname, with room for a tick', async () => {
    const sheets = await readXlsx(await attendeesXlsx(event, zone));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Attendees', 'Door list Lincoln']);
    expect(sheets[1]?.data.map(([name]) => name)).toEqual(['Name', 'Allen, Zoë', 'Ellery, Tomasz']);
    expect(sheets[1]?.data[0]?.at(-1)).toBe('Here');
  });

  it('opens with its headings held and filters over them, and prints with headings and page numbers on each page', async () => {
    const file = await attendeesXlsx(event, zone);
    const sheet = partOf(file, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toContain('<autoFilter ref="A1:J5"/>');
    expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"/);
    expect(sheet).toContain('fitToPage="1"');
    expect(sheet).toContain('Heads &amp;&amp; deputies</oddHeader>');
    expect(sheet).toContain('Page &amp;P of &amp;N');
    expect(partOf(file, 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'Door list Lincoln'!$1:$1</definedName>`,
    );
  });

  it('gives two sessions of one label a tab each', async () => {
    const twice = { ...event, sessions: [event.sessions[0], event.sessions[0]].flatMap((one) => one ?? []) };
    const sheets = await readXlsx(await attendeesXlsx(twice, zone));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Attendees', 'Door list Lincoln', 'Door list Lincoln 2']);
  });
});

describe('a finished sheet', () => {
  it('keeps numbers, shares and what is not exact as numbers, with how they are shown', async () => {
    const file = await finishedWorkbook([
      {
        name: 'Figures',
        title: 'Figures',
        columns: [{ name: 'What' }, { name: 'Value' }],
        rows: [
          ['Share', { kind: 'share', part: 1, of: 4 }],
          ['Nothing', { kind: 'share', part: 0, of: 0 }],
          ['About', { kind: 'about', qualifier: 'over', value: 60 }],
          ['Many', 1204],
        ],
      },
    ]);
    const [sheet] = await readXlsx(file);
    expect(sheet?.data.slice(1)).toEqual([
      ['Share', 0.25],
      ['Nothing', '–'],
      ['About', 60],
      ['Many', 1204],
    ]);
    const styles = partOf(file, 'xl/styles.xml');
    expect(styles).toContain('formatCode="0%"');
    expect(styles).toContain('&quot;over &quot;#,##0');
  });

  it('is as wide as what it holds, within reason', async () => {
    const row = ['x'.repeat(30), 'y'.repeat(500), 'z'];
    const columns = ['One', 'Two', 'Three'].map((name) => ({ name }));
    const file = await finishedWorkbook([{ name: 'Wide', title: 'Wide', columns, rows: [row] }]);
    const widths = [...partOf(file, 'xl/worksheets/sheet1.xml').matchAll(/<col [^>]*width="(\d+)"/g)];
    expect(widths.map(([, width]) => Number(width))).toEqual([33, 60, 9]);
  });
});

it('sorts by surname: particles belong to it, and letters after a name do not', () => {
  const names = ['Amara van der Berg', 'Jo Adams OBE', 'Ana de Souza', 'Cher', 'Émile Zola', 'Ed Éclair'];
  expect([...names].sort(compareBySurname)).toEqual([
    'Jo Adams OBE',
    'Cher',
    'Ana de Souza',
    'Ed Éclair',
    'Amara van der Berg',
    'Émile Zola',
  ]);
});
