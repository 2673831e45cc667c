import type { AttendanceFile, FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import { gatherPeople, type Visit } from './gather.js';
import { type Column, cellOf, findTable, type Table } from './headings.js';
import { readDuration, settleDating } from './moments.js';
import { otherEvent } from './refusals.js';
import type { Row } from './rows.js';

const absent = /^(no|n|false|0|absent|did not attend|dna|apologies|x|✗|❌|nein|non|na)$/i;

/**
 * Somebody's own list: a line of headings with `Name` (or `First name` and `Last name`) or `Email`, and perhaps `School`,
 * `Minutes` and `Attended`. @returns undefined without such headings
 */
export function readPlainList(
  rows: readonly Row[],
  expected: FileExpectation,
): AttendanceFile | RefusedFile | undefined {
  const table = findTable(rows, ['name']) ?? findTable(rows, ['firstName', 'lastName']) ?? findTable(rows, ['email']);
  if (!table || isForm(table)) return undefined;
  const { columns } = table;
  const dating = settleDating(
    table.rows.map((row) => cellOf(row, columns, columns.has('timestamp') ? 'timestamp' : 'join')),
    expected,
  );
  if (dating.kind === 'other-days') return otherEvent(dating.days, expected);
  const skipped: Array<{ line: number; why: string }> = [];
  const visits = table.rows.flatMap((row): Visit[] => {
    const cell = (column: Column) => cellOf(row, columns, column);
    const present = cell('present');
    if (columns.has('present') && (present === '' || absent.test(present))) {
      skipped.push({ line: row.line, why: 'The file says they were not there.' });
      return [];
    }
    const name = cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim();
    const minutes = columns.has('duration') ? readDuration(cell('duration')) : null;
    return [{ line: row.line, name, email: cell('email'), school: cell('school'), minutes }];
  });
  const file = gatherPeople('list', visits);
  return { ...file, skipped: [...file.skipped, ...skipped].sort((a, b) => a.line - b.line) };
}

/** One heading alone in its file, such as a letter that begins with the word "Name", is no list. */
function isForm({ columns, rows }: Table): boolean {
  return columns.size === 1 && rows.some(({ cells }) => cells.some((cell) => cell.length > 200));
}
