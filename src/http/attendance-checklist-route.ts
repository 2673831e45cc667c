import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { doorListOf, markAttendance, type RollEntry, undoMark } from '../app/attendance/attendance.js';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { eventOfSession, type OrganisedEvent, type OrganisedSession } from '../app/organising/organised-events.js';
import { readHolder } from '../app/people/link-actors.js';
import { checklistPage, checklistScript } from './attendance-checklist-page.js';
import { sayExpired } from './private-file.js';
import { pageWords } from './words/page-words.js';

const mark = z.object({ personId: z.string().max(36), present: z.boolean() });

/**
 * `GET /door/<token>`: the attendance checklist of one session, for a tablet at the door or to print. The page polls
 * `/door/<token>/roll`, so that two devices stay in step; `POST /door/<token>/mark` sets or clears a tick. The link is for
 * one organiser and one session, and the role is checked on each request.
 */
export function attendanceChecklistRoute(core: Core, signer: LinkSigner): Router {
  const router = Router();
  const read = async (token: string | undefined) => {
    const holder = await readHolder(core, signer, 'door-list', token ?? '');
    const event = holder && (await eventOfSession(core.prisma, holder.actor, holder.subject));
    const session = event?.sessions.find((one) => one.id === holder?.subject);
    return holder && event && session && event.status !== 'draft' ? { actor: holder.actor, event, session } : undefined;
  };
  router.get('/door/door-list.js', (_request, response) => {
    response.type('text/javascript').set('cache-control', 'public, max-age=300').send(checklistScript);
  });
  router.get('/door/:token', async (request, response) => {
    const found = await read(request.params.token);
    if (!found) return gone(response);
    const roll = await listFor(core, found.session.id);
    response
      .type('html')
      .set(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .send(checklistPage(found.event.title, found.session, roll, core.timeZone, doorNotes(found)));
  });
  router.get('/door/:token/roll', async (request, response) => {
    const found = await read(request.params.token);
    if (!found) return gone(response);
    response.set('cache-control', 'no-store').json({ roll: await listFor(core, found.session.id) });
  });
  router.post('/door/:token/mark', express.json({ limit: '1kb' }), async (request, response) => {
    const found = await read(request.params.token);
    if (!found) return gone(response);
    const wanted = mark.safeParse(request.body);
    if (!wanted.success) return void response.status(400).json({ error: pageWords.nameAPerson });
    const { personId, present } = wanted.data;
    const at = { sessionId: found.session.id, personId };
    const outcome = present
      ? await markAttendance(core, found.actor, { ...at, present: true })
      : await undoMark(core, found.actor, at);
    if (outcome.kind === 'refused') return void response.status(409).json({ error: refusals[outcome.reason] });
    response.set('cache-control', 'no-store').json({ roll: await listFor(core, found.session.id) });
  });
  return router;
}

const refusals = {
  'not-organiser': pageWords.noLongerOrganiser,
  'not-found': pageWords.notOnList,
  'not-yet': pageWords.tooEarlyToTick,
  cancelled: pageWords.sessionCancelled,
} as const;

/** What people ask at the door, as far as the organisers have said it. */
function doorNotes({ event, session }: { event: OrganisedEvent; session: OrganisedSession }): string[] {
  const { lunch, agenda, contact } = event.details;
  const facts: ReadonlyArray<readonly [string, string | null]> = [
    ['Agenda', agenda.join(' · ')],
    ['Lunch', lunch],
    ['Parking', session.parking],
    [pageWords.stepFreeAccess, session.stepFree],
    ['Contact', contact],
  ];
  return facts.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
}

async function listFor(core: Core, sessionId: string) {
  return (await doorListOf(core, sessionId)).map(publicEntry);
}

function publicEntry({ personId, name, school, booked, present }: RollEntry) {
  return { personId, name, school, booked, present: present === true };
}

function gone(response: Response): void {
  sayExpired(response, pageWords.renewDoorList);
}
