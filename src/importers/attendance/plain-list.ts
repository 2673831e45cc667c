import type { RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import type { Row } from '../reading/text-rows.js';
import { attendanceFileWords } from './attendance-file-words.js';
import { addressOf, type Column, type Columns, cellOf, findTable, nameOf, someName, type Table } from './headings.js';
import { readDuration, readMoment } from './moments.js';
import { isTime, type Presence, readPresence, readSignature } from './presence-words.js';
import { type Gathered, ofAnotherDay, type Recognised, type Visit } from './recognised.js';
import { refusals } from './refusals.js';

/** Columns that say who was there. */
const evidence: readonly Column[] = ['present', 'signature', 'duration', 'hours', 'join', 'timestamp', 'action'];

/**
 * Somebody's own list: a line of headings with `Name` (or `First name` and `Last name`) or `Email`, and perhaps `School`,
 * `Minutes`, `Signature` and `Attended`. A list of who registered is refused. @returns undefined without such headings
 */
export function recognisePlainList(rows: readonly Row[]): Recognised | RefusedFile | undefined {
  const table = findTable(rows, [someName]) ?? findTable(rows, [['email', 'registrationEmail']]);
  if (!table || isForm(table)) return undefined;
  if (isInvitation(table)) return refusals.registrations;
  const { columns } = table;
  const marks = columnsOfMarks(table);
  const says = marks.length > 0 || evidence.some((column) => columns.has(column));
  if (!says && columns.has('registered')) return refusals.registrations;
  const day = (['day', 'timestamp', 'join'] as const).find((column) => columns.has(column)) ?? 'join';
  const own = table.rows.map((row) => cellOf(row, columns, day));
  const dated = own.some((cell) => readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
  return {
    kind: 'recognised',
    format: 'list',
    dates: dated ? own : table.above.flatMap(({ cells }) => cells),
    usual: 'day-first',
    remarks: says ? [] : [sayNothingSaid(table)],
    gather: (_order, ofTheDay) => gatherList(table, marks, (row) => !dated || ofTheDay(cellOf(row, columns, day))),
  };
}

function gatherList({ columns, rows }: Table, marks: readonly number[], ofTheDay: (row: Row) => boolean): Gathered {
  const skipped: SkippedLine[] = [];
  const visits = rows.flatMap((row): Visit[] => {
    const cell = (column: Column) => cellOf(row, columns, column);
    const name = nameOf(row, columns);
    const { presence, said } = ofUnknownDay(cell('day')) ?? presenceIn(row, columns, marks, name);
    const why = !ofTheDay(row) ? ofAnotherDay : presence === 'away' ? attendanceFileWords.saidAbsent : undefined;
    if (why) {
      skipped.push({ line: row.line, name: name || null, why });
      return [];
    }
    const minutes = columns.has('duration') ? readDuration(cell('duration')) : null;
    const unclear = presence === 'unclear' ? said || 'nothing' : undefined;
    return [{ line: row.line, name, email: addressOf(row, columns), school: cell('school'), minutes, unclear }];
  });
  return { visits, skipped };
}

/** Outlook's list of who was invited: whether they had to come, and what they answered. */
function isInvitation({ columns, rows }: Table): boolean {
  const at = columns.get('present');
  const said = rows.map(({ cells }) => (at === undefined ? '' : (cells[at] ?? ''))).filter(Boolean);
  return (
    said.length > 0 &&
    said.every((cell) => /^((required|optional) attendee|meeting organi[sz]er|resource.*)$/i.test(cell))
  );
}

/** Nothing in it is known to say who came, so what it has besides is named: one of these columns may. */
function sayNothingSaid({ columns, headings }: Table): string {
  const known = new Set(columns.values());
  const others = headings.filter((heading, index) => heading !== '' && !known.has(index)).slice(0, 6);
  const besides =
    others.length === 0 ? '' : attendanceFileWords.unknown(others.map((one) => `“${one}”`).join(', '), others);
  const all = columns.has('absent') ? 'everybody else on it' : 'everybody on it';
  return attendanceFileWords.saysNotWhoCame(all, besides);
}

/** Headings of the columns of a register, in which people are marked for each part of a day: `AM`, `Session 2`, `20/11/2026`. */
const partOfDay =
  /^(a\.?m\.?|p\.?m\.?|morning|afternoon|evening|(day|session|part|week) ?\d{1,2}|\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\d{1,2}(st|nd|rd|th)? [a-z]{3,9}( \d{4})?)$/i;

/** Longer than any mark; in characters. A column with more holds something else, such as the workshop that people chose. */
const longestMark = 12;

/** The columns of marks, where the list has several or no clearer column. */
function columnsOfMarks({ columns, headings, rows }: Table): number[] {
  const marks = headings.flatMap((heading, index) => {
    const cells = rows.map(({ cells: all }) => all[index] ?? '').filter((cell) => cell !== '');
    const isMarks = partOfDay.test(heading.trim()) && cells.length > 0;
    return isMarks && cells.every((cell) => cell.length <= longestMark) ? [index] : [];
  });
  const present = columns.get('present');
  const isClear = present === undefined ? evidence.some((column) => columns.has(column)) : !marks.includes(present);
  return isClear ? [] : marks;
}

/** A day that cannot be told, such as one without a year, may be another. */
function ofUnknownDay(day: string): { presence: Presence; said: string } | undefined {
  return day === '' || isMomentOf(day) ? undefined : { presence: 'unclear', said: day };
}

/** What the row says of its person; what is in a column of absences is stronger than nothing in another. */
function presenceIn(row: Row, columns: Columns, marks: readonly number[], name: string) {
  const found = marks.length > 0 ? presenceOfMarks(row, marks) : presenceOf(row, columns, name);
  const cell = cellOf(row, columns, 'absent');
  const isAbsent = cell !== '' && !/^(no|n|false|0|[-–—]|n\/?a)$/i.test(cell);
  if (!isAbsent || found.presence === 'away') return found;
  const contradicts = marks.length > 0 || evidence.some((column) => cellOf(row, columns, column) !== '');
  return contradicts
    ? { presence: 'unclear' as const, said: `${found.said || 'there'}; ${cell}` }
    : { presence: 'away' as const, said: cell };
}

/** Somebody who was there for a part of the day was there. */
function presenceOfMarks({ cells }: Row, marks: readonly number[]): { presence: Presence; said: string } {
  const said = marks.map((index) => cells[index] ?? '');
  const read = said.map(readPresence);
  const presence = read.includes('there') ? 'there' : read.includes('unclear') ? 'unclear' : 'away';
  return { presence, said: said.filter((cell) => cell !== '').join(', ') };
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
  if (columns.has('hours')) {
    const hours = /^\d{1,2}(?:[.,]\d{1,2})?$/.exec(cell('hours'))?.[0];
    if (hours !== undefined) return judge('hours', Number(hours.replace(',', '.')) > 0 ? 'there' : 'away');
    return judge('hours', readPresence(cell('hours')));
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
