import { addDays } from 'date-fns';
import { Router } from 'express';
import type { Core } from '../app/core.js';
import { readNoticeSettings } from '../app/privacy/notice-settings.js';
import { tableStyle } from './branded-page.js';
import { htmlPage } from './html.js';
import { type Processing, privacyNotice } from './privacy-page.js';
import { pageWords } from './words/page-words.js';

/**
 * `GET /privacy` and `GET /terms`: the pages that the Teams and Slack manifests name. Plain HTML, nothing loaded.
 * `GET /robots.txt`, and `GET /.well-known/security.txt` as RFC 9116 has it: whom to tell of a weakness.
 */
export function pagesRoute(core: Core, securityContact: string, processing: Processing): Router {
  const router = Router();
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  router.get('/.well-known/security.txt', (_request, response) => {
    // The standard asks for a date less than a year ahead, so that nobody trusts a forgotten file.
    const expires = addDays(core.clock.now(), 180).toISOString();
    response.type('text/plain').send(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
  });
  router.get('/privacy', async (_request, response) => {
    const settings = await readNoticeSettings(core.prisma);
    response.type('html').send(page(pageWords.privacyNotice, privacyNotice(settings, processing)));
  });
  router.get('/terms', (_request, response) => {
    response.type('html').send(page(pageWords.termsOfUse, terms.map((paragraph) => `<p>${paragraph}</p>`).join('\n')));
  });
  return router;
}

const terms = [pageWords.termsForWhom, pageWords.termsOfPlaces, pageWords.termsOfChildren];

function page(title: string, body: string): string {
  const style = `body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{font-size:1rem}caption,th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #bbb}caption{font-weight:600}${tableStyle}`;
  return htmlPage(title, style, `<h1>${title}</h1>\n${body}`);
}
