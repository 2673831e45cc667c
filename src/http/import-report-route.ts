import { type Request, type Response, Router } from 'express';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import { linesOfKeptImport, toMendOfKeptImport, unknownOfKeptImport } from '../app/imports/kept-imports.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/**
 * `GET /imports/<token>.csv`: the full report of an import, the people in it who are not on record, or the rows to correct, for
 * whoever attached the file.
 */
export function importReportRoute(
  files: PrivateFiles,
  makeFile: (lines: readonly ReportLine[]) => Promise<string>,
  makePeople: (people: readonly UnknownPerson[]) => Promise<string>,
  makeToMend: (left: RowsToMend) => Promise<string>,
): Router {
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewImportReport;
    const link = { purpose: 'import-report', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      const [importId = '', part] = subject.split('~');
      if (part === 'people') {
        const people = await unknownOfKeptImport(files.core, actor, importId);
        return (
          people && { name: 'people-to-fill-in.csv', type: 'text/csv; charset=utf-8', make: () => makePeople(people) }
        );
      }
      if (part === 'mend') {
        const left = await toMendOfKeptImport(files.core, actor, importId);
        return left && { name: 'rows-to-mend.csv', type: 'text/csv; charset=utf-8', make: () => makeToMend(left) };
      }
      const lines = await linesOfKeptImport(files.core, actor, importId);
      return lines && { name: 'import-report.csv', type: 'text/csv; charset=utf-8', make: () => makeFile(lines) };
    });
  };
  router.get('/imports/:token.csv', give);
  router.post('/imports/:token.csv', give);
  return router;
}
