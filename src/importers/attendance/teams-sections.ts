import type { Row } from '../reading/text-rows.js';
import { readAddress } from './gather.js';
import { type Columns, headingsIn } from './headings.js';
import { readMoment } from './moments.js';
import type { Recognised } from './recognised.js';
import { fromVisits, type VisitRow } from './visit-tables.js';

/** As Teams has them in every language; further ones, such as those of a webinar's registration, follow. */
const byPosition: Columns = new Map([
  ['name', 0],
  ['join', 1],
  ['leave', 2],
  ['duration', 3],
  ['email', 4],
  ['participant', 5],
  ['role', 6],
]);

/**
 * The report that Teams makes now: `1. Summary`, `2. Participants` (one line a person, all visits together) and
 * `3. In-Meeting activities` (one line a visit, left out here). The headings are translated; the numbers of the sections and
 * the order of the columns are not. @returns undefined for another format
 */
export function recogniseSections(rows: readonly Row[]): Recognised | undefined {
  const starts = (number: number) =>
    rows.findIndex(({ cells }) => new RegExp(`^${number}\\s?[.)]\\s*\\D`).test(cells[0] ?? ''));
  const second = starts(2);
  const head = rows[second + 1];
  if (second < 0 || !head) return undefined;
  const third = starts(3);
  const body = rows.slice(second + 2, third > second ? third : rows.length);
  const known = headingsIn(head, [['name'], ['join'], ['leave'], ['duration']]);
  const columns = known ?? (body.every(isVisit) && body.length > 0 ? byPosition : undefined);
  if (!columns) return undefined;
  const first = starts(1);
  const summary = first >= 0 && first < second ? rows.slice(first, second) : [];
  const found = body.map((row): VisitRow => ({ row, columns: known ?? withRegistration(row, columns) }));
  return { ...fromVisits('teams-attendance-report', found, summary), counted: countIn(summary) };
}

/** In a language whose headings are not known, an address behind the usual columns is the one they registered with. */
function withRegistration({ cells }: Row, columns: Columns): Columns {
  const at = cells.findIndex((cell, index) => index > 6 && readAddress(cell) !== null);
  return at < 0 ? columns : new Map([...columns, ['registrationEmail', at]]);
}

function isVisit({ cells: [name = '', join = '', leave = '', length = ''] }: Row): boolean {
  const isMoment = (cell: string) => Boolean(readMoment(cell, 'day-first') ?? readMoment(cell, 'month-first'));
  return (
    name !== '' &&
    isMoment(join) &&
    (leave === '' || isMoment(leave)) &&
    // Of a language whose units are not known, the length is not either.
    (length === '' || /\d/.test(length))
  );
}

/** The only line of the summary whose value is a bare number says how many were there. */
function countIn(summary: readonly Row[]): number | undefined {
  const count = summary.map(({ cells }) => cells[1] ?? '').find((cell) => /^\d{1,6}$/.test(cell));
  return count === undefined ? undefined : Number(count);
}
