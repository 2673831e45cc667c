import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Core } from '../app/core.js';
import { mayExportEverything, noteEverythingExported } from '../app/everything.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import type { HttpRates } from '../app/rates.js';
import { refusedForNow } from './limits.js';

/** Everything that is held, as the bytes of a ZIP file, made while it is read. */
export type PackEverything = () => AsyncIterable<Uint8Array>;

/** `GET /everything/<token>.zip`: all tables, for the administrator the link was signed for. */
export function everythingRoute(core: Core, signer: LinkSigner, rates: HttpRates, pack: PackEverything): Router {
  const router = Router();
  router.get('/everything/:token.zip', async (request, response) => {
    const now = core.clock.now();
    const accountId = signer.read('everything', request.params.token ?? '', now);
    const actor = accountId && (await actorOfLink(core, accountId));
    if (!actor || !mayExportEverything(actor)) {
      response.status(404).type('text/plain').send('This link has expired. Say "export everything" for a new one.');
      return;
    }
    if (refusedForNow(rates, actor.accountId, response)) return;
    // Before the first byte leaves: what was begun may have been read.
    await noteEverythingExported(core, actor);
    response.set({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="staffroom-${now.toISOString().slice(0, 10)}.zip"`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    await pipeline(Readable.from(pack(), { objectMode: false }), response);
  });
  return router;
}
