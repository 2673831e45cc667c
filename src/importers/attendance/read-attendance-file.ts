import type { UnreadableFile } from '../../app/imports/import-file-format.js';
import type { AttendanceFile, FileExpectation, FittingFile, RefusedFile } from '../../domain/attendance-file.js';
import { noResult } from '../reading/sheet-part.js';
import { readSheets, type Sheets } from '../reading/sheets.js';
import type { Sheet } from '../reading/text-rows.js';
import { sayNoResult } from '../table.js';
import { attendanceFileWords } from './attendance-file-words.js';
import { gatherPeople } from './gather.js';
import { type Dating, settleDating } from './moments.js';
import { recognisePlainList } from './plain-list.js';
import type { Recognise, Recognised } from './recognised.js';
import { otherEvent, refusals, unreadableFile } from './refusals.js';
import { recogniseInMeetingList } from './teams-in-meeting-list.js';
import { recogniseLiveEvent } from './teams-live-event.js';
import { recogniseSections } from './teams-sections.js';
import { recogniseVisits } from './visit-tables.js';

/** The strictest format first: headings of Teams reports do not occur in other lists. */
const formats: readonly Recognise[] = [
  recogniseLiveEvent,
  recogniseInMeetingList,
  recogniseSections,
  recogniseVisits,
  recognisePlainList,
];

/**
 * Reads who was there from a file, by its content whatever it is called: an attendance report of Teams in any of its four
 * formats and any language, of Zoom or Google Meet, or a plain list; CSV in any encoding, or XLSX.
 * @param sessions whose days settle the order of day and month; the file of another day than the only one is read, and says so
 */
export function readAttendanceFile(bytes: Uint8Array, sessions: readonly FileExpectation[]): FittingFile | RefusedFile {
  return attendanceIn(readSheets(bytes), sessions);
}

/** The same, of a file whose sheets have been read. */
export function attendanceIn(
  read: Sheets | UnreadableFile,
  sessions: readonly FileExpectation[],
): FittingFile | RefusedFile {
  if (read.kind === 'unreadable') return unreadableFile(read.words);
  const found = recognise(read.sheets);
  if (found.kind === 'refused') return found;
  const datings = sessions.map((session) => settleDating(found.dates, session));
  const fits = datings.flatMap(({ days }, index) => (days.kind === 'other' ? [] : [index]));
  // With one session, the user named it or there is no other, so they are asked whether the day is right.
  const [first = 0, ...more] = sessions.length === 1 ? [0] : fits;
  const dating = datings[first];
  if (!dating) return refusals.notAReport;
  if (sessions.length > 1 && fits.length === 0)
    return otherEvent(dating.days.kind === 'other' ? dating.days.days : [], sessions);
  const file = fileOf(found, dating);
  return file.people.length === 0 ? refusals.nobody(file.skipped) : { kind: 'fits', sessions: [first, ...more], file };
}

/** The first sheet with anything that can be read; hidden sheets last. */
function recognise(sheets: readonly Sheet[]): Recognised | RefusedFile {
  if (sheets.every(({ rows }) => rows.length === 0)) return refusals.empty;
  const shown = [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)];
  let refused: RefusedFile | undefined;
  for (const { rows, name } of shown) {
    for (const format of formats) {
      const found = format(rows);
      const raw = found?.kind === 'recognised' && rows.find(({ cells }) => cells.includes(noResult));
      if (raw) return unreadableFile(sayNoResult(raw));
      if (found?.kind === 'recognised') return { ...found, remarks: [...whichSheet(name, sheets), ...found.remarks] };
      refused ??= found;
      if (found) break;
    }
  }
  return refused ?? refusals.notAReport;
}

function whichSheet(name: string | undefined, { length }: readonly Sheet[]): string[] {
  return name !== undefined && length > 1 ? [attendanceFileWords.readFromSheet(name)] : [];
}

function fileOf(found: Recognised, { days, order, ofTheDay }: Dating): AttendanceFile {
  const gathered = gatherPeople(found.format, found.gather(order ?? found.usual, ofTheDay));
  return { kind: 'read', ...gathered, days, remarks: [...found.remarks, ...sayCount(found.counted, gathered)] };
}

/** Compares the number of people with the report's own summary, which shows a misread report. */
function sayCount(
  counted: number | undefined,
  { people, skipped }: Pick<AttendanceFile, 'people' | 'skipped'>,
): string[] {
  const named = people.length + skipped.filter(({ name }) => name !== null).length;
  if (counted === undefined || counted === named) return [];
  return [attendanceFileWords.summaryDiffers(counted, named)];
}
