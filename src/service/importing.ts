import type { Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import type { ImportServices } from '../conversation/talk/turn-context.js';
import { importReportRoute } from '../http/import-report-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { unknownNamesRoute } from '../http/unknown-names-route.js';
import { readFaqsApart, readSchoolsApart, readTableApart } from '../importers/reading/reading-apart.js';
import { reportRows, rowsToMendRows, unknownPeopleRows } from '../reports/import-report.js';

/** Readers for files of schools, events, people and past attendance. Each file is read in a thread of its own. */
export function fileReaders(zone: string): Pick<ImportServices, 'read' | 'readFaqs' | 'headings'> {
  return {
    read: (kind, bytes, { links, ...wanted }) =>
      kind === 'schools' ? readSchoolsApart(bytes, { wanted, links }) : readTableApart(bytes, { kind, zone }),
    readFaqs: readFaqsApart,
    headings: async (kind) => {
      const { headingsOf } = await import('../importers/read-table-file.js');
      return headingsOf(kind);
    },
  };
}

/** Routes of import reports and lists to complete. */
export function importRoutes(files: PrivateFiles): readonly Router[] {
  return [importReportRoute(files, reportFiles), unknownNamesRoute(files, makeNames)];
}

async function makeNames(rows: readonly OpenRow[]): Promise<string> {
  const { unknownNamesCsv } = await import('../reports/unknown-names-file.js');
  return unknownNamesCsv(rows);
}

const reportFiles = {
  report: (lines: readonly ReportLine[]) => makeCsv(reportRows(lines)),
  people: (people: readonly UnknownPerson[]) => makeCsv(unknownPeopleRows(people)),
  toMend: (left: RowsToMend) => makeCsv(rowsToMendRows(left)),
};

async function* makeCsv(rows: Iterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  const { tableCsvInPieces } = await import('../reports/csv.js');
  yield* tableCsvInPieces(rows);
}
