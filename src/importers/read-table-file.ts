import type { ImportFiles, ImportKind, UnreadableFile } from '../app/imports/import-file-format.js';
import { eventColumns, readEvents } from './events/read-events.js';
import type { Column } from './heading-row.js';
import { historyColumns, readHistory } from './history/read-history.js';
import { localityColumns, readLocalities } from './partnership/read-localities.js';
import { participationColumns, readParticipation } from './partnership/read-participation.js';
import { guestColumns, readGuests } from './people/read-guests.js';
import { peopleColumns, readPeople } from './people/read-people.js';

/** Kinds of import that are a table with headings of ours. The register of schools has a format of its own. */
export type TableKind = Exclude<ImportKind, 'schools'>;

interface TableFormat<Kind extends TableKind> {
  readonly columns: Readonly<Record<string, Column>>;
  /** @param zone IANA name: times are on its wall clock */
  readonly read: (bytes: Uint8Array, zone: string) => ImportFiles[Kind] | UnreadableFile;
}

const formats: { readonly [Kind in TableKind]: TableFormat<Kind> } = {
  events: { columns: eventColumns, read: readEvents },
  guests: { columns: guestColumns, read: readGuests },
  people: { columns: peopleColumns, read: readPeople },
  history: { columns: historyColumns, read: readHistory },
  localities: { columns: localityColumns, read: readLocalities },
  participation: { columns: participationColumns, read: readParticipation },
};

export const tableKinds = Object.keys(formats) as TableKind[];

/** Reads a file of one's own, CSV or XLSX, by its headings. @param zone IANA name: times are on its wall clock */
export function readTableFile<Kind extends TableKind>(
  kind: Kind,
  bytes: Uint8Array,
  zone: string,
): ImportFiles[Kind] | UnreadableFile {
  return formats[kind].read(bytes, zone);
}

/** A first file to begin with: the headings and an example row, as CSV (RFC 4180). */
export function templateOf(kind: TableKind): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const columns = Object.values(formats[kind].columns);
  return [columns.map(({ heading }) => heading), columns.map(({ example }) => example)]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

/** Headings of a file, with an example of each; those that must be there come first. */
export function headingsOf(kind: TableKind): ReadonlyArray<{ readonly heading: string; readonly example: string }> {
  const all = Object.values(formats[kind].columns);
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}
