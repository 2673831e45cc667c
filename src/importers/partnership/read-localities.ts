import type { LocalitiesFile, LocalityRecord, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { Column } from '../heading-row.js';
import { type Cell, readTable, sortRows } from '../table.js';
import { partnershipFileWords } from './partnership-file-words.js';
import { schoolColumn } from './school-column.js';

export const localityColumns = {
  school: schoolColumn,
  locality: { heading: 'locality', also: ['area', 'hub', 'patch', 'district', 'zone', 'region'], example: 'Northgate' },
  cluster: {
    heading: 'cluster',
    also: ['network', 'family', 'group', 'partnership group', 'collaboration'],
    example: partnershipFileWords.exampleCluster,
  },
} as const satisfies Record<string, Column>;
type Key = keyof typeof localityColumns;

const longest = 80;

/** Reads in which locality and cluster schools are, in the partnership's own words. An empty cell changes nothing. */
export function readLocalities(bytes: Uint8Array): LocalitiesFile | UnreadableFile {
  const table = readTable<Key>(bytes, localityColumns);
  if (table.kind === 'unreadable') return table;
  const sorted = sortRows(table, (cell) => cell('school'), readRow);
  return { kind: 'localities', ...sorted, remarks: table.remarks, source: table.source };
}

function readRow(cell: Cell<Key>, line: number, faults: string[]): LocalityRecord | undefined {
  const said = (key: 'locality' | 'cluster') => {
    const words = cell(key).replace(/\s+/g, ' ').trim();
    if (words.length > longest) faults.push(partnershipFileWords.tooLong(key, longest));
    return words === '' ? null : words;
  };
  const school = cell('school').trim();
  const [locality, cluster] = [said('locality'), said('cluster')];
  if (school === '') faults.push(partnershipFileWords.schoolEmpty);
  if (locality === null && cluster === null) faults.push(partnershipFileWords.nothingGiven);
  return faults.length > 0 ? undefined : { line, school, locality, cluster };
}
