import { type Request, type Response, Router } from 'express';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import { findKeptReport } from '../app/imports/kept-imports.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** Makes a file of rows, a piece at a time. */
interface MakeFiles {
  readonly report: (lines: readonly ReportLine[]) => AsyncIterable<Uint8Array>;
  readonly people: (people: readonly UnknownPerson[]) => AsyncIterable<Uint8Array>;
  readonly toMend: (left: RowsToMend) => AsyncIterable<Uint8Array>;
}

/**
 * `GET /imports/<token>.csv`: the full report of an import, the people in it who are not on record, or the rows to correct, for
 * whoever attached the file.
 */
export function importReportRoute(files: PrivateFiles, makeFiles: MakeFiles): Router {
  const router = Router();
  const type = 'text/csv; charset=utf-8';
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewImportReport;
    const link = { purpose: 'import-report', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      const [importId = '', part] = subject.split('~');
      const report = await findKeptReport(files.core, actor, importId);
      if (!report) return undefined;
      switch (part) {
        case 'people':
          return { name: 'people-to-fill-in.csv', type, make: async () => makeFiles.people(await report.unknown()) };
        case 'mend': {
          const make = async () => {
            const left = await report.toMend();
            return left && makeFiles.toMend(left);
          };
          return { name: 'rows-to-mend.csv', type, make };
        }
        default:
          return { name: 'import-report.csv', type, make: async () => makeFiles.report(await report.lines()) };
      }
    });
  };
  router.get('/imports/:token.csv', give);
  router.post('/imports/:token.csv', give);
  return router;
}
