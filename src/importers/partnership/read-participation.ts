import type { ParticipationFile, ParticipationRecord, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { Column } from '../heading-row.js';
import { type Cell, readTable, sortRows } from '../table.js';
import { partnershipFileWords } from './partnership-file-words.js';
import { schoolColumn } from './school-column.js';

export const participationColumns = {
  project: {
    heading: 'project',
    also: ['programme', 'project name'],
    required: true,
    example: partnershipFileWords.exampleProject,
  },
  year: { heading: 'academic year', also: ['year', 'school year'], required: true, example: '2024/25' },
  school: schoolColumn,
} as const satisfies Record<string, Column>;
type Key = keyof typeof participationColumns;

/** Reads which schools took part in projects in years that are over. */
export function readParticipation(bytes: Uint8Array): ParticipationFile | UnreadableFile {
  const table = readTable<Key>(bytes, participationColumns);
  if (table.kind === 'unreadable') return table;
  const sorted = sortRows(table, (cell) => [cell('project'), cell('school')].filter(Boolean).join(', '), readRow);
  return { kind: 'participation', ...sorted, remarks: table.remarks, source: table.source };
}

function readRow(cell: Cell<Key>, line: number, faults: string[]): ParticipationRecord | undefined {
  const project = cell('project').replace(/\s+/g, ' ').trim();
  const school = cell('school').trim();
  const year = readYear(cell('year'));
  if (project === '') faults.push(partnershipFileWords.projectEmpty);
  if (school === '') faults.push(partnershipFileWords.schoolEmpty);
  if (year === undefined) faults.push(partnershipFileWords.noYear(cell('year')));
  return faults.length > 0 || year === undefined ? undefined : { line, project, school, year };
}

/** The year in which it starts: `2024/25`, `2024-25`, `2024/2025` or `2024`; of two years, the second must follow the first. */
function readYear(cell: string): number | undefined {
  const [, from, to] = /^\s*(20\d\d)(?:\s*[/–-]\s*(?:20)?(\d\d))?\s*$/.exec(cell) ?? [];
  if (!from || (to && Number(to) !== (Number(from) + 1) % 100)) return undefined;
  return Number(from);
}
