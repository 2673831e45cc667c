import type { RowFault } from './import-file-format.js';

/** What happens to one record of a file. */
export interface ReportLine {
  /** Counted from 1, headings included; 0 for remarks about no particular row. */
  readonly line: number;
  /** What the row is about. */
  readonly name: string;
  readonly outcome: 'new' | 'changed' | 'closed' | 'faulty';
  /** What changes, such as `town: Southmere → Northgate`; or what is wrong and what to do. */
  readonly details: readonly string[];
}

/** Reports progress: how many of how many are stored. */
export type Watch = (done: number, of: number) => void;

/** Schools of a register by local authority, the largest first. */
export type ByAuthority = ReadonlyArray<{ readonly name: string; readonly schools: number }>;

/** A person in the file who is not on record. */
export interface UnknownPerson {
  readonly name: string;
  /** As in the file. */
  readonly school: string | null;
  readonly email: string | null;
}

/** What importing a file would change. */
export interface Plan {
  readonly lines: readonly ReportLine[];
  /** Rows identical to the records. */
  readonly unchanged: number;
  readonly remarks: readonly string[];
  /** Faults that matter, where some do not. */
  readonly faults?: readonly RowFault[];
  /** Schools in local authorities where the partnership has none: not imported unless somebody asks for them. */
  readonly leftOut?: ByAuthority;
  /** People who count without a name until they are imported; each once. */
  readonly unknown?: readonly UnknownPerson[];
  /** Stores the changes, in the transaction in which the plan was made. */
  readonly store: (watch: Watch) => Promise<void>;
}

export type Shown = string | number | boolean | null | undefined;

/** `town: Southmere → Northgate`; undefined when both are the same. */
export function sayChange(field: string, from: Shown, to: Shown): string | undefined {
  return from === to ? undefined : `${field}: ${show(from)} → ${show(to)}`;
}

function show(value: Shown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** The changes that are not undefined. */
export function changesIn(said: ReadonlyArray<string | undefined>): string[] {
  return said.filter((words) => words !== undefined);
}
