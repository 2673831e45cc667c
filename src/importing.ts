import type { Router } from 'express';
import type { OpenRow } from './app/attendance-suggestions.js';
import type { ReportLine, UnknownPerson } from './app/import-plan.js';
import type { ImportDesk } from './conversation/talk.js';
import { importReportRoute } from './http/import-report-route.js';
import type { PrivateFiles } from './http/private-file.js';
import { unknownNamesRoute } from './http/unknown-names-route.js';
import { reportRows, unknownPeopleRows } from './import-report-words.js';
import { readFilledNamesApart, readSchoolsApart, readTableApart } from './importers/reading/reading-apart.js';

const linkMs = 60 * 60_000;

/** Files of schools, events, people and past attendance in the chat. */
export interface Importing {
  readonly desk: ImportDesk;
  readonly routes: readonly Router[];
}

export function importing(files: PrivateFiles, publicUrl: string): Importing {
  const { core, signer } = files;
  const soon = () => new Date(core.clock.now().getTime() + linkMs);
  return {
    desk: {
      read: async (kind, bytes, { links, ...wanted }) => {
        if (kind !== 'schools') return readTableApart(bytes, { kind, zone: core.timeZone });
        return readSchoolsApart(bytes, { wanted, links });
      },
      headings: async (kind) => {
        const { headingsOf } = await import('./importers/read-table-file.js');
        return headingsOf(kind);
      },
      report: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}`, soon())}.csv`,
      unknownPeople: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}~people`, soon())}.csv`,
      unknownNames: (accountId, sessionId) =>
        `${publicUrl}/unknown-names/${signer.sign('unknown-names', `${accountId}_${sessionId}`, soon())}.csv`,
      readFilledNames: readFilledNamesApart,
    },
    routes: [importReportRoute(files, makeCsv, makePeople), unknownNamesRoute(files, makeNames)],
  };
}

async function makeNames(rows: readonly OpenRow[]): Promise<string> {
  const { unknownNamesCsv } = await import('./reports/unknown-names-file.js');
  return unknownNamesCsv(rows);
}

async function makePeople(people: readonly UnknownPerson[]): Promise<string> {
  const { attendeesCsv } = await import('./reports/attendee-files.js');
  return attendeesCsv(unknownPeopleRows(people));
}

async function makeCsv(lines: readonly ReportLine[]): Promise<string> {
  const { attendeesCsv } = await import('./reports/attendee-files.js');
  return attendeesCsv(reportRows(lines));
}
