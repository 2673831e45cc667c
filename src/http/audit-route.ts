import { type Request, type Response, Router } from 'express';
import { readAuditFilter } from '../app/audit/audit-links.js';
import { type AuditRecord, exportAudit, mayReadAudit } from '../app/audit/audit-search.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** Streams entries of the audit trail as a file. */
type MakeAuditFile = (pages: AsyncIterable<readonly AuditRecord[]>) => AsyncIterable<Uint8Array>;

/** `GET /audit/<token>.csv`: entries of the audit trail, for the administrator the link was signed for. */
export function auditRoute(files: PrivateFiles, makeFile: MakeAuditFile): Router {
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewAudit;
    const link = { purpose: 'audit', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      if (!mayReadAudit(actor)) return undefined;
      const filter = readAuditFilter(subject);
      const make = async () => {
        const pages = filter && (await exportAudit(files.core, actor, filter));
        return pages && makeFile(pages);
      };
      return { name: 'audit-trail.csv', type: 'text/csv; charset=utf-8', make };
    });
  };
  router.get('/audit/:token.csv', give);
  router.post('/audit/:token.csv', give);
  return router;
}
