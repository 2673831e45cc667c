import { Router } from 'express';

/** `GET /privacy` and `GET /terms`: the pages that the Teams and Slack manifests name. Plain HTML, nothing loaded. */
export function pagesRoute(): Router {
  const router = Router();
  router.get('/privacy', (_request, response) => {
    response.type('html').send(page('Privacy', privacy));
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
  'To see, correct or delete what is held about you, ask the organisers in the chat.',
];

const terms = [
  'Staffroom is for the schools and trustees of the partnership, their governors, and the officers who work with them.',
  'A booking that the bot confirmed is a place. Please cancel one that you cannot use: somebody may be waiting for it.',
  'Please write nothing about a child, here or in any form.',
];

function page(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Staffroom</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}</style>
</head>
<body>
<h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</body>
</html>
`;
}
