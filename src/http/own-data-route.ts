import { Router } from 'express';
import type { Core } from '../app/core.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import { noteDownload, readOwnData } from '../app/own-data.js';
import type { HttpRates } from '../app/rates.js';
import { refusedForNow } from './limits.js';

/** `GET /my-data/<token>.json`: all that is held about the person the link was signed for. */
export function ownDataRoute(core: Core, signer: LinkSigner, rates: HttpRates): Router {
  const router = Router();
  router.get('/my-data/:token.json', async (request, response) => {
    const accountId = signer.read('own-data', request.params.token ?? '', core.clock.now());
    const actor = accountId && (await actorOfLink(core, accountId));
    if (!actor) {
      response
        .status(404)
        .type('text/plain')
        .send('This link has expired. Ask "download my data" in the chat for a new one.');
      return;
    }
    if (refusedForNow(rates, actor.accountId, response)) return;
    const data = await readOwnData(core, actor);
    await noteDownload(core, actor);
    response
      .type('application/json')
      .set({
        'content-disposition': 'attachment; filename="my-data.json"',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(JSON.stringify(data, null, 2));
  });
  return router;
}
