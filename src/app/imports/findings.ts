import type { PlanFault } from '../../domain/event-plan.js';
import type { Position } from '../../domain/person.js';
import type { SchoolFault } from '../schools/school-finder.js';

/** A value before or after a change. */
export type Shown = string | number | boolean | null | undefined;

/** Somebody by their name in the file. */
export interface NamedInFile {
  readonly people: ReadonlyArray<{ readonly name: string; readonly line: number }>;
  /** How many are not named besides. */
  readonly more: number;
}

interface Post {
  readonly position: Position;
  readonly title: string | null;
}

interface OneTrust {
  readonly name: string;
  readonly code: string | null;
}

/** What any import finds. */
interface CommonFindings {
  /** `field` as the record calls it. */
  readonly change: { readonly field: string; readonly from: Shown; readonly to: Shown };
  readonly 'several-of-this-name': object;
}

interface EventFindings {
  readonly 'no-such-series': { readonly series: string; readonly some: readonly string[] };
  readonly 'series-of-others': { readonly name: string };
  readonly 'reference-taken': { readonly reference: string };
  readonly 'rows-differ': { readonly line: number; readonly differing: readonly string[] };
  readonly 'same-session-name': { readonly line: number };
  readonly 'wrong-field': { readonly field: string; readonly fault: PlanFault };
  readonly 'event-in': { readonly status: string; readonly series: string };
  readonly 'session-on': { readonly moment: string };
  readonly 'new-session': object;
  readonly 'members-see-it': { readonly changes: readonly Finding[] };
}

interface GuestFindings {
  readonly 'no-session': object;
  readonly 'several-there': object;
  readonly 'no-organiser-of-it': object;
  readonly 'is-draft': object;
  readonly 'has-begun': object;
  readonly 'is-off': object;
  readonly 'address-of-another': object;
  readonly 'has-place': object;
  readonly 'is-waiting': object;
  readonly 'not-on-record-before': object;
  /** `capacity` null is unlimited; `told`: whoever can be reached is. */
  readonly 'guests-of': {
    readonly session: string;
    readonly confirmed: number;
    readonly waiting: number;
    readonly capacity: number | null;
    readonly told: boolean;
  };
  readonly 'guests-unreached': NamedInFile;
  readonly 'guests-listed': NamedInFile;
  readonly 'guests-twice': NamedInFile;
}

interface HistoryFindings {
  readonly 'event-unknown': { readonly named: string };
  readonly 'event-of-others': { readonly title: string };
  readonly 'event-is-draft': { readonly title: string };
  readonly 'event-cancelled': { readonly title: string };
  readonly 'event-not-over': { readonly title: string };
  readonly 'several-events': { readonly named: string; readonly references: readonly string[] };
  readonly 'people-unknown': { readonly count: number };
  readonly 'same-person-in-line': { readonly line: number };
  readonly 'no-such-session': {
    readonly title: string;
    readonly session: string;
    readonly labels: readonly string[];
  };
  readonly 'which-session': { readonly title: string; readonly labels: readonly string[] };
  readonly 'attendance-on-record': { readonly title: string };
  readonly 'there-from-schools': { readonly people: number; readonly schools: number };
  readonly added: { readonly count: number };
  readonly 'taken-away': { readonly count: number };
  readonly 'held-by-person': { readonly title: string };
  readonly 'no-such-paper': { readonly title: string };
  readonly 'said-already': { readonly figure: string; readonly line: number };
  readonly figure: {
    readonly figure: string;
    readonly qualifier: string;
    readonly value: number;
    readonly counts: string;
  };
  readonly 'figure-change': {
    readonly figure: string;
    readonly of: 'value' | 'qualifier' | 'as-of';
    readonly from: Shown;
    readonly to: Shown;
  };
}

interface RecordFindings {
  readonly 'same-school': { readonly line: number };
  readonly 'school-gone': object;
  readonly 'only-organisers': object;
  readonly 'no-such-project': { readonly project: string };
  readonly 'year-not-over': { readonly year: number };
  readonly 'project-year': { readonly project: string; readonly year: number };
  readonly 'same-person': { readonly line: number };
  readonly 'is-now': { readonly was: number; readonly urn: number };
  readonly 'new-person': Post & { readonly school: string | null };
  readonly 'post-change': { readonly from: Post | null; readonly to: Post };
  /** The address itself is left out, because reports go to files and chats. */
  readonly 'address-added': object;
  readonly 'confirmed-there': object;
}

interface SchoolFindings {
  readonly 'new-school': {
    readonly type: string;
    readonly town: string;
    readonly postcode: string;
    readonly status: string;
  };
  readonly 'in-partnership': object;
  readonly became: { readonly name: string | null; readonly urn: number };
  readonly 'goes-to': {
    readonly urn: number;
    readonly people: number;
    readonly places: number;
    readonly projects: number;
  };
  readonly 'trust-change': { readonly from: OneTrust; readonly to: OneTrust };
  readonly 'successors-of-each-other': { readonly urn: number; readonly others: readonly number[] };
  readonly 'was-split': { readonly urn: number; readonly successor: number; readonly others: readonly number[] };
  readonly 'looked-at': { readonly authorities: ByAuthority };
  readonly 'unreadable-left-out': { readonly count: number };
  readonly 'kept-outside': { readonly count: number };
  readonly 'closes-alone': { readonly count: number };
}

/** Schools of a register by local authority, the largest first; an empty name is of those in none. */
export type ByAuthority = ReadonlyArray<{ readonly name: string; readonly schools: number }>;

/** Every kind of finding, with its values. */
export interface Findings
  extends CommonFindings,
    EventFindings,
    GuestFindings,
    HistoryFindings,
    RecordFindings,
    SchoolFindings,
    SchoolFault {}

/** Something that an import found, as a kind with its values; `conversation/imports/finding-words.ts` says it. */
export type Finding = { readonly [Kind in keyof Findings]: { readonly kind: Kind } & Findings[Kind] }[keyof Findings];

/** What stands beside a finding: the words of the reader of a file, or of a report that an earlier release kept. */
export type Said = Finding | string;

/** What changes; undefined when both are the same. */
export function changeOf(field: string, from: Shown, to: Shown): Finding | undefined {
  return from === to ? undefined : { kind: 'change', field, from, to };
}

/** The findings that are not undefined. */
export function foundIn(findings: ReadonlyArray<Finding | undefined>): Finding[] {
  return findings.filter((finding) => finding !== undefined);
}
