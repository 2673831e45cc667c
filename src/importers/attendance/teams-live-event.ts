import type { AttendanceFile, FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import { gatherPeople } from './gather.js';
import { cellOf, findTable } from './headings.js';
import { comesOrGoes, type Passage, visitsOf } from './join-and-leave.js';
import { settleDating } from './moments.js';
import { otherEvent } from './refusals.js';
import type { Row } from './rows.js';

/**
 * The report of a Teams live event: `SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role`, a line for
 * each coming and going, with commas. Viewers who did not sign in have no name. @returns undefined when it is not this format
 */
export function readLiveEvent(
  rows: readonly Row[],
  expected: FileExpectation,
): AttendanceFile | RefusedFile | undefined {
  const table = findTable(rows, ['session', 'name', 'timestamp', 'action']);
  if (!table) return undefined;
  const passages = table.rows.flatMap((row): Passage[] => {
    const cell = (column: Parameters<typeof cellOf>[2]) => cellOf(row, table.columns, column);
    const comes = comesOrGoes(cell('action'));
    if (comes === undefined) return [];
    const id = cell('participant') || cell('session');
    return [{ line: row.line, name: cell('name'), email: cell('participant'), id, comes, at: cell('timestamp') }];
  });
  const dating = settleDating(
    passages.map(({ at }) => at),
    expected,
  );
  if (dating.kind === 'other-days') return otherEvent(dating.days, expected);
  return gatherPeople('teams-live-event', visitsOf(passages, dating.kind === 'fits' ? dating.order : 'month-first'));
}
