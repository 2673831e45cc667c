import type { MakeFile } from '../http/attendees-route.js';

/** Makes attendee files. The spreadsheet library is loaded with the first one. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format) => {
    const { attendeeRows, attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    const rows = attendeeRows(attendees, zone);
    return format === 'csv' ? attendeesCsv(rows) : attendeesXlsx(rows);
  };
}
