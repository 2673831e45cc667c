/** Formats of attendance files. Teams has had four; the others are lists people made themselves. */
export type AttendanceFormat =
  | 'teams-in-meeting-list'
  | 'teams-meeting-report'
  | 'teams-attendance-report'
  | 'teams-live-event'
  | 'list';

/** One person in a file, however often they joined. */
export interface AttendanceLine {
  /** Line of the first row about them, counted from 1. */
  readonly line: number;
  /** Without additions such as "(Guest)". */
  readonly name: string;
  /** Lower case. */
  readonly email: string | null;
  /** As in the file; Teams never includes it. */
  readonly school: string | null;
  /** Whole minutes of all visits together; null when the file does not say or cannot be read. */
  readonly minutes: number | null;
  /** They typed the name themselves, and Teams did not verify it. */
  readonly unverified: boolean;
}

export interface AttendanceFile {
  readonly kind: 'read';
  readonly format: AttendanceFormat;
  readonly people: readonly AttendanceLine[];
  /** Lines without a name, with the reason they were left out. */
  readonly skipped: ReadonlyArray<{ readonly line: number; readonly why: string }>;
}

/** Why a file is refused, with the sentence that says what to do. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly reason: 'empty' | 'no-report' | 'no-people' | 'other-event' | 'too-long';
  readonly words: string;
}

/** The dates of the session, which decide whether 03/04 is in March or April. */
export interface FileExpectation {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name of the zone of those dates. */
  readonly zone: string;
}

/** A file with more rows is not an attendance list. */
export const mostRows = 60_000;

/**
 * Normalises a name for comparison: lower case, no accents or titles, words sorted. `Ms WHITFIELD, Amara` becomes
 * `amara whitfield`.
 */
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
