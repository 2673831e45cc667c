/** The formats that lists of who was there come in. Teams changed its report three times; the rest are people's own lists. */
export type AttendanceFormat =
  | 'teams-in-meeting-list'
  | 'teams-meeting-report'
  | 'teams-attendance-report'
  | 'teams-live-event'
  | 'list';

/** One person of a file, however often they joined. */
export interface AttendanceLine {
  /** Where they first stand in the file, counted from 1. */
  readonly line: number;
  /** Without marks such as "(Guest)". */
  readonly name: string;
  /** Lower case. */
  readonly email: string | null;
  /** As the file says it; Teams never does. */
  readonly school: string | null;
  /** Whole minutes in the meeting, all visits together; null when the file does not say or cannot be read. */
  readonly minutes: number | null;
  /** They typed their name themselves: Teams does not vouch for it. */
  readonly unverified: boolean;
}

export interface AttendanceFile {
  readonly kind: 'read';
  readonly format: AttendanceFormat;
  readonly people: readonly AttendanceLine[];
  /** Lines that name nobody, with why they were left out. */
  readonly skipped: ReadonlyArray<{ readonly line: number; readonly why: string }>;
}

/** Why a file cannot be taken, and the sentence that tells what to do. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly reason: 'empty' | 'no-report' | 'no-people' | 'other-event' | 'too-long';
  readonly words: string;
}

/** What the reader must know: the session's days settle whether 03/04 is in March or April. */
export interface FileExpectation {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name, of the days above. */
  readonly zone: string;
}

/** More rows than this are no attendance list. */
export const mostRows = 60_000;

/** How a name is compared: small letters, no accents, words in any order, no titles. `Ms WHITFIELD, Amara` is `amara whitfield`. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !titles.has(word))
    .sort()
    .join(' ');
}

const titles = new Set('mr mrs ms miss mx dr rev revd prof sir dame'.split(' '));
