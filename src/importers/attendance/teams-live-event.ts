import type { Row } from '../reading/text-rows.js';
import { cellOf, findTable } from './headings.js';
import { comesOrGoes, type Passage } from './join-and-leave.js';
import type { Recognised } from './recognised.js';
import { fromPassages } from './teams-in-meeting-list.js';

/**
 * The report of a Teams live event: `SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role`, a line for
 * each coming and going, with commas. Viewers who did not sign in have no name. @returns undefined when it is not this format
 */
export function recogniseLiveEvent(rows: readonly Row[]): Recognised | undefined {
  const table = findTable(rows, [['session'], ['name'], ['timestamp'], ['action']]);
  if (!table) return undefined;
  const passages = table.rows.map((row): Passage => {
    const cell = (column: Parameters<typeof cellOf>[2]) => cellOf(row, table.columns, column);
    const comes = comesOrGoes(cell('action'));
    return {
      line: row.line,
      name: cell('name'),
      email: cell('participant'),
      visit: cell('session'),
      comes,
      at: cell('timestamp'),
    };
  });
  return fromPassages('teams-live-event', passages, 'month-first');
}
