import type { Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import type { ImportServices } from '../conversation/talk/turn-context.js';
import { importReportRoute } from '../http/import-report-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { unknownNamesRoute } from '../http/unknown-names-route.js';
import { readSchoolsApart, readTableApart } from '../importers/reading/reading-apart.js';
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
        if (kind !== 'schools') return readTableApart(bytes, { kind, zone: core.timeZone });
        return readSchoolsApart(bytes, { wanted, links });
      },
      headings: async (kind) => {
        const { headingsOf } = await import('../importers/read-table-file.js');
        return headingsOf(kind);
      },
      report: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}`, soon())}.csv`,
      unknownPeople: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}~people`, soon())}.csv`,
      toMend: (accountId, importId) =>
        `${publicUrl}/imports/${signer.sign('import-report', `${accountId}_${importId}~mend`, soon())}.csv`,
      unknownNames: (accountId, sessionId) =>
        `${publicUrl}/unknown-names/${signer.sign('unknown-names', `${accountId}_${sessionId}`, soon())}.csv`,
    },
    routes: [importReportRoute(files, makeCsv, makePeople, makeToMend), unknownNamesRoute(files, makeNames)],
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

async function makeToMend({ headings, rows }: RowsToMend): Promise<string> {
  const { attendeesCsv } = await import('../reports/attendee-files.js');
  return attendeesCsv([headings, ...rows]);
}

async function makeCsv(lines: readonly ReportLine[]): Promise<string> {
  const { attendeesCsv } = await import('../reports/attendee-files.js');
  return attendeesCsv(reportRows(lines));
}
