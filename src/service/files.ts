import type { MakeFile } from '../http/attendees-route.js';

/** Makes attendee files. The spreadsheet library is loaded with the first one. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format, at) => {
    if (format === 'badges.pdf') return (await import('../reports/badges.js')).badgesPdf(attendees, at);
    if (format === 'rooms.pdf') return (await import('../reports/room-sheets.js')).roomSheetsPdf(attendees, at, zone);
    const { attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    return format === 'csv' ? attendeesCsv(attendees, zone) : attendeesXlsx(attendees, zone);
  };
}
