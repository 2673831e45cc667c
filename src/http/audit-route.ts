import { Router } from 'express';
import { readAuditFilter } from '../app/audit-links.js';
import { type AuditRecord, mayReadAudit, searchAudit } from '../app/audit-search.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

/** More than any question narrows to: the whole trail is in the export of everything. */
const mostEntries = 20_000;

/** `GET /audit/<token>.csv`: entries of the audit trail, for the administrator the link was signed for. */
export function auditRoute(files: PrivateFiles, makeFile: (records: readonly AuditRecord[]) => string): Router {
  const router = Router();
  router.get('/audit/:token.csv', (request, response) => {
    const renewal = 'Ask for the audit trail in the chat for a new one.';
    const link = { purpose: 'audit', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      if (!mayReadAudit(actor)) return undefined;
      const filter = readAuditFilter(subject);
      const make = async () => {
        const records = filter && (await searchAudit(files.core, actor, filter, mostEntries, 'exported'));
        return records && makeFile(records);
      };
      return { name: 'audit-trail.csv', type: 'text/csv; charset=utf-8', make };
    });
  });
  return router;
}
