import type { PaperData } from '../app/board/paper-data.js';
import type { MakeFile } from '../http/attendees-route.js';

/** Makes attendee files. The spreadsheet library is loaded with the first one. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format) => {
    const { attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    return format === 'csv' ? attendeesCsv(attendees, zone) : attendeesXlsx(attendees, zone);
  };
}

/** Makes the files of a committee paper. The libraries are loaded with the first one, which takes half a second. */
export async function makePaperFile(data: PaperData, format: 'docx' | 'xlsx'): Promise<Buffer> {
  if (format === 'docx') {
    const { committeeDocument } = await import('../reports/committee-document.js');
    return committeeDocument(data);
  }
  const { committeeWorkbook } = await import('../reports/committee-workbook.js');
  return committeeWorkbook(data);
}
