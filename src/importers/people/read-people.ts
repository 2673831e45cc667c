import type { PeopleFile, PersonRecord, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { Column } from '../heading-row.js';
import { readPosition } from '../positions.js';
import { type Cell, readTable, sortRows } from '../table.js';
import { isNothing, isToCome } from '../words.js';
import { readAddressCell } from './addresses.js';
import { readName } from './names.js';
import { peopleFileWords } from './people-file-words.js';

export const peopleColumns = {
  name: {
    heading: 'name',
    also: [
      'full name',
      'person',
      'contact',
      'contact name',
      'staff name',
      'name of contact',
      'name of person',
      'display name',
    ],
    required: true,
    unless: ['lastName'],
    example: 'Amara Westfield',
  },
  firstName: { heading: 'first name', also: ['forename', 'given name'], example: '' },
  lastName: { heading: 'last name', also: ['surname', 'family name'], example: '' },
  email: {
    heading: 'email',
    also: ['e-mail', 'email address', 'e-mail address', 'mail', 'contact email'],
    example: 'head@school.example',
  },
  school: {
    heading: 'school',
    also: [
      'urn',
      'school urn',
      'school name',
      'establishment',
      'establishment name',
      'school/academy',
      'academy',
      'setting',
      'laestab',
      'dfe number',
      'dfe no',
      'company',
      'organisation',
      'organization',
      'name of school',
      'school or trust',
      'workplace',
    ],
    example: '199001',
  },
  position: {
    heading: 'position',
    also: ['job title', 'job', 'post', 'role', 'job role'],
    perhaps: ['title'],
    required: true,
    example: 'Headteacher',
  },
} as const satisfies Record<string, Column>;
type Key = keyof typeof peopleColumns;

export const longestTitle = 120;

/** Reads people: name, address, school (URN, LAESTAB or name) and position. A column of roles is left out. */
export function readPeople(bytes: Uint8Array): PeopleFile | UnreadableFile {
  const table = readTable<Key>(bytes, peopleColumns);
  if (table.kind === 'unreadable') return table;
  const vacant = table.rows.filter(({ cell }) => readName(nameOf(cell)).kind === 'vacant');
  const named = { ...table, rows: table.rows.filter((row) => !vacant.includes(row)) };
  const sorted = sortRows(named, nameOf, readPerson);
  const remarks = [...table.remarks, ...sayVacant(vacant.map(({ line }) => line))];
  return { kind: 'people', ...sorted, remarks, source: table.source };
}

function sayVacant(lines: readonly number[]): string[] {
  if (lines.length === 0) return [];
  const where = `${lines.length === 1 ? 'Row' : 'Rows'} ${lines.slice(0, 10).join(', ')}${lines.length > 10 ? ' and more' : ''}`;
  return [peopleFileWords.vacant(where)];
}

/** In one column, or in two. */
export function nameOf(cell: Cell<'name' | 'firstName' | 'lastName'>): string {
  return cell('name') || [cell('firstName'), cell('lastName')].filter(Boolean).join(' ');
}

function readPerson(cell: Cell<Key>, line: number, faults: string[]): PersonRecord | undefined {
  const name = readName(nameOf(cell));
  const email = readAddressCell(cell('email'));
  if (name.kind === 'fault') faults.push(name.fault);
  if (email.kind === 'fault') faults.push(email.fault);
  const title = cell('position').replace(/\s+/g, ' ').trim();
  const position = readPosition(title);
  if (title === '' || isNothing(title) || isToCome(title)) faults.push(peopleFileWords.noSuchPosition(title));
  if (/^(mr|mrs|ms|miss|mx|dr|rev|prof|sir|dame)\.?$/i.test(title)) faults.push(peopleFileWords.isFormOfAddress(title));
  if (title.length > longestTitle) faults.push(peopleFileWords.positionTooLong(longestTitle));
  const school = cell('school');
  if (isToCome(school)) faults.push(peopleFileWords.noSuchSchool(school));
  if (name.kind !== 'name' || faults.length > 0) return undefined;
  return {
    line,
    name: name.name,
    email: email.kind === 'address' ? email.address : null,
    school: school === '' || isNothing(school) ? null : school,
    position: position ?? 'other',
    title: position === undefined ? title : null,
  };
}
