import type { RowFault } from './import-file-format.js';

/** What happens with one thing of a file. */
export interface ReportLine {
  /** Counted from 1, the headings included; 0 for what no row says by itself. */
  readonly line: number;
  /** What the row is about, for the eyes of who imports. */
  readonly name: string;
  readonly outcome: 'new' | 'changed' | 'closed' | 'faulty';
  /** What changes, such as `town: Louth → Lincoln`; or what is wrong and what to do. */
  readonly details: readonly string[];
}

/** How far the storing is: so many of so many. */
export type Watch = (done: number, of: number) => void;

/** Schools of a register by local authority, the largest first. */
export type ByAuthority = ReadonlyArray<{ readonly name: string; readonly schools: number }>;

/** Somebody whom a file names and the records do not. */
export interface UnknownPerson {
  readonly name: string;
  /** As the file has it. */
  readonly school: string | null;
  readonly email: string | null;
}

/** What a file would do to the records as they stand. */
export interface Plan {
  readonly lines: readonly ReportLine[];
  /** Rows that are on record just so. */
  readonly unchanged: number;
  readonly remarks: readonly string[];
  /** Rows that are not right and matter, where not all of the file's do. */
  readonly faults?: readonly RowFault[];
  /** Schools of local authorities that the partnership has none in: they are not taken in unless somebody says so. */
  readonly leftOut?: ByAuthority;
  /** People who count without a name until they are imported: each once. */
  readonly unknown?: readonly UnknownPerson[];
  /** Does it, in the transaction that the plan was made in. */
  readonly store: (watch: Watch) => Promise<void>;
}

export type Shown = string | number | boolean | null | undefined;

/** `town: Louth → Lincoln`; undefined when both are the same. */
export function sayChange(field: string, from: Shown, to: Shown): string | undefined {
  return from === to ? undefined : `${field}: ${show(from)} → ${show(to)}`;
}

function show(value: Shown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** The changes that there are. */
export function changesIn(said: ReadonlyArray<string | undefined>): string[] {
  return said.filter((words) => words !== undefined);
}
