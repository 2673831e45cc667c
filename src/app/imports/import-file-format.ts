import type { Phase, Position } from '../../domain/person.js';
import type { EventDetails, VenueDetails } from '../../domain/programme/event-details.js';

/** Kinds of import, besides attendance and knowledge. What each one does is in the table of `import-kinds.ts`. */
export const importKinds = ['events', 'guests', 'history', 'localities', 'participation', 'people', 'schools'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What is wrong with a row, and what to do. `name` identifies the row in the report. */
export interface RowFault {
  /** Counted from 1, headings included. */
  readonly line: number;
  readonly name: string;
  readonly faults: readonly string[];
  /** The local authority of a school, where the row has it. */
  readonly localAuthorityCode?: number;
}

/**
 * The content of a file. JSON only, because it is stored until somebody presses Apply, or passed to the running
 * service.
 */
interface FileOf<Kind extends ImportKind, Row> {
  readonly kind: Kind;
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
  /** What the reader noticed that is not a fault, such as unknown columns. */
  readonly remarks: readonly string[];
  /** The file as it came, by `packSource`, for the rows that are given back to be mended; a register of schools is not. */
  readonly source?: string;
}

export interface FileSource {
  readonly headings: readonly string[];
  /** Cells of each row, by its line. */
  readonly rows: ReadonlyArray<readonly [line: number, cells: readonly string[]]>;
}

const schoolTypes = [
  'community',
  'voluntary_controlled',
  'voluntary_aided',
  'foundation',
  'academy',
  'free_school',
  'special',
  'independent',
  'other',
] as const;
export type SchoolType = (typeof schoolTypes)[number];
export type SchoolStatus = 'proposed' | 'open' | 'closing' | 'closed';

/** A school in the Department's register. Fields without a column in the file are left out, and not changed. */
export interface SchoolFields {
  readonly name: string;
  readonly phase: Phase;
  readonly type: SchoolType;
  readonly typeName: string;
  readonly status: SchoolStatus;
  readonly town: string;
  readonly postcode: string;
  /** Null for a school in no trust. */
  readonly trust?: { readonly code: string | null; readonly name: string } | null;
  readonly diocese?: string | null;
  readonly federation?: string | null;
  readonly district?: string;
  readonly localAuthorityCode?: number | null;
  /** As people call it: `Bristol`, of the register's "Bristol, City of". */
  readonly localAuthority?: string | null;
  readonly establishmentNumber?: number | null;
  readonly ukprn?: number | null;
  /** Metres on the National Grid. */
  readonly easting?: number | null;
  readonly northing?: number | null;
  readonly pupils?: number | null;
  readonly lowestAge?: number | null;
  readonly highestAge?: number | null;
  readonly website?: string | null;
  /** `YYYY-MM-DD` */
  readonly openedOn?: string | null;
  readonly closedOn?: string | null;
}

export interface SchoolRecord {
  readonly line: number;
  readonly urn: number;
  /** A state-funded school, which a partnership would count among its own. */
  readonly maintained: boolean;
  /** Name of its local authority, as in the file; empty where it has none. */
  readonly authority: string;
  /** What was corrected while reading. */
  readonly remarks: readonly string[];
  readonly fields: SchoolFields;
}

/** A school that succeeded another. */
export interface LinkRecord {
  readonly line: number;
  readonly predecessorUrn: number;
  readonly successorUrn: number;
  /** As published, such as `Successor - amalgamated`. */
  readonly kind: string;
  /** `YYYY-MM-DD`; null when the file does not say. */
  readonly linkedOn: string | null;
}

export interface SchoolsFile extends FileOf<'schools', SchoolRecord> {
  readonly links: readonly LinkRecord[];
  /** How many open schools of the whole file each trust has, by its code. Files kept by an earlier version have none. */
  readonly trustSizes?: Readonly<Record<string, number>>;
  /**
   * Which schools are imported. `area`: the file was restricted to an area, whose open state-funded schools belong to
   * the partnership. `near`: schools on record, and new ones in local authorities where the partnership has schools.
   * `everywhere`: all.
   */
  readonly reach: 'area' | 'near' | 'everywhere';
}

export interface EventRecord {
  readonly line: number;
  /** Identifies the event across imports: lower case and hyphens. */
  readonly reference: string;
  /** Slug or name. */
  readonly series: string;
  readonly title: string;
  readonly description: string;
  readonly status: 'draft' | 'published';
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly costPence: number;
  /** ISO 8601 in UTC. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  /** Fields without a column in the file are left out, and not changed. A file kept by an earlier version has none. */
  readonly details?: Partial<EventDetails>;
  readonly session: SessionRecord;
}

interface SessionRecord {
  readonly label: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly address: string;
  readonly town: string;
  readonly postcode: string;
  readonly link: string;
  /** Null is unlimited. */
  readonly capacity: number | null;
  /** As `details` of the event. */
  readonly details?: Partial<VenueDetails>;
}

export interface PersonRecord {
  readonly line: number;
  readonly name: string;
  /** Lower case. */
  readonly email: string | null;
  /** URN or name; null for somebody at no school. */
  readonly school: string | null;
  readonly position: Position;
  /** What they are called where none of our positions is it. */
  readonly title: string | null;
}

/** A total, as published or counted elsewhere. */
export interface TotalRecord {
  readonly shape: 'total';
  readonly line: number;
  /** Slug or title. */
  readonly event: string;
  readonly figures: ReadonlyArray<{
    readonly kind: 'attended' | 'booked' | 'places' | 'schools';
    readonly value: number;
    readonly counts: string;
  }>;
  readonly qualifier: 'exactly' | 'over' | 'nearly' | 'about';
  /** `YYYY-MM-DD`; null is the day of the event. */
  readonly asOf: string | null;
  /** Id or title of a document; null for the partnership's own records. */
  readonly source: string | null;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
}

/** One attendee, or a number of attendees from a school. */
export interface PresenceRecord {
  readonly shape: 'presence';
  readonly line: number;
  readonly event: string;
  /** Empty where the event has one session. */
  readonly session: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly school: string | null;
  /** 1 for a person. */
  readonly people: number;
  readonly minutes: number | null;
}

export type HistoryRecord = TotalRecord | PresenceRecord;

/** In which of the partnership's own parts a school is; null leaves what is on record. */
export interface LocalityRecord {
  readonly line: number;
  /** URN, LAESTAB or name. */
  readonly school: string;
  readonly locality: string | null;
  readonly cluster: string | null;
}

/** That a school took part in a project in a year that is over. */
export interface ParticipationRecord {
  readonly line: number;
  /** Slug, name or alias. */
  readonly project: string;
  /** In which the academic year starts. */
  readonly year: number;
  readonly school: string;
}

export type EventsFile = FileOf<'events', EventRecord>;
export type PeopleFile = FileOf<'people', PersonRecord>;
/** People who are to have a place on a session. */
export interface GuestsFile extends FileOf<'guests', PersonRecord> {
  /** Empty until it is said which one. */
  readonly sessionId: string;
}
export type HistoryFile = FileOf<'history', HistoryRecord>;
export type LocalitiesFile = FileOf<'localities', LocalityRecord>;
export type ParticipationFile = FileOf<'participation', ParticipationRecord>;

/** The content of a file, by its kind. */
export interface ImportFiles {
  readonly schools: SchoolsFile;
  readonly events: EventsFile;
  readonly guests: GuestsFile;
  readonly people: PeopleFile;
  readonly history: HistoryFile;
  readonly localities: LocalitiesFile;
  readonly participation: ParticipationFile;
}
export type ImportFile = ImportFiles[ImportKind];

/** Why a file cannot be read, and what to do. */
export interface UnreadableFile {
  readonly kind: 'unreadable';
  readonly words: string;
}
