import type { FileExpectation, RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import { sayDate, sayDay } from '../../domain/when.js';
import { attendanceFileWords } from './attendance-file-words.js';

/** The file is dated on other days than any of the sessions. @param days `YYYY-MM-DD` as read */
export function otherEvent(days: readonly string[], sessions: readonly FileExpectation[]): RefusedFile {
  const named = [...new Set(days)].map((day) => sayDate(new Date(`${day}T00:00:00Z`))).join(' or ');
  const [first] = sessions;
  const were =
    first && sessions.length === 1 ? `the event was on ${sayDay(first.startsAt, first.zone)}` : 'no event was then';
  return refuse('other-event', attendanceFileWords.ofAnotherDay(named, were));
}

/** The words for a file without rows that can be read. */
export function unreadableFile(words: string): RefusedFile {
  return refuse(/^This file is empty/.test(words) ? 'empty' : 'unreadable', words);
}

export const refusals = {
  empty: refuse('empty', attendanceFileWords.empty),
  nobody: (skipped: readonly SkippedLine[]) => {
    const [first] = skipped.filter(({ name }) => name !== null);
    if (!first) return refuse('no-people', attendanceFileWords.namesNobodyAtAll);
    const words = attendanceFileWords.nobodyWasThere(skipped.length, first.line, first.why);
    return refuse('no-people', words);
  },
  registrations: refuse('no-report', attendanceFileWords.isRegistrationList),
  notAReport: refuse('no-report', attendanceFileWords.noAttendance),
} as const;

function refuse(reason: RefusedFile['reason'], words: string): RefusedFile {
  return { kind: 'refused', reason, words };
}
