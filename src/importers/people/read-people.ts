import type { PeopleFile, PersonRecord, UnreadableFile } from '../../app/imports/import-file-format.js';
import { type Cell, type Column, readTable, sortRows } from '../table.js';
import { readPosition, sayPositions } from '../words.js';

export const peopleColumns = {
  name: { heading: 'name', also: ['full name', 'person'], example: 'Amara Whitfield' },
  firstName: { heading: 'first name', also: ['forename', 'given name'], example: '' },
  lastName: { heading: 'last name', also: ['surname', 'family name'], example: '' },
  email: { heading: 'email', also: ['e-mail', 'email address', 'mail'], example: 'head@school.example' },
  school: { heading: 'school', also: ['urn', 'school urn', 'school name', 'establishment'], example: '199001' },
  position: { heading: 'position', also: ['job title', 'job'], required: true, example: 'Headteacher' },
} as const satisfies Record<string, Column>;
type Key = keyof typeof peopleColumns;

const longestName = 200;

/** Reads people: name, address, school (URN or full name) and position. A column of roles is left out. */
export async function readPeople(bytes: Uint8Array): Promise<PeopleFile | UnreadableFile> {
  const table = await readTable<Key>(bytes, peopleColumns);
  if (table.kind === 'unreadable') return table;
  if (!table.has('name') && !table.has('lastName')) {
    return {
      kind: 'unreadable',
      words: 'The first row must have the headings. Missing: name (or first name and last name).',
    };
  }
  const sorted = sortRows(table, nameOf, readPerson);
  return { kind: 'people', ...sorted, remarks: table.remarks };
}

function nameOf(cell: Cell<Key>): string {
  return cell('name') || [cell('firstName'), cell('lastName')].filter(Boolean).join(' ');
}

function readPerson(cell: Cell<Key>, line: number, faults: string[]): PersonRecord | undefined {
  const name = nameOf(cell).replace(/\s+/g, ' ').trim();
  const email = cell('email').toLowerCase();
  const position = readPosition(cell('position'));
  if (name === '') faults.push('name: it is empty.');
  if (name.length > longestName) faults.push('name: it is longer than 200 characters.');
  if (email !== '' && (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    faults.push(`email: “${email}” is no address.`);
  if (!position) faults.push(`position: “${cell('position')}” is none of ${sayPositions()}.`);
  if (!position || faults.length > 0) return undefined;
  return { line, name, email: email || null, school: cell('school') || null, position };
}
