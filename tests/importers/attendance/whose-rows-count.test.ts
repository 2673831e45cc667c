import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { AttendanceFile, FileExpectation, RefusedFile } from '../../../src/domain/attendance-file.js';
import { readAttendanceFile } from '../../../src/importers/attendance/read-attendance-file.js';

const november: FileExpectation = {
  startsAt: new Date('2026-11-20T09:30:00Z'),
  endsAt: new Date('2026-11-20T12:00:00Z'),
  zone: 'Europe/London',
};

function read(bytes: Uint8Array | string): AttendanceFile | RefusedFile {
  const found = readAttendanceFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, [november]);
  return found.kind === 'fits' ? found.file : found;
}

function file(bytes: Uint8Array | string): AttendanceFile {
  const found = read(bytes);
  if (found.kind === 'refused') throw new Error(found.words);
  return found;
}

const fixture = async (name: string) =>
  file(await readFile(new URL(`../../fixtures/attendance/${name}`, import.meta.url)));
const people = ({ people: all }: AttendanceFile) => all.map(({ name, email, minutes }) => [name, email, minutes]);
const aside = ({ skipped }: AttendanceFile) => skipped.map(({ name, why }) => [name, why]);

describe('reports of other programs and kinds of meeting', () => {
  it('a Zoom webinar: each part has its headings, who only registered was not there, a telephone is nobody', async () => {
    const webinar = await fixture('zoom-webinar.csv');
    expect([webinar.format, webinar.days.kind]).toEqual(['zoom', 'fit']);
    expect(people(webinar)).toEqual([
      ['Irene Akhtar', 'irene@partnership.example', 165],
      ['Amara Whitfield', 'amara@school.example', 140],
    ]);
    expect(aside(webinar)).toEqual([
      ['Tomasz Ellery', 'The file says they were not there.'],
      ['447700900123', 'A telephone number, and nobody’s name.'],
    ]);
  });

  it('Google Meet: first and last names, and no day', async () => {
    const meet = await fixture('google-meet.csv');
    expect([meet.format, meet.days.kind]).toEqual(['google-meet', 'none']);
    expect(people(meet)).toEqual([
      ['Amara Whitfield', 'amara@school.example', 150],
      ['Frances Hall', null, 45],
    ]);
  });

  it('a Teams webinar: guests have the address that they registered with', async () => {
    expect(people(await fixture('teams-webinar.csv'))).toEqual([
      ['Amara W', 'amara@school.example', 150],
      ['Irene Akhtar', 'irene@partnership.example', 165],
    ]);
  });

  it('the list of a meeting without headings, each coming paired with the going after it', () => {
    const list = file(
      [
        '"Doe, Jane"\tJoined before\t"20/11/2026, 9:30:21"',
        'Sam Roe\tJoined\t"20/11/2026, 9:31:00"',
        'Sam Roe\tLeft\t"20/11/2026, 9:45:00"',
      ].join('\n'),
    );
    expect(people(list)).toEqual([
      ['Jane Doe', null, null],
      ['Sam Roe', null, 14],
    ]);
  });
});

describe('a report in a language whose headings are not known', () => {
  it('is read by the place of its columns, without the visits that follow its list', async () => {
    const polish = await fixture('attendance-report-polish.csv');
    expect(people(polish)).toEqual([
      ['Amara W', 'amara@school.example', 150],
      ['Irene Akhtar', 'irene@partnership.example', 165],
    ]);
    expect(polish.remarks).toEqual([]);
  });

  it('says so when its own summary counts others than its list has', async () => {
    const bytes = await readFile(new URL('../../fixtures/attendance/attendance-report-polish.csv', import.meta.url));
    const text = bytes.toString('utf16le').replace('wzięli udział\t2', 'wzięli udział\t7');
    expect(file(Buffer.from(text, 'utf16le')).remarks).toEqual([
      'The report’s own summary counts 7, and its list has 2. Look at the list before you apply it.',
    ]);
  });
});

describe('the rows of a report', () => {
  it('count by their own day, and visits from two devices are paired by their numbers', async () => {
    const two = await fixture('live-event-two-days.csv');
    expect(people(two)).toEqual([['Amara Whitfield', 'amara@school.example', 75]]);
    expect(aside(two)).toEqual([['Tomasz Ellery', 'They were in it on another day.']]);
  });

  it.each([
    'Read.ai meeting notes',
    'MS Teams Meeting Recording Bot',
    'Otter.ai',
    'iPad',
    'Amara’s iPhone',
    '+44 7700 ******',
  ])('%s is set aside, with a line that says so', (name) => {
    const list = file(`Name,Attended\nAmara Whitfield,yes\n"${name}",yes\n`);
    expect(people(list).map(([who]) => who)).toEqual(['Amara Whitfield']);
    expect(aside(list)).toEqual([[name, expect.stringMatching(/nobody’s name/)]]);
  });

  it.each(['Ipa Dawson', 'Amara Pixelby', 'Bo Tablet-Reed', 'Botha Otterburn'])('%s is a person', (name) => {
    expect(people(file(`Name,Attended\n${name},yes\n`))).toEqual([[name, null, null]]);
  });

  it.each([
    ['yes', 'there'],
    ['✓', 'there'],
    ['09:25', 'there'],
    ['45 min', 'there'],
    ['Apologies sent', 'away'],
    ['did not join', 'away'],
    ['0%', 'away'],
    ['', 'away'],
    ['-', 'asked'],
    ['Registered', 'asked'],
    ['A', 'asked'],
  ])('that say “%s” mean: %s', (word, meaning) => {
    const list = file(`Name,Attended\nSomebody There,yes\nAmara Whitfield,${word}\n`);
    const found = list.people.find(({ name }) => name === 'Amara Whitfield');
    expect(found ? (found.unclear === null ? 'there' : 'asked') : 'away').toBe(meaning);
  });
});

it('refuses a list of who registered', () => {
  const refused = read(
    'First Name,Last Name,Registration Email,Registration Status\nAmara,Whitfield,a@x.example,Approved\n',
  );
  expect(refused).toMatchObject({ kind: 'refused', reason: 'no-report' });
});
