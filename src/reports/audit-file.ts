import type { AuditRecord } from '../app/audit/audit-search.js';
import { sayAct } from '../conversation/audit/audit-act-words.js';
import { csvLine, safeText, utf8Mark } from './csv.js';

const columns = [
  'id',
  'at',
  'who',
  'account',
  'person',
  'act',
  'did',
  'subject',
  'subject_id',
  'about',
  'school',
  'outcome',
  'detail',
];

/**
 * Audit entries as CSV (RFC 4180) in UTF-8 with a byte order mark; instants in UTC (ISO 8601), no cell is a formula.
 */
export async function* auditCsv(pages: AsyncIterable<readonly AuditRecord[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(`${utf8Mark}${csvLine(columns)}`);
  for await (const records of pages) yield Buffer.from(records.map(lineOf).join(''));
}

function lineOf(record: AuditRecord): string {
  const cells = [
    String(record.id),
    record.at.toISOString(),
    record.who ?? '',
    record.accountId ?? '',
    record.personId ?? '',
    record.act,
    sayAct(record.act),
    record.subject,
    record.subjectId ?? '',
    record.about ?? '',
    record.school ?? '',
    record.outcome,
    record.detail ? JSON.stringify(record.detail) : '',
  ];
  return csvLine(cells.map(safeText));
}
