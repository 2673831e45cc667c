import type { FileExpectation, RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import { sayDate, sayDay } from '../../domain/when.js';

/** The file is dated on other days than any of the sessions. @param days `YYYY-MM-DD` as read */
export function otherEvent(days: readonly string[], sessions: readonly FileExpectation[]): RefusedFile {
  const named = [...new Set(days)].map((day) => sayDate(new Date(`${day}T00:00:00Z`))).join(' or ');
  const [first] = sessions;
  const were =
    first && sessions.length === 1 ? `the event was on ${sayDay(first.startsAt, first.zone)}` : 'no event was then';
  return refuse(
    'other-event',
    `This report is of another day (${named}); ${were}. Nothing was changed. Attach the right file, or say which event it is of.`,
  );
}

/** The words for a file without rows that can be read. */
export function unreadableFile(words: string): RefusedFile {
  return refuse(/^This file is empty/.test(words) ? 'empty' : 'unreadable', words);
}

export const refusals = {
  empty: refuse('empty', 'This file is empty. Download the report again and attach it.'),
  nobody: (skipped: readonly SkippedLine[]) => {
    const [first] = skipped.filter(({ name }) => name !== null);
    if (!first)
      return refuse(
        'no-people',
        'This report names nobody, so nothing was changed. Download it again after the meeting.',
      );
    const words = `Nobody in this file was there: of its ${skipped.length} lines none counts. Line ${first.line}, for one: ${first.why} Nothing was changed.`;
    return refuse('no-people', words);
  },
  registrations: refuse(
    'no-report',
    'This is a list of who registered, which does not say who came. Nothing was changed. Download the attendance report of the meeting, or add a column Attended with yes or no.',
  ),
  notAReport: refuse(
    'no-report',
    'I found no attendance in this file. I read attendance reports from Teams, Zoom and Google Meet as they are downloaded, and lists (CSV or XLSX) whose headings are Name or Email, School and Attended.',
  ),
} as const;

function refuse(reason: RefusedFile['reason'], words: string): RefusedFile {
  return { kind: 'refused', reason, words };
}
