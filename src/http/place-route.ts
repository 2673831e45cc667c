import express, { type Response, Router } from 'express';
import {
  answerLinkedPlace,
  findLinkedPlace,
  type LinkedAction,
  type LinkedPlace,
} from '../app/bookings/place-links.js';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { simplePage } from './branded-page.js';
import { placePage } from './place-page.js';
import { pageWords } from './words/page-words.js';

/**
 * `GET /place/<token>`: one booking as a page for somebody without a chat, by a signed link. `GET` changes nothing, because
 * mail filters follow links; `POST` with `answer=accept`, `answer=decline` or `answer=save`, and answers to the organisers'
 * questions by their ids, does, and shows the page again. @param calendarLink a signed link to the place as a calendar entry
 */
export function placeRoute(core: Core, signer: LinkSigner, calendarLink: (registrationId: string) => string): Router {
  const router = Router();
  const read = async (token: string | undefined): Promise<LinkedPlace | undefined> => {
    const id = signer.read('place', token ?? '', core.clock.now());
    return id === undefined ? undefined : findLinkedPlace(core, id);
  };
  const show = (response: Response, place: LinkedPlace | undefined, done?: LinkedAction['answer']): void => {
    if (!place) {
      const words = pageWords.placeLinkEnded;
      send(response, 404, simplePage(pageWords.linkDead, words));
      return;
    }
    const now = core.clock.now();
    const calendar = calendarLink(place.registration.id);
    send(response, 200, placePage(place, { now, zone: core.timeZone, done, calendar }));
  };
  router.get('/place/:token', async (request, response) => {
    show(response, await read(request.params.token));
  });
  router.post('/place/:token', express.urlencoded({ extended: false, limit: '64kb' }), async (request, response) => {
    const place = await read(request.params.token);
    const answer = answerIn(request.body);
    if (place && !answer) {
      send(response, 400, simplePage(pageWords.somethingMissing, pageWords.useButtons));
      return;
    }
    const after = place && answer && (await answerLinkedPlace(core, place, { answer, answers: textsIn(request.body) }));
    show(response, after, answer);
  });
  return router;
}

function answerIn(body: unknown): LinkedAction['answer'] | undefined {
  const answer = textsIn(body).answer;
  return answer === 'accept' || answer === 'decline' || answer === 'save' ? answer : undefined;
}

/** What was typed, by field; a field that came twice is left out. */
function textsIn(body: unknown): Record<string, string> {
  const typed = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(typed.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function send(response: Response, status: number, html: string): void {
  response.status(status).type('html').send(html);
}
