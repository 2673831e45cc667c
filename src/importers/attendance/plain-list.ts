import type { RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import type { Row } from '../reading/text-rows.js';
import { type Column, type Columns, cellOf, findTable, nameOf, someName, type Table } from './headings.js';
import { readDuration, readMoment } from './moments.js';
import { isTime, type Presence, readPresence, readSignature } from './presence-words.js';
import { type Gathered, ofAnotherDay, type Recognised, type Visit } from './recognised.js';
import { refusals } from './refusals.js';

/** Columns that say who was there. */
const evidence: readonly Column[] = ['present', 'signature', 'duration', 'join', 'timestamp', 'action'];

/**
 * Somebody's own list: a line of headings with `Name` (or `First name` and `Last name`) or `Email`, and perhaps `School`,
 * `Minutes`, `Signature` and `Attended`. A list of who registered is refused. @returns undefined without such headings
 */
export function recognisePlainList(rows: readonly Row[]): Recognised | RefusedFile | undefined {
  const table = findTable(rows, [someName]) ?? findTable(rows, [['email']]);
  if (!table || isForm(table)) return undefined;
  const { columns } = table;
  const says = evidence.some((column) => columns.has(column));
  if (!says && columns.has('registered')) return refusals.registrations;
  const day: Column = columns.has('timestamp') ? 'timestamp' : 'join';
  const own = table.rows.map((row) => cellOf(row, columns, day));
  const dated = own.some((cell) => readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
  const remark =
    'This list does not say who came: everybody on it would be counted. Apply it only if all of them were there.';
  return {
    kind: 'recognised',
    format: 'list',
    dates: dated ? own : table.above.flatMap(({ cells }) => cells),
    usual: 'day-first',
    remarks: says ? [] : [remark],
    gather: (_order, ofTheDay) => gatherList(table, (row) => !dated || ofTheDay(cellOf(row, columns, day))),
  };
}

function gatherList({ columns, rows }: Table, ofTheDay: (row: Row) => boolean): Gathered {
  const skipped: SkippedLine[] = [];
  const visits = rows.flatMap((row): Visit[] => {
    const cell = (column: Column) => cellOf(row, columns, column);
    const name = nameOf(row, columns);
    const { presence, said } = presenceOf(row, columns, name);
    const why = !ofTheDay(row) ? ofAnotherDay : presence === 'away' ? 'The file says they were not there.' : undefined;
    if (why) {
      skipped.push({ line: row.line, name: name || null, why });
      return [];
    }
    const minutes = columns.has('duration') ? readDuration(cell('duration')) : null;
    const unclear = presence === 'unclear' ? said || 'nothing' : undefined;
    return [{ line: row.line, name, email: cell('email'), school: cell('school'), minutes, unclear }];
  });
  return { visits, skipped };
}

/** From the clearest column; a list without such a column is of people who were there. */
function presenceOf(row: Row, columns: Columns, name: string): { presence: Presence; said: string } {
  const cell = (column: Column) => cellOf(row, columns, column);
  const judge = (column: Column, presence: Presence) => ({ presence, said: cell(column) });
  if (columns.has('present')) return judge('present', readPresence(cell('present')));
  if (columns.has('signature')) return judge('signature', readSignature(cell('signature'), name));
  if (columns.has('duration')) {
    const minutes = readDuration(cell('duration'));
    if (minutes !== null) return judge('duration', minutes > 0 ? 'there' : 'away');
    if (!isMomentOf(cell('join')))
      return judge('duration', cell('duration') === '' ? 'unclear' : readPresence(cell('duration')));
  }
  const came = columns.has('join') ? 'join' : columns.has('timestamp') ? 'timestamp' : undefined;
  if (came) return judge(came, isMomentOf(cell(came)) ? 'there' : readPresence(cell(came)));
  return { presence: 'there', said: '' };
}

function isMomentOf(cell: string): boolean {
  return isTime(cell) || Boolean(readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
}

/** A single heading is not a list: the file may be a letter that begins with the word "Name". */
function isForm({ columns, rows }: Table): boolean {
  return columns.size === 1 && rows.some(({ cells }) => cells.some((cell) => cell.length > 200));
}
