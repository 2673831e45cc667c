import { type AttendanceFile, type FileExpectation, mostRows, type RefusedFile } from '../../domain/attendance-file.js';
import { decodeText } from './decode.js';
import { readPlainList } from './plain-list.js';
import { refusals } from './refusals.js';
import { type Row, splitRows } from './rows.js';
import { readInMeetingList } from './teams-in-meeting-list.js';
import { readLiveEvent } from './teams-live-event.js';
import { readAttendanceReport, readMeetingReport } from './teams-meeting-report.js';
import { readXlsxRows } from './xlsx-rows.js';

/** The strictest first: what Teams makes has headings that no list of one's own has. */
const readers = [readLiveEvent, readInMeetingList, readAttendanceReport, readMeetingReport, readPlainList];

/**
 * Reads who was there from a file, by its content whatever it is called: an attendance report of Teams in any of its four
 * formats, or a plain list; CSV in any encoding, or XLSX.
 * @param expected the session's days, which settle the order of day and month and refuse the report of another event
 */
export async function readAttendanceFile(
  bytes: Uint8Array,
  expected: FileExpectation,
): Promise<AttendanceFile | RefusedFile> {
  const rows = await rowsOf(bytes);
  if (!Array.isArray(rows)) return rows;
  if (rows.length === 0) return refusals.empty;
  if (rows.length > mostRows) return refusals.tooLong;
  for (const read of readers) {
    const file = read(rows, expected);
    if (file?.kind === 'refused') return file;
    if (file) return file.people.length === 0 ? refusals.noPeople : file;
  }
  return refusals.notAReport;
}

async function rowsOf(bytes: Uint8Array): Promise<Row[] | RefusedFile> {
  const [a, b, c, d] = bytes;
  if (a === undefined) return refusals.empty;
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return refusals.oldExcel;
  if (a === 0x50 && b === 0x4b) {
    try {
      return await readXlsxRows(bytes);
    } catch {
      // Another kind of archive, such as a Word document or a damaged workbook.
      return refusals.notAReport;
    }
  }
  const text = decodeText(bytes);
  // Pictures and PDF files: what no text holds.
  if (/^%PDF-/.test(text) || /[^\P{Cc}\t\r\n]/u.test(text.slice(0, 4_000))) return refusals.notAReport;
  return splitRows(text);
}
