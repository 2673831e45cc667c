import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import { csvLine, safeText, utf8Mark } from './csv.js';

/** Headings of the list; the last column is empty, to be filled in. */
const columns = [
  ...['row', 'line', 'name', 'address', 'school', 'why', 'suggestion', 'their school', 'how sure', 'who is it'],
];

/** Names that nobody could be matched with, as CSV (RFC 4180) in UTF-8 with a mark; no cell is a formula. */
export function unknownNamesCsv(rows: readonly OpenRow[]): string {
  const lines = rows.map(({ id, line, name, email, school, why, suggestion }) =>
    csvLine(
      [
        ...[id, String(line), name, email ?? '', school ?? '', why],
        ...[suggestion?.name ?? '', suggestion?.school ?? ''],
        suggestion ? `${Math.floor(suggestion.sureness * 100)}%` : '',
        '',
      ].map(safeText),
    ),
  );
  return `${utf8Mark}${csvLine(columns)}${lines.join('')}`;
}
