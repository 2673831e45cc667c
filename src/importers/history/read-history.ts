import type { HistoryFile, PresenceRecord, TotalRecord, UnreadableFile } from '../../app/imports/import-file-format.js';
import { type Presence, readPresence as readWordOfPresence } from '../attendance/presence-words.js';
import { readDay } from '../days.js';
import type { Column } from '../heading-row.js';
import { readAddressCell } from '../people/addresses.js';
import { readName } from '../people/names.js';
import { type Cell, readTable, sortRows } from '../table.js';
import { readWhole } from '../words.js';
import { historyFileWords } from './history-file-words.js';

/** Totals fill `attended`, `booked`, `places` or `schools`; people and schools who were there fill `name` or `school`. */
export const historyColumns = {
  event: {
    heading: 'event',
    also: ['event reference', 'reference', 'slug', 'title'],
    required: true,
    example: 'annual-conference-2024',
  },
  attended: {
    heading: 'attended',
    also: [
      ...[
        'attendance',
        'total attended',
        'number attended',
        'no attended',
        'no. attended',
        'attendees',
        'number attending',
      ],
      ...['status', 'attendance status', 'present', 'attended y/n'],
    ],
    example: '141',
  },
  booked: {
    heading: 'booked',
    also: ['registered', 'bookings', 'number booked', 'no booked', 'no. booked', 'total booked'],
    example: '158',
  },
  places: { heading: 'places', also: ['capacity'], example: '160' },
  schools: {
    heading: 'schools',
    also: ['number of schools', 'no of schools', 'no. of schools', 'schools represented', 'schools attending'],
    example: '97',
  },
  counts: { heading: 'counts', also: ['counting', 'who'], example: 'school leaders' },
  qualifier: { heading: 'qualifier', also: ['precision'], example: 'exactly' },
  asOf: { heading: 'as of', also: ['date', 'counted on'], example: '08/02/2024' },
  source: { heading: 'source', also: ['paper'], example: '' },
  publisher: { heading: 'publisher', example: '' },
  published: { heading: 'published', also: ['published on', 'publication date'], example: '' },
  session: { heading: 'session', also: ['session name', 'label'], example: '' },
  name: { heading: 'name', also: ['full name', 'person', 'attendee'], example: '' },
  email: { heading: 'email', also: ['e-mail', 'email address'], example: '' },
  school: { heading: 'school', also: ['urn', 'school urn', 'school name'], example: '' },
  people: { heading: 'people', also: ['number', 'count'], example: '' },
  minutes: { heading: 'minutes', also: ['duration'], example: '' },
} as const satisfies Record<string, Column>;
type Key = keyof typeof historyColumns;

const kinds = { attended: 'people', booked: 'people', places: 'places', schools: 'schools' } as const;
const qualifiers = ['exactly', 'over', 'nearly', 'about'] as const;
/** More people than this never came to anything from one school. */
const mostFromOneSchool = 500;
const mostPeople = 100_000;
const longestWords = 200;
const mostMinutes = 14 * 24 * 60;

/** Reads past attendance: a total an event, or a row for each who was there, or for so many of a school. */
export function readHistory(bytes: Uint8Array): HistoryFile | UnreadableFile {
  const table = readTable<Key>(bytes, historyColumns);
  if (table.kind === 'unreadable') return table;
  const columns: Key[] = ['attended', 'booked', 'places', 'schools', 'name', 'email', 'school'];
  if (!columns.some(table.has)) {
    const words = historyFileWords.noHeadingCounts;
    return { kind: 'unreadable', words };
  }
  const marked = table.rows.some(
    ({ cell }) => isOfPresence(cell) && cell('attended') !== '' && saidOf(cell) !== 'total',
  );
  const away = marked ? table.rows.filter(({ cell }) => isOfPresence(cell) && saidOf(cell) === 'away') : [];
  const came = { ...table, rows: table.rows.filter((row) => !away.includes(row)) };
  const sorted = sortRows(came, (cell) => cell('event'), readRow);
  const people = sorted.rows.reduce((sum, row) => sum + (row.shape === 'presence' ? row.people : 0), 0);
  if (people > mostPeople) {
    return { kind: 'unreadable', words: historyFileWords.tooManyPeople };
  }
  const remarks = [...table.remarks, ...sayAway(away.length)];
  return { kind: 'history', ...sorted, remarks, source: table.source };
}

/** A row of a person or school, whatever else it has. */
function isOfPresence(cell: Cell<Key>): boolean {
  return ['name', 'email', 'school'].some((key) => cell(key as Key) !== '');
}

/** What a list of people says of one of them in the column of who attended; a number above one is a total. */
function saidOf(cell: Cell<Key>): Presence | 'total' {
  const said = cell('attended');
  return /\d/.test(said) && !/^[01]$/.test(said) ? 'total' : readWordOfPresence(said);
}

function sayAway(rows: number): string[] {
  if (rows === 0) return [];
  return [historyFileWords.absentLeftOut(rows)];
}

function readRow(cell: Cell<Key>, line: number, faults: string[]): TotalRecord | PresenceRecord | undefined {
  if (cell('event') === '') faults.push(historyFileWords.eventEmpty);
  const isPresence = isOfPresence(cell);
  const said = isPresence ? saidOf(cell) : 'total';
  if (said === 'unclear') {
    faults.push(historyFileWords.doubtfulPresence(cell('attended')));
    return undefined;
  }
  const isTotal = Object.keys(kinds).some(
    (kind) => cell(kind as Key) !== '' && (kind !== 'attended' || said === 'total'),
  );
  if (isTotal === isPresence) {
    faults.push(isTotal ? historyFileWords.totalAndPerson : historyFileWords.countsNobody);
    return undefined;
  }
  return isTotal ? readTotal(cell, line, faults) : readPresence(cell, line, faults);
}

function readTotal(cell: Cell<Key>, line: number, faults: string[]): TotalRecord {
  const abouts = new Set<string>();
  const figures = (Object.keys(kinds) as Array<keyof typeof kinds>).flatMap((kind) => {
    if (cell(kind) === '') return [];
    const { value, about } = readAbout(cell(kind));
    if (about) abouts.add(about);
    if (value === undefined) faults.push(historyFileWords.noWholeNumber(kind, cell(kind)));
    const counts = kind === 'attended' || kind === 'booked' ? cell('counts') || kinds[kind] : kinds[kind];
    return value === undefined ? [] : [{ kind, value, counts }];
  });
  for (const key of ['counts', 'source', 'publisher'] as const) {
    if (cell(key).length > longestWords) faults.push(historyFileWords.tooLong(key, longestWords));
  }
  const said = cell('qualifier').toLowerCase();
  if (said !== '') abouts.add(said);
  const [about = 'exactly', ...more] = abouts;
  const qualifier = more.length > 0 ? undefined : qualifiers.find((one) => one === about);
  if (!qualifier) faults.push(historyFileWords.noSuchQualifier(qualifiers.join(', ')));
  return {
    shape: 'total',
    line,
    event: cell('event'),
    figures,
    qualifier: qualifier ?? 'exactly',
    asOf: readDate(cell('asOf'), 'as of', faults),
    source: cell('source') || null,
    publisher: cell('publisher') || null,
    publishedOn: readDate(cell('published'), 'published', faults),
  };
}

/** `over 120`, `c. 100`: a number with what is said of it. */
function readAbout(cell: string): { readonly value: number | undefined; readonly about: string | undefined } {
  const [, words = '', number = cell] =
    /^(over|more than|nearly|almost|about|approx(?:imately|\.)?|around|circa|c\.?|~)\s*(\d.*)$/i.exec(cell.trim()) ??
    [];
  const plain = words.toLowerCase();
  const about =
    plain === ''
      ? undefined
      : /^(over|more)/.test(plain)
        ? 'over'
        : /^(nearly|almost)/.test(plain)
          ? 'nearly'
          : 'about';
  return { value: readWhole(number), about };
}

function readDate(text: string, heading: string, faults: string[]): string | null {
  if (text === '') return null;
  const day = readDay(text);
  if (!day) faults.push(historyFileWords.noDay(heading, text));
  return day ?? null;
}

function readPresence(cell: Cell<Key>, line: number, faults: string[]): PresenceRecord {
  const people = cell('people') === '' ? 1 : readWhole(cell('people'));
  const isPerson = cell('name') !== '' || cell('email') !== '';
  if (people === undefined || people < 1 || people > mostFromOneSchool) {
    faults.push(historyFileWords.noNumberOfPeople(cell('people'), mostFromOneSchool));
  } else if (isPerson && people !== 1) faults.push(historyFileWords.onePersonARow);
  const email = readAddressCell(cell('email'));
  if (email.kind === 'fault') faults.push(email.fault);
  const name = cell('name') === '' ? undefined : readName(cell('name'));
  if (name?.kind === 'vacant') faults.push(historyFileWords.nobodysName(cell('name')));
  if (name?.kind === 'fault') faults.push(name.fault);
  const minutes = cell('minutes') === '' ? null : readWhole(cell('minutes'));
  if (minutes === undefined || (minutes ?? 0) > mostMinutes) faults.push(historyFileWords.noMinutes(cell('minutes')));
  return {
    shape: 'presence',
    line,
    event: cell('event'),
    session: cell('session'),
    name: name?.kind === 'name' ? name.name : null,
    email: email.kind === 'address' ? email.address : null,
    school: cell('school') || null,
    people: people ?? 1,
    minutes: minutes ?? null,
  };
}
