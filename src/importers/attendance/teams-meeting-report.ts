import type { AttendanceFile, FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import { gatherPeople, readAddress, type Visit } from './gather.js';
import { type Column, type Columns, cellOf, findTable, type Table } from './headings.js';
import { readDuration, settleDating } from './moments.js';
import { otherEvent } from './refusals.js';
import type { Row } from './rows.js';

type Reading = AttendanceFile | RefusedFile | undefined;

/**
 * The report that Teams made after a meeting in 2021 and 2022: a `Meeting Summary`, then `Full Name`, `Join Time`, `Leave
 * Time`, `Duration`, `Email`, `Role`, `Participant ID (UPN)`, a line for each visit. @returns undefined for another format
 */
export function readMeetingReport(rows: readonly Row[], expected: FileExpectation): Reading {
  const table = findTable(rows, ['name', 'join', 'leave', 'duration']);
  if (!table || isSectioned(table)) return undefined;
  return readVisits('teams-meeting-report', table.rows, table.columns, expected);
}

/**
 * The report that Teams makes now: `1. Summary`, `2. Participants` (one line a person, all visits together) and
 * `3. In-Meeting activities` (one line a visit, left out here). @returns undefined for another format
 */
export function readAttendanceReport(rows: readonly Row[], expected: FileExpectation): Reading {
  const table = findTable(rows, ['name', 'join', 'leave', 'duration']);
  if (!table || !isSectioned(table)) return undefined;
  const end = table.rows.findIndex(({ cells }) => /^3\s?[.)]/.test(cells[0] ?? ''));
  const people = end < 0 ? table.rows : table.rows.slice(0, end);
  return readVisits('teams-attendance-report', people, table.columns, expected);
}

/** The headings are translated, the numbers of the sections are not. */
function isSectioned({ above }: Table): boolean {
  return above.some(({ cells }) => /^2\s?[.)]/.test(cells[0] ?? ''));
}

function readVisits(
  format: AttendanceFile['format'],
  rows: readonly Row[],
  columns: Columns,
  expected: FileExpectation,
): AttendanceFile | RefusedFile {
  const dating = settleDating(
    rows.map((row) => cellOf(row, columns, 'join')),
    expected,
  );
  if (dating.kind === 'other-days') return otherEvent(dating.days, expected);
  return gatherPeople(
    format,
    rows.map((row): Visit => {
      const cell = (column: Column) => cellOf(row, columns, column);
      // Guests have no address of their own; a UPN is one wherever the tenant made it so.
      const email = readAddress(cell('email')) ?? readAddress(cell('participant'));
      return {
        line: row.line,
        name: cell('name'),
        minutes: readDuration(cell('duration')),
        ...(email ? { email } : {}),
      };
    }),
  );
}
