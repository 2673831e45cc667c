import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttendanceFile,
  type FileExpectation,
  nameKey,
  type RefusedFile,
} from '../../../src/domain/attendance-file.js';
import { readDuration, readMoment } from '../../../src/importers/attendance/moments.js';
import { readAttendanceFile as readFor } from '../../../src/importers/attendance/read-attendance-file.js';

const november: FileExpectation = {
  startsAt: new Date('2026-11-12T09:30:00Z'),
  endsAt: new Date('2026-11-12T11:30:00Z'),
  zone: 'Europe/London',
};
const fixture = (name: string) => readFile(new URL(`../../fixtures/attendance/${name}`, import.meta.url));
/** Of one session. */
function readAttendanceFile(bytes: Uint8Array, expected: FileExpectation): AttendanceFile | RefusedFile {
  const read = readFor(bytes, [expected]);
  return read.kind === 'fits' ? read.file : read;
}
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** `name, address, minutes` of each person, with a mark for those who typed their own name. */
async function peopleIn(name: string, expected = november): Promise<{ format: string; people: string[] }> {
  const file = readAttendanceFile(await fixture(name), expected);
  if (file.kind === 'refused') throw new Error(`Refused: ${file.words}`);
  const say = (value: string | number | null) => (value === null ? '-' : String(value));
  return {
    format: file.format,
    people: file.people.map(
      ({ name: who, email, minutes, unverified }) => `${who}, ${say(email)}, ${say(minutes)}${unverified ? ' ?' : ''}`,
    ),
  };
}

describe('attendance reports of Teams', () => {
  const inMeeting = ['Amara Whitfield, -, 90', 'Gareth Pugh, -, 90', 'Zoë Marchetti, -, - ?'];
  it.each([
    ['2020-in-meeting-us.csv', 'teams-in-meeting-list', inMeeting],
    ['2020-in-meeting-uk.csv', 'teams-in-meeting-list', inMeeting],
    [
      '2021-meeting-report.csv',
      'teams-meeting-report',
      [
        'Amara Whitfield, amara.whitfield@school.example, 90',
        'Gareth Pugh, gpugh@trust.example, 91',
        'Zoë Marchetti, -, - ?',
        'Ffion Bell, -, 29 ?',
      ],
    ],
    ...[
      'attendance-report.csv',
      'attendance-report-be.csv',
      'attendance-report-lower-case.csv',
      'attendance-report-german.csv',
    ].map((name): [string, string, string[]] => [
      name,
      'teams-attendance-report',
      [
        'Amara Whitfield, amara.whitfield@school.example, 90',
        'Gareth Pugh, -, 31 ?',
        '"Q" Nkemelu, q@school.example, -',
      ],
    ]),
    [
      'attendance-report-commas.csv',
      'teams-attendance-report',
      ['Amara Whitfield, amara.whitfield@school.example, 90', 'Gareth Pugh, -, 31'],
    ],
    [
      'live-event.csv',
      'teams-live-event',
      ['Amara Whitfield, amara.whitfield@school.example, 60', 'Gareth Pugh, gpugh@trust.example, -'],
    ],
  ])('%s', async (name, format, people) => {
    expect(await peopleIn(name)).toEqual({ format, people });
  });

  it('keeps the line of each person, and says which lines name nobody', async () => {
    const file = readAttendanceFile(await fixture('live-event.csv'), november);
    expect(file).toMatchObject({ people: [{ line: 2 }, { line: 5 }], skipped: [{ line: 3 }] });
  });
});

describe('lists of one’s own', () => {
  it('reads CSV in Windows-1252 by its headings, and leaves out who was not there', async () => {
    const file = readAttendanceFile(await fixture('list.csv'), november);
    expect(file).toMatchObject({
      format: 'list',
      people: [
        { name: 'Zoë Marchetti', school: 'Marrowfen Church of England Primary School', email: null },
        { name: 'Gareth Pugh', email: 'gpugh@trust.example' },
        { name: '=cmd|calc Okafor', school: 'Saltby School' },
      ],
      skipped: [{ line: 4, why: 'The file says they were not there.' }],
    });
  });

  it('reads the first sheet of a workbook', async () => {
    expect(await peopleIn('list.xlsx')).toEqual({
      format: 'list',
      people: ['Amara Whitfield, -, 92', 'Gareth Pugh, -, -'],
    });
  });

  it('reads 50,000 rows within seconds', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `Person ${index},p${index}@school.example`);
    const started = performance.now();
    const file = readAttendanceFile(bytesOf(['Name,Email', ...lines].join('\n')), november);
    expect(file.kind === 'read' && file.people.length).toBe(50_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('what is refused', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'empty', 'This file is empty'],
    ['a file of blank lines', bytesOf('\n \n\t\n'), 'empty', 'This file is empty'],
    ['a letter', bytesOf('Dear Joanne,\nplease find the list.\n'), 'no-report', 'no attendance in this file'],
    ['a PDF', bytesOf('%PDF-1.7\n…'), 'unreadable', 'This is a PDF'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 0x1a, 10, 0, 1]), 'unreadable', 'This is no table'],
    ['a damaged workbook', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 'unreadable', 'This workbook is damaged'],
    [
      'an old workbook',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
      'unreadable',
      'save it as an Excel workbook (.xlsx)',
    ],
    ['too many rows', bytesOf(`Name\n${'a b\n'.repeat(60_001)}`), 'unreadable', 'more than 60,000 lines'],
  ])('%s', async (_what, bytes, reason, words) => {
    const file = readAttendanceFile(bytes, november);
    expect(file).toMatchObject({ kind: 'refused', reason });
    expect(file.kind === 'refused' && file.words).toContain(words);
  });

  it.each([
    ['not-a-list.csv', 'no-report'],
    ['headings-only.csv', 'no-people'],
  ])('%s', async (name, reason) => {
    expect(readAttendanceFile(await fixture(name), november)).toMatchObject({ kind: 'refused', reason });
  });

  it('says the days of a report that is of another event, which somebody must say yes to', async () => {
    const file = readAttendanceFile(await fixture('2020-in-meeting-other-day.csv'), november);
    expect(file).toMatchObject({ kind: 'read', days: { kind: 'other', days: ['2026-03-04', '2026-04-03'] } });
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(['read', 'refused']).toContain(readAttendanceFile(bytes, november).kind);
      }),
      { numRuns: 300 },
    );
  });
});

describe('dates and durations', () => {
  it.each(['2026-12-11', '2026-11-12'])('settles 11/12 by the event: %s', async (day) => {
    const expected = { ...november, startsAt: new Date(`${day}T09:30:00Z`), endsAt: new Date(`${day}T11:30:00Z`) };
    const text = 'Full Name\tUser Action\tTimestamp\nAmara Whitfield\tJoined\t11/12/2026, 9:28:00 AM';
    expect(readAttendanceFile(bytesOf(text), expected)).toMatchObject({ kind: 'read' });
  });

  it.each([
    ['31/02/2026 09:00', undefined],
    ['12.11.2026 21:30', '2026-11-12'],
    ['12/11/26, 12:05 a.m.', '2026-11-12'],
    ['2026-11-12T09:30:00.000Z', '2026-11-12'],
    ['soon', undefined],
  ])('reads %s', (cell, day) => {
    expect(readMoment(cell, 'day-first')?.day).toBe(day);
  });

  it.each([
    ['1h 25m 30s', 85.5],
    ['1 Std. 25 Min. 30 Sek.', 85.5],
    ['1 h 25 min 30 s', 85.5],
    ['01:25:30', 85.5],
    ['PT1H25M30S', 85.5],
    ['45', 45],
    ['30s', 0.5],
    ['', null],
    ['unknown', null],
    ['PT', null],
  ])('"%s" is %s minutes', (cell, minutes) => {
    expect(readDuration(cell)).toBe(minutes);
  });

  it('compares names without accents, titles and order', () => {
    expect(nameKey('Ms WHITFIELD, Zoë')).toBe(nameKey('Zoe Whitfield'));
  });
});
