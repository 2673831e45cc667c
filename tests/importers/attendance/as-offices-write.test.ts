import { describe, expect, it } from 'vitest';
import type { AttendanceFile, FileExpectation, RefusedFile } from '../../../src/domain/attendance-file.js';
import { readAttendanceFile } from '../../../src/importers/attendance/read-attendance-file.js';
import { textCell, workbookWith } from '../../support/hostile-workbooks.js';

const november: FileExpectation = {
  startsAt: new Date('2026-11-20T09:30:00Z'),
  endsAt: new Date('2026-11-20T12:00:00Z'),
  zone: 'Europe/London',
};

function read(content: string | Uint8Array): AttendanceFile | RefusedFile {
  const found = readAttendanceFile(Buffer.from(content), [november]);
  return found.kind === 'fits' ? found.file : found;
}

/** What is made of each row: `there`, `asked` with the words of the file, or `away`. */
function meanings(content: string | Uint8Array): string[][] {
  const file = read(content);
  if (file.kind === 'refused') throw new Error(file.words);
  return [
    ...file.people.map(({ name, unclear }) => [name, unclear === null ? 'there' : `asked: ${unclear}`]),
    ...file.skipped.map(({ name }) => [name ?? '', 'away']),
  ];
}

const daysOf = (content: string) => {
  const file = read(content);
  return file.kind === 'refused' ? file.words : file.days.kind;
};

describe('headings of a list', () => {
  it('in two rows, one over the other, are read as one', () => {
    const list = [
      'Beekeeping day,,,',
      'Delegate,,School,Attendance',
      'First name,Surname,,AM',
      'Amara,Whitfield,Marrowfen,✓',
      'Frances,Hall,,',
    ];
    expect(meanings(list.join('\n'))).toEqual([
      ['Amara Whitfield', 'there'],
      ['Frances Hall', 'away'],
    ]);
    const person = ['Person,,School,Attended', 'First name,Last name,,', 'Amara,Whitfield,Marrowfen,no', 'A,Bell,,yes'];
    expect(meanings(person.join('\n'))).toEqual([
      ['A Bell', 'there'],
      ['Amara Whitfield', 'away'],
    ]);
  });

  it('for the parts of a day have marks: one is enough, and what no word is known for is asked about', () => {
    const list = ['Name,AM,PM', 'Amara Whitfield,✓,', 'Frances Hall,N,N', 'Irene Akhtar,/,N', 'Tomasz Ellery,,'];
    expect(meanings(list.join('\n'))).toEqual([
      ['Amara Whitfield', 'there'],
      ['Irene Akhtar', 'asked: /, N'],
      ['Frances Hall', 'away'],
      ['Tomasz Ellery', 'away'],
    ]);
  });

  it('in per cent count above nothing', () => {
    expect(meanings('Name,Attendance %\nAmara Whitfield,100%\nFrances Hall,0%\n')).toEqual([
      ['Amara Whitfield', 'there'],
      ['Frances Hall', 'away'],
    ]);
  });

  it('that say what somebody answered beforehand count nobody', () => {
    const list = [
      'Name,Attendee status',
      'A Bell,Checked In',
      'B Carr,Attending',
      'C Dean,Not Attending',
      'D Eve,Online',
    ];
    expect(meanings(list.join('\n'))).toEqual([
      ['A Bell', 'there'],
      ['B Carr', 'asked: Attending'],
      ['D Eve', 'asked: Online'],
      ['C Dean', 'away'],
    ]);
  });
});

describe('a column of who was not there', () => {
  it.each(['Absent', 'Apologies', 'Did not attend'])('%s leaves out whoever is marked in it', (heading) => {
    const list = `Name,${heading}\nAmara Whitfield,\nFrances Hall,x\nIrene Akhtar,no\n`;
    expect(meanings(list)).toEqual([
      ['Amara Whitfield', 'there'],
      ['Irene Akhtar', 'there'],
      ['Frances Hall', 'away'],
    ]);
    const file = read(list);
    expect(file.kind === 'read' && file.remarks.join()).toContain('everybody else on it would be counted');
  });

  it('that contradicts another is asked about', () => {
    expect(meanings('Name,Present,Apologies\nA Bell,Y,\nB Carr,Y,Y\nC Dean,,Y\n')).toEqual([
      ['A Bell', 'there'],
      ['B Carr', 'asked: Y; Y'],
      ['C Dean', 'away'],
    ]);
  });
});

describe('a list that says in its own way who came', () => {
  it('has the marks of a register, hours, or minutes under another heading', () => {
    expect(meanings('Name,Mark\nA Bell,Yes\nB Carr,/\nC Dean,N\n')).toEqual([
      ['A Bell', 'there'],
      ['B Carr', 'asked: /'],
      ['C Dean', 'away'],
    ]);
    expect(meanings('Name,Hours attended\nA Bell,2.5\nB Carr,0\nC Dean,some\n')).toEqual([
      ['A Bell', 'there'],
      ['C Dean', 'asked: some'],
      ['B Carr', 'away'],
    ]);
    expect(meanings('Name,Minutes attended\nA Bell,120\nB Carr,0\n')).toEqual([
      ['A Bell', 'there'],
      ['B Carr', 'away'],
    ]);
  });

  it('has the questions of a form for headings', () => {
    const form = 'Timestamp,What is your name?,Your school,I attended\n20/11/2026 09:31,A Bell,Marrowfen,Yes\n';
    const file = read(form);
    expect(file.kind === 'read' && file.people).toMatchObject([{ name: 'A Bell', school: 'Marrowfen' }]);
  });

  it('has a known word and how it was: no other changes what the word means', () => {
    const list = [
      'Name,Attended',
      'A Bell,Yes (late)',
      'B Carr,"Yes, online"',
      'C Dean,No - ill',
      'D Eve,Yes - sent Tom',
    ];
    expect(meanings(list.join('\n'))).toEqual([
      ['A Bell', 'there'],
      ['B Carr', 'there'],
      ['D Eve', 'asked: Yes - sent Tom'],
      ['C Dean', 'away'],
    ]);
  });

  it('does not say it in columns that nobody knows: those are named', () => {
    const file = read('Name,How useful was it?\nA Bell,5\n');
    expect(file.kind === 'read' && file.remarks.join()).toContain('I do not know what “How useful was it?” says');
  });

  it('is not Outlook’s list of who was invited', () => {
    const list = 'Name,Attendance,Response\nA Bell,Meeting Organizer,None\nB Carr,Required Attendee,Accepted\n';
    expect(read(list)).toMatchObject({ kind: 'refused', words: expect.stringContaining('who registered') });
  });
});

describe('the day of a list', () => {
  it('without a year is asked about', () => {
    expect(meanings('Name,Attended on\nA Bell,20 Nov\nB Carr,20/11/2026\n')).toEqual([
      ['A Bell', 'asked: 20 Nov'],
      ['B Carr', 'there'],
    ]);
  });

  it('is in a column of its own, by which each row is judged', () => {
    expect(daysOf('Name,Attended,Date\nAmara Whitfield,yes,13/11/2026\n')).toBe('other');
    expect(meanings('Name,Attended,Date\nAmara Whitfield,yes,20/11/2026\nFrances Hall,yes,13/11/2026\n')).toEqual([
      ['Amara Whitfield', 'there'],
      ['Frances Hall', 'away'],
    ]);
  });
});

describe('who is in a list', () => {
  it('is a person however long the name of the school beside them', () => {
    const cell = 'AMARA WHITFIELD - Marrowfen Church of England Voluntary Controlled Primary School';
    expect(meanings(`Name,Attended\n${cell},yes\n`)).toEqual([['AMARA WHITFIELD', 'there']]);
  });

  it('holds the meeting, where Zoom says so beside the name', () => {
    const zoom =
      'Name (original name),Email,Join time,Leave time,Duration (minutes)\nIrene Akhtar (Host),i@x.example,20/11/2026 09:20,20/11/2026 12:05,165\n';
    const file = read(zoom);
    expect(file.kind === 'read' && file.people).toMatchObject([{ name: 'Irene Akhtar', organiser: true }]);
  });
});

it('a report whose lengths are in units of an unknown language is read, without them', () => {
  const line = (name: string) => `${name}\t2026/11/20 9:30:00\t2026/11/20 12:00:00\t2 時間 30 分\t\t\t出席者`;
  const report = [
    '1. 概要',
    '出席した参加者\t2',
    '',
    '2. 参加者',
    '名前\t最初の参加\t最後の退出\t会議中の時間\tメール',
  ];
  const file = read([...report, line('Amara Whitfield'), line('Frances Hall')].join('\r\n'));
  expect(file.kind === 'read' && file.people).toMatchObject([
    { name: 'Amara Whitfield', minutes: null },
    { name: 'Frances Hall', minutes: null },
  ]);
});

it('a formula without its result is no answer: what to do is said', () => {
  const head = `<row r="1">${textCell('A1', 'Name')}${textCell('B1', 'Attended')}</row>`;
  const row = `<row r="2">${textCell('A2', 'Amara Whitfield')}<c r="B2"><f>A1</f></c></row>`;
  expect(read(workbookWith(head + row))).toMatchObject({ kind: 'refused', words: expect.stringContaining('formulas') });
});
