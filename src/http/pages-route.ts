import { addDays } from 'date-fns';
import { Router } from 'express';
import { heldKinds, sayKept } from '../app/privacy/register-of-held-data.js';
import type { Clock } from '../domain/clock.js';
import { htmlPage } from './html.js';

/**
 * `GET /privacy` and `GET /terms`: the pages that the Teams and Slack manifests name. Plain HTML, nothing loaded.
 * `GET /robots.txt`, and `GET /.well-known/security.txt` as RFC 9116 has it: whom to tell of a weakness.
 */
export function pagesRoute(clock: Clock, securityContact: string): Router {
  const router = Router();
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  router.get('/.well-known/security.txt', (_request, response) => {
    // The standard asks for a date less than a year ahead, so that nobody trusts a forgotten file.
    const expires = addDays(clock.now(), 180).toISOString();
    response.type('text/plain').send(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
  });
  router.get('/privacy', (_request, response) => {
    response.type('html').send(page('Privacy', privacy, register()));
  });
  router.get('/terms', (_request, response) => {
    response.type('html').send(page('Terms of use', terms));
  });
  return router;
}

const privacy = [
  'Staffroom keeps what it needs to run the partnership’s events and projects: your name, your work address as your school’s Teams or Slack gives it, your school and position, your bookings and attendance, and what you write in forms.',
  'It holds nothing about children.',
  'Your bookings are seen by you and by the organisers of the event. Board members see counts, never names.',
  'What you type is not kept once it is answered. Questions that the bot could not answer are counted without who asked.',
  'Nothing leaves the partnership’s own server unless the organisers have switched on a language model, which sees questions and published answers only.',
  'To see what is held about you, write “what do you hold about me” in the chat; “download my data” sends it, and “forget me” erases it. To have something corrected, ask the organisers there.',
];

const terms = [
  'Staffroom is for the schools and trustees of the partnership, their governors, and the officers who work with them.',
  'A booking that the bot confirmed is a place. Please cancel one that you cannot use: somebody may be waiting for it.',
  'Please write nothing about a child, here or in any form.',
];

function register(): string {
  const rows = heldKinds.map((held) => `<tr><td>${held.what}</td><td>${held.why}</td><td>${sayKept(held)}</td></tr>`);
  return `<table>
<caption>What is held, why, and how long</caption>
<thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">How long</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function page(title: string, paragraphs: readonly string[], more = ''): string {
  const style = `body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;font-size:1rem}caption,th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #bbb}caption{font-weight:600}`;
  return htmlPage(
    title,
    style,
    `<h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
${more}`,
  );
}
