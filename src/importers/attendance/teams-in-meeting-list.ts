import type { AttendanceFile, FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import { gatherPeople } from './gather.js';
import { cellOf, findTable } from './headings.js';
import { comesOrGoes, type Passage, visitsOf } from './join-and-leave.js';
import { settleDating } from './moments.js';
import { otherEvent } from './refusals.js';
import type { Row } from './rows.js';

/**
 * The list that Teams let an organiser download during a meeting, from 2020: `Full Name`, `User Action` (Joined, Joined
 * before, Left), `Timestamp`; a line for each coming and going. @returns undefined when the rows are not of this format
 */
export function readInMeetingList(
  rows: readonly Row[],
  expected: FileExpectation,
): AttendanceFile | RefusedFile | undefined {
  const table = findTable(rows, ['name', 'action', 'timestamp']);
  if (!table || table.columns.has('session')) return undefined;
  const passages = table.rows.flatMap((row): Passage[] => {
    const comes = comesOrGoes(cellOf(row, table.columns, 'action'));
    if (comes === undefined) return [];
    const name = cellOf(row, table.columns, 'name');
    return [{ line: row.line, name, comes, at: cellOf(row, table.columns, 'timestamp') }];
  });
  const dating = settleDating(
    passages.map(({ at }) => at),
    expected,
  );
  if (dating.kind === 'other-days') return otherEvent(dating.days, expected);
  return gatherPeople('teams-in-meeting-list', visitsOf(passages, dating.kind === 'fits' ? dating.order : 'day-first'));
}
