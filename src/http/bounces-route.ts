import { type NextFunction, type Request, type Response, Router, raw } from 'express';
import type { Core } from '../app/core.js';
import { noteBounce } from '../app/messages/mail/bounces.js';
import { isSameText } from '../app/same-text.js';
import { readBounce } from '../channels/mail/read-bounce.js';
import { requestLog } from './server.js';
import { pageWords } from './words/page-words.js';

/** A report has the message that came back, and ours are small; one that was forwarded has it several times. */
const largestReport = '4mb';

/**
 * `POST /mail/bounces`: a mail that came back, as it is (`message/rfc822`), from whoever receives the mail of our sender and shows
 * the token as `Authorization: Bearer …`. To everybody else it does not exist. The answer says what it was; every mail is answered
 * 200, so that nobody sends it again.
 */
export function bouncesRoute(core: Core, token: string): Router {
  const router = Router();
  const onlyWithToken = (request: Request, response: Response, next: NextFunction): void => {
    if (isSameText(request.headers.authorization ?? '', `Bearer ${token}`)) next();
    else response.status(404).json({ error: pageWords.nothingHere });
  };
  const asItIs = raw({ type: () => true, limit: largestReport });
  router.post('/mail/bounces', onlyWithToken, asItIs, async (request, response) => {
    const mail: unknown = request.body;
    const bounce = Buffer.isBuffer(mail) ? await readBounce(mail) : undefined;
    const outcome = bounce ? await noteBounce(core, bounce) : 'no-report';
    requestLog(response).info({ outcome, code: bounce?.code, deliveryId: bounce?.deliveryId }, 'mail came back');
    response.json({ outcome });
  });
  return router;
}
