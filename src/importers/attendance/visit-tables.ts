import type { SkippedLine } from '../../domain/attendance-file.js';
import type { Row } from '../reading/text-rows.js';
import { attendanceFileWords } from './attendance-file-words.js';
import { readAddress } from './gather.js';
import { addressOf, type Column, type Columns, cellOf, headingsIn, nameOf, someName } from './headings.js';
import { readDuration, readMoment } from './moments.js';
import { readPresence } from './presence-words.js';
import { type Gathered, ofAnotherDay, type Recognised, type Visit } from './recognised.js';

/** A row of a table of visits, with the columns that its headings name. */
export interface VisitRow {
  readonly row: Row;
  readonly columns: Columns;
}

/**
 * Tables with a line for each visit: the report that Teams made after a meeting in 2021 and 2022, Zoom's participants and the
 * parts of its webinar report, Google Meet's. Found by their headings; without known ones, as in a report in another language,
 * by a name, two times and a length beside each other. @returns undefined for another format
 */
export function recogniseVisits(rows: readonly Row[]): Recognised | undefined {
  const needed: readonly (readonly Column[])[] = [someName, ['join'], ['leave'], ['duration']];
  const found: VisitRow[] = [];
  const heads: Row[] = [];
  let columns: Columns | undefined;
  for (const row of rows) {
    const headings = headingsIn(row, needed);
    if (headings) {
      columns = headings;
      heads.push(row);
    } else if (columns && row.cells.filter((cell) => cell !== '').length > 1) found.push({ row, columns });
  }
  if (heads.length === 0) return byTheirKind(rows);
  const words = heads
    .flatMap(({ cells }) => cells)
    .join(' ')
    .toLowerCase();
  const format = words.includes('original name')
    ? 'zoom'
    : words.includes('time joined')
      ? 'google-meet'
      : 'teams-meeting-report';
  const first = heads[0]?.line ?? 0;
  const above = rows.filter(({ line }) => line < first);
  return fromVisits(format, found, above);
}

/** `Name`, `Join Time`, `Leave Time`, `Duration`, `Email`, `Role` stand in this order in every language. */
function byTheirKind(rows: readonly Row[]): Recognised | undefined {
  const columns: Columns = new Map([
    ['name', 0],
    ['join', 1],
    ['leave', 2],
    ['duration', 3],
    ['email', 4],
  ]);
  const isMoment = (cell = '') => Boolean(readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
  const visits = rows.filter(({ cells }) => {
    const [name = '', join, leave, length = ''] = cells;
    return name !== '' && isMoment(join) && isMoment(leave) && (length === '' || readDuration(length) !== null);
  });
  const [first] = visits;
  if (!first) return undefined;
  const above = rows.filter(({ line }) => line < first.line);
  return fromVisits(
    'teams-meeting-report',
    visits.map((row) => ({ row, columns })),
    above,
  );
}

/** @param above rows over the headings, whose days tell where the visits have none */
export function fromVisits(
  format: Recognised['format'],
  found: readonly VisitRow[],
  above: readonly Row[],
): Recognised {
  const own = found.flatMap(({ row, columns }) => cellOf(row, columns, 'join') || cellOf(row, columns, 'leave') || []);
  const dated = own.some((cell) => readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
  return {
    kind: 'recognised',
    format,
    dates: dated ? own : above.flatMap(({ cells }) => cells),
    usual: 'day-first',
    remarks: [],
    gather: (_order, ofTheDay) => gatherVisits(found, ofTheDay),
  };
}

function gatherVisits(found: readonly VisitRow[], ofTheDay: (cell: string) => boolean): Gathered {
  const skipped: SkippedLine[] = [];
  const visits = found.flatMap(({ row, columns }): Visit[] => {
    const cell = (column: Column) => cellOf(row, columns, column);
    const name = nameOf(row, columns);
    const why = whyAway(cell, ofTheDay);
    if (why) {
      skipped.push({ line: row.line, name: name || null, why });
      return [];
    }
    // Guests have only the address that they registered with; a UPN is an address if the tenant chose so.
    const email = readAddress(addressOf(row, columns)) ?? readAddress(cell('participant'));
    const unclear = columns.has('present') && readPresence(cell('present')) === 'unclear' ? cell('present') : undefined;
    return [
      {
        line: row.line,
        name,
        minutes: readDuration(cell('duration')),
        school: cell('school'),
        organiser: isOrganiser(cell('role')) || isHost.test(name),
        unclear,
        ...(email ? { email } : {}),
      },
    ];
  });
  return { visits, skipped };
}

function whyAway(cell: (column: Column) => string, ofTheDay: (cell: string) => boolean): string | undefined {
  if (cell('present') !== '' && readPresence(cell('present')) === 'away') return attendanceFileWords.saidAbsent;
  if (/^(yes|true)$/i.test(cell('waiting'))) return attendanceFileWords.inWaitingRoom;
  if (readDuration(cell('duration')) === 0) return attendanceFileWords.noTimeAtAll;
  const [join, leave] = [cell('join'), cell('leave')];
  return ofTheDay(join) || (leave !== '' && ofTheDay(leave)) ? undefined : ofAnotherDay;
}

/** What Zoom adds to the name of whoever holds the meeting. */
const isHost = /[([]host\b/i;

/** "Organizer" in the languages of the headings; Webex says "Host". */
export function isOrganiser(role: string): boolean {
  return /^(host$|organi[sz]|veranstalt|besprechungsorg|organizad|organizzat|trefnydd)/i.test(role.trim());
}
