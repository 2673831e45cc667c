import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import writeXlsxFile from 'write-excel-file/node';

/**
 * Makes tests/fixtures/attendance again: the shapes and encodings are those that Teams writes, the people are invented.
 * Run with `npx tsx tests/importers/attendance/write-fixtures.ts`.
 */
const folder = fileURLToPath(new URL('../../fixtures/attendance/', import.meta.url));
mkdirSync(folder, { recursive: true });

type Encoding = 'utf-16le' | 'utf-16be' | 'utf-8' | 'utf-8 with a mark' | 'windows-1252';

function encode(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'utf-8 with a mark':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
    default:
      return Buffer.from(text, 'utf8');
  }
}

function write(name: string, encoding: Encoding, lines: readonly string[]): void {
  writeFileSync(`${folder}${name}`, encode(`${lines.join('\r\n')}\r\n`, encoding));
}

const tabs = (lines: ReadonlyArray<readonly string[]>) => lines.map((cells) => cells.join('\t'));
const us = (time: string) => `11/12/2026, ${time}`;

/** Amara leaves and comes back; Zoë never leaves; Gareth was there before the list began. */
const inMeeting = (day: string) =>
  tabs([
    ['Full Name', 'User Action', 'Timestamp'],
    ['Amara Whitfield', 'Joined', `${day}, 9:28:00 AM`],
    ['Gareth Pugh', 'Joined before', `${day}, 9:30:00 AM`],
    ['Amara Whitfield', 'Left', `${day}, 9:58:00 AM`],
    ['Zoë Marchetti (Guest)', 'Joined', `${day}, 9:31:10 AM`],
    ['Amara Whitfield', 'Joined', `${day}, 10:10:00 AM`],
    ['Gareth Pugh', 'Left', `${day}, 11:00:00 AM`],
    ['Amara Whitfield', 'Left', `${day}, 11:10:00 AM`],
  ]);
write('2020-in-meeting-us.csv', 'utf-16le', inMeeting('11/12/2026'));
write('2020-in-meeting-uk.csv', 'utf-16be', inMeeting('12/11/2026'));
write('2020-in-meeting-other-day.csv', 'utf-16le', inMeeting('3/4/2026'));

const summary = [
  ['Meeting Summary'],
  ['Total Number of Participants', '4'],
  ['Meeting Title', 'Leadership briefing'],
  ['Meeting Start Time', us('9:25:00 AM')],
  ['Meeting End Time', us('11:35:00 AM')],
  [],
];
write(
  '2021-meeting-report.csv',
  'utf-16le',
  tabs([
    ...summary,
    ['Full Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role', 'Participant ID (UPN)'],
    [
      'Amara Whitfield',
      us('9:28:00 AM'),
      us('9:58:00 AM'),
      '30m',
      'Amara.Whitfield@school.example',
      'Attendee',
      'a.whitfield@school.example',
    ],
    [
      'Amara Whitfield',
      us('10:10:00 AM'),
      us('11:10:00 AM'),
      '1h',
      'amara.whitfield@school.example',
      'Attendee',
      'a.whitfield@school.example',
    ],
    ['Gareth Pugh', us('9:30:00 AM'), us('11:00:31 AM'), '1h 30m 31s', '', 'Organizer', 'gpugh@trust.example'],
    ['Zoë Marchetti (Guest)', us('9:31:10 AM'), us('10:00:00 AM'), '—', '', 'Attendee', ''],
    ['Ffion Bell (External) (Unverified)', us('9:31:10 AM'), us('10:00:00 AM'), '28m 50s', '', 'Attendee', ''],
  ]),
);

const sections = (
  title: Record<'summary' | 'people' | 'activities', string>,
  heads: readonly string[],
  unit: (h: number, m: number) => string,
) =>
  tabs([
    [`1. ${title.summary}`],
    ['Meeting title', 'Leadership briefing'],
    ['Attended participants', '3'],
    ['Start time', '11/12/26, 9:25:01 AM'],
    [],
    [`2. ${title.people}`],
    heads,
    [
      'Amara Whitfield',
      '11/12/26, 9:28:00 AM',
      '11/12/26, 11:10:00 AM',
      unit(1, 30),
      'amara.whitfield@school.example',
      'a.whitfield@school.example',
      'Presenter',
    ],
    ['Gareth Pugh (Unverified)', '11/12/26, 9:30:00 AM', '11/12/26, 11:00:31 AM', unit(0, 31), '', '', 'Attendee'],
    ['"Q" Nkemelu', '11/12/26, 9:30:00 AM', '11/12/26, 11:00:31 AM', '', 'q@school.example', '', 'Attendee'],
    [],
    [`3. ${title.activities}`],
    ['Name', 'Join time', 'Leave time', 'Duration', 'Email', 'Role'],
    [
      'Amara Whitfield',
      '11/12/26, 9:28:00 AM',
      '11/12/26, 9:58:00 AM',
      unit(0, 30),
      'amara.whitfield@school.example',
      'Presenter',
    ],
  ]);
const english = { summary: 'Summary', people: 'Participants', activities: 'In-Meeting activities' };
const englishHeads = [
  'Name',
  'First join',
  'Last leave',
  'In-meeting duration',
  'Email',
  'Participant ID (UPN)',
  'Role',
];
const short = (hours: number, minutes: number) => `${hours > 0 ? `${hours}h ` : ''}${minutes}m 12s`;
write('attendance-report.csv', 'utf-16le', sections(english, englishHeads, short));
write('attendance-report-be.csv', 'utf-16be', sections(english, englishHeads, short));
write(
  'attendance-report-lower-case.csv',
  'utf-8',
  sections(
    { summary: 'SUMMARY', people: 'participants', activities: 'in-meeting activities' },
    englishHeads.map((head) => head.toLowerCase()),
    short,
  ),
);
write('attendance-report-commas.csv', 'utf-8 with a mark', [
  '1. Summary',
  'Meeting title,Leadership briefing',
  '',
  '2. Participants',
  englishHeads.join(','),
  'Amara Whitfield,"11/12/26, 9:28:00 AM","11/12/26, 11:10:00 AM",1h 30m 12s,amara.whitfield@school.example,a.whitfield@school.example,Presenter',
  '"Pugh, Gareth","11/12/26, 9:30:00 AM","11/12/26, 11:00:31 AM",31m 12s,,,Attendee',
]);
write(
  'attendance-report-german.csv',
  'utf-16le',
  sections(
    { summary: 'Zusammenfassung', people: 'Teilnehmer', activities: 'Aktivitäten in der Besprechung' },
    [
      'Name',
      'Erster Beitritt',
      'Letztes Verlassen',
      'Dauer in der Besprechung',
      'E-Mail',
      'Teilnehmer-ID (UPN)',
      'Rolle',
    ],
    (hours, minutes) => `${hours > 0 ? `${hours} Std. ` : ''}${minutes} Min. 12 Sek.`,
  ),
);
write('live-event.csv', 'utf-8', [
  'SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role',
  's1,amara.whitfield@school.example,Amara Whitfield,"Mozilla/5.0 (Windows NT 10.0; Win64, x64)",11/12/2026 9:28:00 AM,Joined,Attendee',
  's2,,,Mozilla/5.0,11/12/2026 9:29:00 AM,Joined,Attendee',
  's1,amara.whitfield@school.example,Amara Whitfield,Mozilla/5.0,11/12/2026 10:28:00 AM,Left,Attendee',
  's3,gpugh@trust.example,Gareth Pugh,Mozilla/5.0,11/12/2026 9:30:00 AM,Joined,Producer',
]);
write('list.csv', 'windows-1252', [
  'First name,Surname,School,Email,Attended?',
  'Zoë,Marchetti,Marrowfen Church of England Primary School,,yes',
  'Gareth,Pugh,,GPUGH@trust.example,Yes',
  'Ffion,Bell,Saltby School,,no',
  '=cmd|calc,Okafor,Saltby School,,y',
]);
write('not-a-list.csv', 'utf-8', ['Invoice number,Amount', '12,40.00']);
write('headings-only.csv', 'utf-16le', tabs([['Full Name', 'User Action', 'Timestamp']]));
await writeXlsxFile([
  [{ value: 'Name', fontWeight: 'bold' }, { value: 'School' }, { value: 'Join time' }, { value: 'Minutes' }],
  [
    { value: 'Amara Whitfield' },
    { value: 'Marrowfen Church of England Primary School' },
    { value: new Date('2026-11-12T09:28:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' },
    { value: 92, type: Number },
  ],
  [{ value: 'Gareth Pugh' }, null, null, null],
]).toFile(`${folder}list.xlsx`);
