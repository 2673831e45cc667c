import { Router } from 'express';
import { type Certificate, certificatesOf } from '../../app/afterwards/certificates.js';
import type { Core } from '../../app/core.js';
import type { LinkSigner } from '../../app/links.js';
import { sayExpired } from '../private-file.js';
import { pageWords } from '../words/page-words.js';

/**
 * `GET /certificates/<token>.pdf`: the certificate of one person for one event, by a signed link, which is the permission. Whether
 * they were there is looked up each time.
 */
export function certificateRoute(
  core: Core,
  signer: LinkSigner,
  print: (certificate: Certificate, at: Date) => Promise<Buffer>,
): Router {
  const router = Router();
  router.get('/certificates/:token.pdf', async (request, response) => {
    const now = core.clock.now();
    const [personId = '', eventId = ''] = signer.read('certificate', request.params.token ?? '', now)?.split('_') ?? [];
    const [certificate] = await certificatesOf(core, personId, eventId);
    if (!certificate) return sayExpired(response, pageWords.renewCertificate);
    response
      .type('application/pdf')
      .set({ 'content-disposition': 'inline; filename="certificate.pdf"', 'cache-control': 'private, no-store' })
      .send(await print(certificate, now));
  });
  return router;
}
