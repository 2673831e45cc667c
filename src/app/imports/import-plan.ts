import type { ByAuthority, Said } from './findings.js';
import type { RowFault } from './import-file-format.js';

/** What happens to one record of a file. */
export interface ReportLine {
  /** Counted from 1, headings included; 0 for remarks about no particular row. */
  readonly line: number;
  /** What the row is about. */
  readonly name: string;
  /** What that is the name of, where it is of no row; of a school without a name it is the number. */
  readonly of?: 'trust' | 'school';
  readonly outcome: 'new' | 'changed' | 'closed' | 'faulty';
  /** What changes, or what is wrong. */
  readonly details: readonly Said[];
}

/** Reports progress: how many of how many are stored. */
export type Watch = (done: number, of: number) => void;

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
  readonly remarks: readonly Said[];
  /** Faults that matter, where some do not. */
  readonly faults?: readonly RowFault[];
  /** Schools in local authorities where the partnership has none: not imported unless somebody asks for them. */
  readonly leftOut?: ByAuthority;
  /** People who count without a name until they are imported; each once. */
  readonly unknown?: readonly UnknownPerson[];
  /** Stores the changes, in the transaction in which the plan was made. */
  readonly store: (watch: Watch) => Promise<void>;
}
