import writeXlsx from 'write-excel-file/node';
import type { Attendees } from '../app/bookings/attendees.js';
import { sayPosition } from '../domain/person.js';
import { sayMoment } from '../domain/when.js';
import { csvLine, safeText, utf8Mark } from './csv.js';
import { xmlText } from './xml-text.js';

const columns = ['Session', 'Starts', 'Name', 'Role', 'School', 'URN', 'State', 'Booked by'];

/** Headings and rows of the attendee list, all as text. @param zone in which times are shown */
export function attendeeRows(attendees: Attendees, zone: string): readonly (readonly string[])[] {
  const rows = attendees.sessions.flatMap(({ label, startsAt, status, attendees: people }) =>
    people.map(({ name, position, school, urn, state, bookedBy, answers }) => [
      `${label || attendees.title}${status === 'cancelled' ? ' (cancelled)' : ''}`,
      sayMoment(startsAt, zone),
      name,
      position ? sayPosition(position) : '',
      school ?? '',
      urn === null ? '' : String(urn),
      state,
      bookedBy ?? '',
      ...answers,
    ]),
  );
  return [[...columns, ...attendees.questions], ...rows];
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, which Excel needs; no cell is a formula. */
export function attendeesCsv(rows: readonly (readonly string[])[]): string {
  return `${utf8Mark}${rows.map((row) => csvLine(row.map(safeText))).join('')}`;
}

/** The same as a workbook: every cell is text, so none is a formula. */
export async function attendeesXlsx(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const longestCell = 32_767;
  const sheet = rows.map((row, index) =>
    row.map((value) => ({
      value: xmlText(value).slice(0, longestCell),
      type: String,
      ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  );
  return writeXlsx(sheet).toBuffer();
}
