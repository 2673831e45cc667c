import type { FilledName } from '../../app/attendance/unknown-names.js';
import type { UnreadableFile } from '../../app/imports/import-file-format.js';
import type { Column } from '../heading-row.js';
import type { Sheets } from '../reading/sheets.js';
import { tableIn } from '../table.js';

const columns = {
  row: { heading: 'row', required: true, example: '' },
  who: { heading: 'who is it', also: ['who'], required: true, example: 'yes' },
  name: { heading: 'name', example: '' },
} as const satisfies Record<string, Column>;

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Longer is neither a name nor an address. */
const longest = 200;

/**
 * Reads the list of unknown names as it comes back, CSV or XLSX: rows in any order, some deleted, other columns as they like.
 * @returns undefined when it is not that list
 */
export function filledNamesIn(read: Sheets | UnreadableFile): readonly FilledName[] | undefined {
  const table = tableIn<keyof typeof columns>(read, columns);
  if (table.kind === 'unreadable') return undefined;
  const filled = table.rows.map(({ line, cell }) => ({
    line,
    rowId: cell('row').toLowerCase(),
    who: cell('who').slice(0, longest),
  }));
  return filled.some(({ rowId }) => id.test(rowId)) ? filled : undefined;
}
