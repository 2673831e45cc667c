import { Router } from 'express';
import type { ReportLine } from '../app/import-plan.js';
import { linesOfKeptImport } from '../app/kept-imports.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

/** `GET /imports/<token>.csv`: what a file does or what is wrong with it, every line, for whoever attached it. */
export function importReportRoute(
  files: PrivateFiles,
  makeFile: (lines: readonly ReportLine[]) => Promise<string>,
): Router {
  const router = Router();
  router.get('/imports/:token.csv', (request, response) => {
    const renewal = 'Attach the file in the chat again.';
    const link = { purpose: 'import-report', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: importId }) => {
      const lines = await linesOfKeptImport(files.core, actor, importId);
      return lines && { name: 'import-report.csv', type: 'text/csv; charset=utf-8', make: () => makeFile(lines) };
    });
  });
  return router;
}
