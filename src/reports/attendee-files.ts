import type { Attendee, Attendees, AttendeesOfSession } from '../app/bookings/attendees.js';
import { sayPost } from '../conversation/talk/person-words.js';
import { bySurname, compareBySurname } from '../domain/person.js';
import { sayMoment } from '../domain/when.js';
import { tableCsv } from './csv.js';
import { type FinishedSheet, finishedWorkbook } from './finished-workbook.js';
import { printedWords } from './printed-words.js';
import { sayCell, type TableCell, timeCell } from './table-cells.js';

const columns = ['Session', 'Starts', 'Name', 'Role', 'School', 'URN', 'Email', 'State', printedWords.bookedBy];

/** Headings and rows of the attendee list. @param zone in which times are shown */
function attendeeTable(attendees: Attendees, zone: string): { readonly head: string[]; readonly rows: TableCell[][] } {
  const rows = attendees.sessions.flatMap((session) =>
    session.attendees.map((person): TableCell[] => [
      `${session.label || attendees.title}${session.status === 'cancelled' ? ' (cancelled)' : ''}`,
      timeCell(session.startsAt, zone),
      person.name,
      roleOf(person),
      person.school,
      person.urn === null ? null : { kind: 'code', code: person.urn },
      person.email,
      person.state,
      person.bookedBy,
      ...person.answers,
    ]),
  );
  return { head: [...columns, ...attendees.questions.map(({ prompt }) => prompt)], rows };
}

function roleOf({ position, title }: Attendee): string | null {
  return position ? sayPost({ position, title }) : null;
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, which Excel needs; no cell is a formula. */
export function attendeesCsv(attendees: Attendees, zone: string): string {
  const { head, rows } = attendeeTable(attendees, zone);
  return tableCsv([head, ...rows.map((row) => row.map((cell) => (cell === null ? '' : sayCell(cell))))]);
}

/** The same as a workbook, with a list for the door of each session that is held: by surname, with a box to tick. */
export async function attendeesXlsx(attendees: Attendees, zone: string): Promise<Buffer> {
  const { head, rows } = attendeeTable(attendees, zone);
  const all = { name: 'Attendees', title: attendees.title, columns: head.map((name) => ({ name })), rows };
  const held = attendees.sessions.filter(({ status }) => status !== 'cancelled');
  const names = new Set([all.name]);
  const doors = held.map((session) => doorSheet(attendees.title, session, tabName(session, names), zone));
  return finishedWorkbook([all, ...doors]);
}

function doorSheet(event: string, session: AttendeesOfSession, name: string, zone: string): FinishedSheet {
  const coming = session.attendees.filter(({ state }) => state === 'confirmed');
  return {
    name,
    title: [event, session.label, sayMoment(session.startsAt, zone)].filter(Boolean).join(', '),
    columns: ['Name', 'School', 'Role', 'Here'].map((column) => ({ name: column })),
    rows: [...coming]
      .sort((a, b) => compareBySurname(a.name, b.name))
      .map((person) => [bySurname(person.name), person.school, roleOf(person), null]),
    ruled: true,
  };
}

/** A name for the tab, which no other has: two sessions may have one label. */
function tabName({ label }: AttendeesOfSession, taken: Set<string>): string {
  const longest = 31;
  const whole = [printedWords.doorList, label.replace(/[[\]:*?/\\']/g, ' ').trim()].filter(Boolean).join(' ');
  let name = whole.slice(0, longest).trim();
  for (let count = 2; taken.has(name.toLowerCase()); count += 1)
    name = `${whole.slice(0, longest - 4).trim()} ${count}`;
  taken.add(name.toLowerCase());
  return name;
}
