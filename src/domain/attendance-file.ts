/** Formats of attendance files. Teams has had four; the others are lists people made themselves. */
export type AttendanceFormat =
  | 'teams-in-meeting-list'
  | 'teams-meeting-report'
  | 'teams-attendance-report'
  | 'teams-live-event'
  | 'zoom'
  | 'google-meet'
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
  /** Another name of theirs in the same cell, as Zoom writes `Head (Sarah Mills)`. */
  readonly alsoCalled: string | null;
  /** They held the meeting. */
  readonly organiser: boolean;
  /** What the file says of them where it is not known whether that means they were there, such as `Apologies?`. */
  readonly unclear: string | null;
}

/** Whether the days of a file are those of its session. */
export type FileDays =
  | { readonly kind: 'fit' }
  | { readonly kind: 'none' }
  /** `YYYY-MM-DD`, at most three. */
  | { readonly kind: 'other'; readonly days: readonly string[] };

export interface AttendanceFile {
  readonly kind: 'read';
  readonly format: AttendanceFormat;
  readonly people: readonly AttendanceLine[];
  /** Lines that name nobody, or nobody who was there, with why they were left out. */
  readonly skipped: readonly SkippedLine[];
  readonly days: FileDays;
  /** What an organiser should know before any of it is counted. */
  readonly remarks: readonly string[];
}

export interface SkippedLine {
  readonly line: number;
  /** As the file has it; null where it names nobody. */
  readonly name: string | null;
  readonly why: string;
}

/** Which of the sessions a file may be of, by its days, and what it says of the first of them. */
export interface FittingFile {
  readonly kind: 'fits';
  /** Places in the list of sessions that was given: several where the days fit several, all where the file has no day. */
  readonly sessions: readonly [number, ...number[]];
  readonly file: AttendanceFile;
}

/** Why a file is refused, with the sentence that says what to do. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly reason: 'empty' | 'no-report' | 'no-people' | 'other-event' | 'unreadable';
  readonly words: string;
}

/** The dates of the session, which decide whether 03/04 is in March or April. */
export interface FileExpectation {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name of the zone of those dates. */
  readonly zone: string;
}

/**
 * Normalises a name for comparison: lower case, no accents or titles, words sorted. `Ms ASHDOWN, Amara` becomes
 * `amara ashdown`.
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
