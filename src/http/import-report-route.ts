import { Router } from 'express';
import type { Core } from '../app/core.js';
import type { ReportLine } from '../app/import-plan.js';
import { linesOfKeptImport } from '../app/kept-imports.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import type { HttpRates } from '../app/rates.js';
import { refusedForNow } from './limits.js';

/** `GET /imports/<token>.csv`: what a file does or what is wrong with it, every line, for whoever attached it. */
export function importReportRoute(
  core: Core,
  signer: LinkSigner,
  rates: HttpRates,
  makeFile: (lines: readonly ReportLine[]) => Promise<string>,
): Router {
  const router = Router();
  router.get('/imports/:token.csv', async (request, response) => {
    const id = signer.read('import-report', request.params.token ?? '', core.clock.now());
    const [accountId = '', importId = ''] = id?.split('_') ?? [];
    const actor = await actorOfLink(core, accountId);
    const lines = actor && (await linesOfKeptImport(core, actor, importId));
    if (!actor || !lines) {
      response.status(404).type('text/plain').send('This link has expired. Attach the file in the chat again.');
      return;
    }
    if (refusedForNow(rates, actor.accountId, response)) return;
    response
      .set({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="import-report.csv"',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(await makeFile(lines));
  });
  return router;
}
