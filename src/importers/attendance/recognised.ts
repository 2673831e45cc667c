import type { AttendanceFormat, RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import type { Row } from '../reading/text-rows.js';
import { attendanceFileWords } from './attendance-file-words.js';
import type { DayOrder } from './moments.js';

/** One visit of one person, as a parser read it. */
export interface Visit {
  readonly line: number;
  /** As in the file, with everything that Teams adds. */
  readonly name: string;
  readonly email?: string | undefined;
  readonly school?: string | undefined;
  /** With fractions, until all visits are added up. */
  readonly minutes: number | null;
  readonly organiser?: boolean;
  /** The word in the file, if it means neither present nor absent. */
  readonly unclear?: string | undefined;
}

export interface Gathered {
  readonly visits: readonly Visit[];
  readonly skipped: readonly SkippedLine[];
}

/** A file whose format is known. */
export interface Recognised {
  readonly kind: 'recognised';
  readonly format: AttendanceFormat;
  /** Cells with the days of its rows, which settle the order of day and month. */
  readonly dates: readonly string[];
  /** The order of day and month in this format, if the dates do not show it. */
  readonly usual: DayOrder;
  /** Reads the rows. @param ofTheDay whether a cell is of the session's days; a cell without a day is */
  readonly gather: (order: DayOrder, ofTheDay: (cell: string) => boolean) => Gathered;
  /** How many were there, by the file's own summary. */
  readonly counted?: number | undefined;
  readonly remarks: readonly string[];
}

/** Looks at the rows of a sheet. @returns undefined when they are of another format */
export type Recognise = (rows: readonly Row[]) => Recognised | RefusedFile | undefined;

export const ofAnotherDay = attendanceFileWords.onAnotherDay;
