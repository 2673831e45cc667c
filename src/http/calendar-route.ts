import { Router } from 'express';
import { calendarFile } from '../app/bookings/calendar.js';
import { readCalendarFeed } from '../app/bookings/calendar-feeds.js';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { calendarWords } from '../conversation/bookings/calendar-words.js';
import { sayExpired } from './private-file.js';
import { pageWords } from './words/page-words.js';

/**
 * `GET /calendar/<token>.ics`: one booking as a calendar file, by a signed link, which is the permission.
 * `GET /feed/<secret>.ics`: all of a person's bookings, by a secret that they can revoke.
 */
export function calendarRoute(core: Core, signer: LinkSigner): Router {
  const router = Router();
  router.get('/calendar/:token.ics', async (request, response) => {
    const now = core.clock.now();
    const registrationId = signer.read('calendar', request.params.token ?? '', now);
    const view = { now, zone: core.timeZone, words: calendarWords };
    const file = registrationId && (await calendarFile(core.prisma, registrationId, view));
    if (!file) {
      sayExpired(response, pageWords.renewCalendar);
      return;
    }
    response
      .type('text/calendar; charset=utf-8')
      .set({ 'content-disposition': `attachment; filename="${file.name}"`, 'cache-control': 'private, no-store' })
      .send(file.body);
  });
  router.get('/feed/:secret.ics', async (request, response) => {
    const body = await readCalendarFeed(core, request.params.secret ?? '', calendarWords);
    if (body === undefined) {
      response.status(404).type('text/plain').send(pageWords.calendarNotShared);
      return;
    }
    response.type('text/calendar; charset=utf-8').set({ 'cache-control': 'private, no-store' }).send(body);
  });
  return router;
}
