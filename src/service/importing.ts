import type { Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import type { ImportServices } from '../conversation/talk/turn-context.js';
import { importReportRoute } from '../http/import-report-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { unknownNamesRoute } from '../http/unknown-names-route.js';
import { readFaqsApart, readSchoolsApart, readTableApart } from '../importers/reading/reading-apart.js';
import { reportRows, unknownPeopleRows } from '../reports/import-report.js';

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
  return [importReportRoute(files, makeCsv, makePeople, makeToMend), unknownNamesRoute(files, makeNames)];
}

async function makeNames(rows: readonly OpenRow[]): Promise<string> {
  const { unknownNamesCsv } = await import('../reports/unknown-names-file.js');
  return unknownNamesCsv(rows);
}

async function makePeople(people: readonly UnknownPerson[]): Promise<string> {
  const { tableCsv } = await import('../reports/csv.js');
  return tableCsv(unknownPeopleRows(people));
}

async function makeToMend({ headings, rows }: RowsToMend): Promise<string> {
  const { tableCsv } = await import('../reports/csv.js');
  return tableCsv([headings, ...rows]);
}

async function makeCsv(lines: readonly ReportLine[]): Promise<string> {
  const { tableCsv } = await import('../reports/csv.js');
  return tableCsv(reportRows(lines));
}
