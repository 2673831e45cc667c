import type { MakeFile } from '../http/attendees-route.js';

/** Makes attendee files. The spreadsheet library is loaded with the first one. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format) => {
    const { attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    return format === 'csv' ? attendeesCsv(attendees, zone) : attendeesXlsx(attendees, zone);
  };
}
