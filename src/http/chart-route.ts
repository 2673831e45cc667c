import { Router } from 'express';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { pageWords } from './words/page-words.js';

/** Draws the chart for the id of a signed link as a PNG; undefined when there is nothing to draw. */
type DrawChart = (id: string) => Promise<Buffer | undefined>;

/** `GET /charts/<token>.png`: a chart in a card, by a signed link, which is the permission. */
export function chartRoute(core: Core, signer: LinkSigner, draw: DrawChart): Router {
  const router = Router();
  router.get('/charts/:token.png', async (request, response) => {
    const id = signer.read('chart', request.params.token ?? '', core.clock.now());
    const picture = id === undefined ? undefined : await draw(id);
    if (!picture) return void response.status(404).type('text/plain').send(pageWords.chartGone);
    // Slack and Teams cache it, so a corrected figure appears within the hour.
    response.type('png').set({ 'cache-control': 'private, max-age=3600' }).send(picture);
  });
  return router;
}
