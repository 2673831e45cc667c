import { type Request, type Response, Router } from 'express';
import type { OpenRow } from '../app/attendance/attendance-suggestions.js';
import { noteUnknownNamesTaken, readUnknownNames } from '../app/attendance/unknown-names.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** `GET /unknown-names/<token>.csv`: the unmatched names of a session, to fill in, for its organisers. */
export function unknownNamesRoute(
  files: PrivateFiles,
  makeFile: (rows: readonly OpenRow[]) => Promise<string>,
): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewUnknownNames;
    const link = { purpose: 'unknown-names', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: sessionId }) => {
      const rows = await readUnknownNames(core, actor, sessionId);
      if (!rows) return undefined;
      const make = async () => {
        await noteUnknownNamesTaken(core, actor, sessionId, rows.length);
        return makeFile(rows);
      };
      return { name: 'unknown-names.csv', type: 'text/csv; charset=utf-8', make };
    });
  };
  router.get('/unknown-names/:token.csv', give);
  router.post('/unknown-names/:token.csv', give);
  return router;
}
