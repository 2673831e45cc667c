import type {
  EventsFile,
  HistoryFile,
  ImportFile,
  PeopleFile,
  UnreadableFile,
} from '../app/imports/import-file-format.js';
import { eventColumns, readEvents } from './events/read-events.js';
import type { Column } from './heading-row.js';
import { historyColumns, readHistory } from './history/read-history.js';
import { peopleColumns, readPeople } from './people/read-people.js';

export type TableKind = Exclude<ImportFile['kind'], 'schools'>;

const columnsOf: Readonly<Record<TableKind, Readonly<Record<string, Column>>>> = {
  events: eventColumns,
  people: peopleColumns,
  history: historyColumns,
};

/** Reads a file of one's own, CSV or XLSX, by its headings. @param zone IANA name: times are on its wall clock */
export function readTableFile(
  kind: TableKind,
  bytes: Uint8Array,
  zone: string,
): EventsFile | PeopleFile | HistoryFile | UnreadableFile {
  switch (kind) {
    case 'events':
      return readEvents(bytes, zone);
    case 'people':
      return readPeople(bytes);
    case 'history':
      return readHistory(bytes);
  }
}

/** A first file to begin with: the headings and an example row, as CSV (RFC 4180). */
export function templateOf(kind: TableKind): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const columns = Object.values(columnsOf[kind]);
  return [columns.map(({ heading }) => heading), columns.map(({ example }) => example)]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

/** Headings of a file, with an example of each; those that must be there come first. */
export function headingsOf(kind: TableKind): ReadonlyArray<{ readonly heading: string; readonly example: string }> {
  const all = Object.values(columnsOf[kind]);
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}
