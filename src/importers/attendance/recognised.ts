import type { AttendanceFormat, RefusedFile, SkippedLine } from '../../domain/attendance-file.js';
import type { Row } from '../reading/text-rows.js';
import type { DayOrder } from './moments.js';

/** One visit of one person, as a parser read it. */
export interface Visit {
  readonly line: number;
  /** As the file has it, marks and all. */
  readonly name: string;
  readonly email?: string | undefined;
  readonly school?: string | undefined;
  /** Parts of minutes are kept until all visits are added up. */
  readonly minutes: number | null;
  readonly organiser?: boolean;
  /** What the file says where that is no word for being there, nor for being away. */
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
  /** How the format writes days where nothing settles it. */
  readonly usual: DayOrder;
  /** Reads the rows. @param ofTheDay whether a cell is of the session's days; a cell without a day is */
  readonly gather: (order: DayOrder, ofTheDay: (cell: string) => boolean) => Gathered;
  /** How many were there, by the file's own summary. */
  readonly counted?: number | undefined;
  readonly remarks: readonly string[];
}

/** Looks at the rows of a sheet. @returns undefined when they are of another format */
export type Recognise = (rows: readonly Row[]) => Recognised | RefusedFile | undefined;

export const ofAnotherDay = 'They were in it on another day.';
