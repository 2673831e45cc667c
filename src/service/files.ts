import type { MakeFile } from '../http/attendees-route.js';

/** Makes the files of who is coming. What writes spreadsheets is loaded with the first of them. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format) => {
    const { attendeeRows, attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    const rows = attendeeRows(attendees, zone);
    return format === 'csv' ? attendeesCsv(rows) : attendeesXlsx(rows);
  };
}
