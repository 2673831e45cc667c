import type { Row } from '../reading/text-rows.js';
import { cellOf, findTable } from './headings.js';
import { comesOrGoes, type Passage, visitsOf } from './join-and-leave.js';
import { readMoment } from './moments.js';
import { ofAnotherDay, type Recognised } from './recognised.js';

/**
 * The list that Teams let an organiser download during a meeting, from 2020: `Full Name`, `User Action` (Joined, Joined
 * before, Left), `Timestamp`, or these without headings; a line for each coming and going.
 * @returns undefined when the rows are not of this format
 */
export function recogniseInMeetingList(rows: readonly Row[]): Recognised | undefined {
  const table = findTable(rows, [['name'], ['action'], ['timestamp']]);
  if (table?.columns.has('session')) return undefined;
  const passages = table
    ? table.rows.map((row): Passage => {
        const cell = (column: 'name' | 'action' | 'timestamp') => cellOf(row, table.columns, column);
        return { line: row.line, name: cell('name'), comes: comesOrGoes(cell('action')), at: cell('timestamp') };
      })
    : withoutHeadings(rows);
  return passages && fromPassages('teams-in-meeting-list', passages, 'day-first');
}

/** Three cells a line: a name, what was done in any language, and when. */
function withoutHeadings(rows: readonly Row[]): Passage[] | undefined {
  const isMoment = (cell = '') => readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first');
  const [first] = rows;
  if (!first || !rows.some(({ cells }) => comesOrGoes(cells[1] ?? '') !== undefined)) return undefined;
  if (!rows.every(({ cells }) => cells.length === 3 && isMoment(cells[2]))) return undefined;
  return rows.map(({ line, cells: [name = '', action = '', at = ''] }) => ({
    line,
    name,
    comes: comesOrGoes(action),
    at,
  }));
}

/** Comings and goings on the session's days, as visits; who came on other days alone is left out, once each. */
export function fromPassages(
  format: Recognised['format'],
  passages: readonly Passage[],
  usual: Recognised['usual'],
): Recognised {
  return {
    kind: 'recognised',
    format,
    dates: passages.map(({ at }) => at),
    usual,
    remarks: [],
    gather: (order, ofTheDay) => {
      const there = passages.filter(({ at }) => ofTheDay(at));
      const who = ({ name, email }: Passage) => email || name;
      const came = new Set(there.map(who));
      const away = new Map(
        passages
          .filter((one) => !came.has(who(one)))
          .map((one) => [who(one), one] as const)
          .reverse(),
      );
      const skipped = [...away.values()].map(({ line, name, email }) => ({
        line,
        name: name || email || null,
        why: ofAnotherDay,
      }));
      return { visits: visitsOf(there, order), skipped };
    },
  };
}
