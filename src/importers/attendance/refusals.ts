import type { FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import { sayDate, sayDay } from '../../domain/when.js';

/** The file is dated on other days than the session. @param days `YYYY-MM-DD` as read */
export function otherEvent(days: readonly string[], expected: FileExpectation): RefusedFile {
  const named = [...new Set(days)].map((day) => sayDate(new Date(`${day}T00:00:00Z`))).join(' or ');
  return {
    kind: 'refused',
    reason: 'other-event',
    words: `This report is of another day (${named}); the event was on ${sayDay(expected.startsAt, expected.zone)}. Nothing was changed. Attach the right file, or name the right event.`,
  };
}

export const refusals = {
  empty: refuse('empty', 'This file is empty. Download the report again and attach it.'),
  noPeople: refuse(
    'no-people',
    'This report names nobody, so nothing was changed. Download it again after the meeting.',
  ),
  tooLong: refuse(
    'too-long',
    'This file has more than 60,000 lines, which is no attendance list. Nothing was changed.',
  ),
  oldExcel: refuse(
    'no-report',
    'This is a spreadsheet of the old kind (.xls). Save it as .xlsx or CSV and attach that.',
  ),
  notAReport: refuse(
    'no-report',
    'I found no attendance in this file. I read attendance reports from Teams as they are downloaded, and lists (CSV or XLSX) whose first line has the headings Name, Email or School.',
  ),
} as const;

function refuse(reason: RefusedFile['reason'], words: string): RefusedFile {
  return { kind: 'refused', reason, words };
}
