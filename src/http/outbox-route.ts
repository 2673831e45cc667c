import { type NextFunction, type Request, type Response, Router } from 'express';
import { simplePage } from './branded-page.js';
import { mailPage, type Outbox, outboxPage } from './outbox-page.js';
import { pageWords } from './words/page-words.js';

/**
 * `GET /outbox`: in the playground, the mails that would be sent. Only for this machine: another page may have its own name
 * resolve to it (DNS rebinding), so any other host name is refused. @param zone IANA name
 */
export function outboxRoute(outbox: Outbox, zone: string): Router {
  const router = Router();
  router.get('/outbox', answerThisMachineOnly, (_request, response) => {
    response.type('html').send(outboxPage(outbox.list(), zone));
  });
  router.get('/outbox/:id', answerThisMachineOnly, (request, response) => {
    const mail = outbox.find(String(request.params.id));
    if (!mail) return gone(response);
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    response.type('html').send(mailPage(mail));
  });
  router.get('/outbox/:id/html', answerThisMachineOnly, (request, response) => {
    const mail = outbox.find(String(request.params.id));
    if (!mail) return gone(response);
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    response.type('html').send(mail.html.replace(/<head>/i, '<head><base target="_blank">'));
  });
  return router;
}

function gone(response: Response): void {
  response.status(404).type('html').send(simplePage(pageWords.noSuchMail, pageWords.latestMailsKept));
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

function answerThisMachineOnly(request: Request, response: Response, next: NextFunction): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (thisMachine.includes(name)) next();
  else response.status(421).type('text').send(pageWords.onlyThisMachine);
}
