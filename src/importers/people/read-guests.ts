import type { GuestsFile, UnreadableFile } from '../../app/imports/import-file-format.js';
import { readPosition } from '../positions.js';
import { type Cell, readTable, sortRows } from '../table.js';
import { isNothing, isToCome } from '../words.js';
import { readAddressCell } from './addresses.js';
import { guestFileWords } from './guest-file-words.js';
import { readName } from './names.js';
import { longestTitle, nameOf, peopleColumns } from './read-people.js';

const { required: _needed, ...position } = peopleColumns.position;

/** As a file of people, but a list of guests need not say what they are. */
export const guestColumns = { ...peopleColumns, position } as const;
type Key = keyof typeof guestColumns;

/** Reads guests: name, and where the file has them address, school and position. The session is not in the file. */
export function readGuests(bytes: Uint8Array): GuestsFile | UnreadableFile {
  const table = readTable<Key>(bytes, guestColumns);
  if (table.kind === 'unreadable') return table;
  const sorted = sortRows(table, nameOf, readGuest);
  return { kind: 'guests', ...sorted, remarks: table.remarks, source: table.source, sessionId: '' };
}

function readGuest(cell: Cell<Key>, line: number, faults: string[]): GuestsFile['rows'][number] | undefined {
  const name = readName(nameOf(cell));
  const email = readAddressCell(cell('email'));
  if (name.kind === 'vacant') faults.push(guestFileWords.nobodyYet);
  if (name.kind === 'fault') faults.push(name.fault);
  if (email.kind === 'fault') faults.push(email.fault);
  const said = cell('position').replace(/\s+/g, ' ').trim();
  const title = isNothing(said) || isToCome(said) ? '' : said;
  if (title.length > longestTitle) faults.push(guestFileWords.positionTooLong(longestTitle));
  if (name.kind !== 'name' || faults.length > 0) return undefined;
  const school = cell('school');
  const known = readPosition(title);
  return {
    line,
    name: name.name,
    email: email.kind === 'address' ? email.address : null,
    school: school === '' || isNothing(school) || isToCome(school) ? null : school,
    position: known ?? 'other',
    title: known === undefined && title !== '' ? title : null,
  };
}
