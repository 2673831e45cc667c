import { Router } from 'express';
import { readAuditLink } from '../app/audit-links.js';
import { type AuditRecord, searchAudit } from '../app/audit-search.js';
import type { Core } from '../app/core.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import type { HttpRates } from '../app/rates.js';
import { refusedForNow } from './limits.js';

/** More than any question narrows to: the whole trail is in the export of everything. */
const mostEntries = 20_000;

/** `GET /audit/<token>.csv`: entries of the audit trail, for the administrator the link was signed for. */
export function auditRoute(
  core: Core,
  signer: LinkSigner,
  rates: HttpRates,
  makeFile: (records: readonly AuditRecord[]) => string,
): Router {
  const router = Router();
  router.get('/audit/:token.csv', async (request, response) => {
    const wanted = readAuditLink(signer.read('audit', request.params.token ?? '', core.clock.now()) ?? '');
    const actor = wanted && (await actorOfLink(core, wanted.accountId));
    if (actor && refusedForNow(rates, actor.accountId, response)) return;
    const records = actor && (await searchAudit(core, actor, wanted.filter, mostEntries, 'exported'));
    if (!records) {
      response
        .status(404)
        .type('text/plain')
        .send('This link has expired. Ask for the audit trail in the chat for a new one.');
      return;
    }
    response
      .set({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit-trail.csv"',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(makeFile(records));
  });
  return router;
}
