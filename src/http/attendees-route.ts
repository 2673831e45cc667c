import { Router } from 'express';
import { type Attendees, noteExport, readAttendees } from '../app/attendees.js';
import type { Core } from '../app/core.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import type { HttpRates } from '../app/rates.js';
import { refusedForNow } from './limits.js';

/** Makes the file of a list. */
export type MakeFile = (attendees: Attendees, format: 'xlsx' | 'csv') => Promise<Buffer | string>;

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** `GET /attendees/<token>.xlsx` or `.csv`: who is coming to one event, for the organiser the link was signed for. */
export function attendeesRoute(core: Core, signer: LinkSigner, rates: HttpRates, makeFile: MakeFile): Router {
  const router = Router();
  router.get('/attendees/:file', async (request, response) => {
    const [, token = '', format] = /^(.*)\.(xlsx|csv)$/.exec(request.params.file ?? '') ?? [];
    const id = signer.read('attendees', token, core.clock.now());
    const [accountId = '', eventId = ''] = id?.split('_') ?? [];
    const actor = await actorOfLink(core, accountId);
    const attendees = actor && (await readAttendees(core, actor, eventId));
    if (!actor || !attendees || (format !== 'xlsx' && format !== 'csv')) {
      response
        .status(404)
        .type('text/plain')
        .send('This link has expired. Ask "who is coming" in the chat for a new one.');
      return;
    }
    if (refusedForNow(rates, actor.accountId, response)) return;
    await noteExport(core, actor, eventId, format);
    response
      .set({
        'content-type': types[format],
        'content-disposition': `attachment; filename="attendees.${format}"`,
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(await makeFile(attendees, format));
  });
  return router;
}
