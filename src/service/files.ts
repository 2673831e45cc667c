import { readFile } from 'node:fs/promises';
import type { PaperData } from '../app/board/paper-data.js';
import type { MakeFile } from '../http/attendees-route.js';

/** Makes attendee files. The spreadsheet library is loaded with the first one. */
export function makeAttendeeFile(zone: string): MakeFile {
  return async (attendees, format) => {
    const { attendeesCsv, attendeesXlsx } = await import('../reports/attendee-files.js');
    return format === 'csv' ? attendeesCsv(attendees, zone) : attendeesXlsx(attendees, zone);
  };
}

/**
 * Makes the files of a committee paper. The libraries are loaded with the first one, which takes half a second.
 * @param template where a council's own Word document is
 */
export async function makePaperFile(
  data: PaperData,
  format: 'docx' | 'xlsx',
  template: string | undefined,
): Promise<Buffer> {
  if (format === 'docx') {
    const { committeeDocument } = await import('../reports/committee-document.js');
    return committeeDocument(data, template === undefined ? undefined : await readTemplate(template));
  }
  const { committeeWorkbook } = await import('../reports/committee-workbook.js');
  return committeeWorkbook(data);
}

async function readTemplate(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Error(`The template of the committee paper cannot be read: put a .docx at ${path}`, { cause });
  });
}
