import type { Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import type { ImportServices } from '../conversation/talk/turn-context.js';
import { importReportRoute } from '../http/import-report-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { unknownNamesRoute } from '../http/unknown-names-route.js';
import { reportRows, unknownPeopleRows } from '../reports/import-report.js';

/**
 * Readers for files of schools, events, people and past attendance, and for returned lists of names; each is loaded
 * with its first file.
 */
export function fileReaders(zone: string): Pick<ImportServices, 'read' | 'headings' | 'readFilledNames'> {
  return {
    read: async (kind, bytes, { links, ...wanted }) => {
      if (kind !== 'schools') {
        const { readTableFile } = await import('../importers/read-table-file.js');
        return readTableFile(kind, bytes, zone);
      }
      const { readSchools } = await import('../importers/schools/read-schools.js');
      return readSchools({ schools: () => [bytes], links: links && (() => [links]) }, wanted);
    },
    headings: async (kind) => {
      const { headingsOf } = await import('../importers/read-table-file.js');
      return headingsOf(kind);
    },
    readFilledNames: async (bytes) => {
      const { readFilledNames } = await import('../importers/attendance/unknown-names.js');
      return readFilledNames(bytes);
    },
  };
}

/** Routes of import reports and lists to complete. */
export function importRoutes(files: PrivateFiles): readonly Router[] {
  return [importReportRoute(files, makeCsv, makePeople), unknownNamesRoute(files, makeNames)];
}

async function makeNames(rows: readonly OpenRow[]): Promise<string> {
  const { unknownNamesCsv } = await import('../reports/unknown-names-file.js');
  return unknownNamesCsv(rows);
}

async function makePeople(people: readonly UnknownPerson[]): Promise<string> {
  const { attendeesCsv } = await import('../reports/attendee-files.js');
  return attendeesCsv(unknownPeopleRows(people));
}

async function makeCsv(lines: readonly ReportLine[]): Promise<string> {
  const { attendeesCsv } = await import('../reports/attendee-files.js');
  return attendeesCsv(reportRows(lines));
}
