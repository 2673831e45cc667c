import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import { sayRowOutcome } from '../conversation/attendance/row-outcome-words.js';
import { csvLine, safeText, utf8Mark } from './csv.js';

/** Headings of the list; the last column is left for users to fill in. */
const columns = [
  ...['row', 'line', 'name', 'address', 'school', 'why', 'suggestion', 'their school', 'how sure', 'who is it'],
];

/** Unmatched names as CSV (RFC 4180) in UTF-8 with a byte order mark; no cell is a formula. */
export function unknownNamesCsv(rows: readonly OpenRow[]): string {
  const lines = rows.map(({ id, line, name, email, school, why, suggestion }) =>
    csvLine(
      [
        ...[id, String(line), name, email ?? '', school ?? '', sayRowOutcome(why)],
        ...[suggestion?.name ?? '', suggestion?.school ?? ''],
        suggestion ? `${Math.floor(suggestion.confidence * 100)}%` : '',
        '',
      ].map(safeText),
    ),
  );
  return `${utf8Mark}${csvLine(columns)}${lines.join('')}`;
}
