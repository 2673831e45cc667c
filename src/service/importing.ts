import type { Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import type { ImportServices } from '../conversation/talk/turn-context.js';
import { importReportRoute } from '../http/import-report-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { unknownNamesRoute } from '../http/unknown-names-route.js';
import { reportRows, unknownPeopleRows } from '../reports/import-report.js';

const linkMs = 60 * 60_000;

/** Files of schools, events, people and past attendance in the chat. */
export interface Importing {
  readonly services: ImportServices;
  readonly routes: readonly Router[];
}

export function importing(files: PrivateFiles, publicUrl: string): Importing {
  const { core, signer } = files;
  const soon = () => new Date(core.clock.now().getTime() + linkMs);
  return {
    services: {
      read: async (kind, bytes, { links, ...wanted }) => {
        // Loaded with the first file.
        if (kind !== 'schools') {
          const { readTableFile } = await import('../importers/read-table-file.js');
          return readTableFile(kind, bytes, core.timeZone);
        }
        const { readSchools } = await import('../importers/schools/read-schools.js');
        return readSchools({ schools: () => [bytes], links: links && (() => [links]) }, wanted);
      },
      headings: async (kind) => {
        const { headingsOf } = await import('../importers/read-table-file.js');
        return headingsOf(kind);
      },
      report: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}`, soon())}.csv`,
      unknownPeople: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}~people`, soon())}.csv`,
      unknownNames: (accountId, sessionId) =>
        `${publicUrl}/unknown-names/${signer.sign('unknown-names', `${accountId}_${sessionId}`, soon())}.csv`,
      readFilledNames: async (bytes) => {
        const { readFilledNames } = await import('../importers/attendance/unknown-names.js');
        return readFilledNames(bytes);
      },
    },
    routes: [importReportRoute(files, makeCsv, makePeople), unknownNamesRoute(files, makeNames)],
  };
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
