import express, { type Request, type Response, Router } from 'express';
import type { LinkSigner } from '../../app/links.js';
import { mayOnPage, pageMenu } from '../../conversation/talk/page-acts.js';
import { isPageView } from '../../conversation/talk/page-links.js';
import { type PageVisit, readPageId } from '../../conversation/talk/page-topics.js';
import type { PlainReply } from '../../conversation/talk/turn.js';
import type { Services } from '../../conversation/talk/turn-context.js';
import { actOnPage, openPage, type PageAnswer, type PageOpening } from '../../conversation/turns/answer-page.js';
import { describeFault } from '../../domain/describe-fault.js';
import { brandedPage, simplePage } from '../branded-page.js';
import { escapeHtml } from '../html.js';
import { requestLog } from '../server.js';
import { pageWords } from '../words/page-words.js';
import { cardHtml, type PageDrawing } from './card-html.js';
import { readPagePost } from './read-page-post.js';
import { replyHtml } from './reply-html.js';

/**
 * `GET /my/<token>`: a page of somebody's own, by a signed link that names them and what it is about. It changes nothing, because
 * mail filters follow links. `POST` does what was pressed, as in the chat, and shows what came of it. The token in the address is
 * what a foreign site would have to know to act in somebody's name; there are no cookies.
 */
export function ownPageRoute(services: Services, signer: LinkSigner): Router {
  const router = Router();
  const visitOf = (request: Request<{ token: string }>): PageVisit | undefined => {
    const id = signer.read('page', request.params.token, services.core.clock.now());
    return id === undefined ? undefined : readPageId(id);
  };
  router.get('/my/:token', (request, response) =>
    orSayFault(response, async () => {
      const visit = visitOf(request);
      const answer = visit && (await openPage(services, visit, openingOf(request)));
      if (visit && answer) return show(request, response, visit, answer);
      expired(response);
    }),
  );
  router.post('/my/:token', readForm, readOneClick, (request, response) =>
    orSayFault(response, async () => {
      const visit = visitOf(request);
      if (!visit) return expired(response);
      const act = visit.topic.kind === 'mails' && isOneClick(request.body) ? unsubscribed : readPagePost(request.body);
      const answer = act ? await actOnPage(services, visit, act) : 'not-here';
      if (answer === undefined) return expired(response);
      if (answer === 'not-here') return send(response, 400, simplePage(pageWords.notPossible, notHere));
      requestLog(response).info({ verb: act?.verb, topic: visit.topic.kind }, 'page answered');
      const isForgotten = visit.topic.kind === 'held' && (await openPage(services, visit)) === undefined;
      show(request, response, visit, answer, isForgotten);
    }),
  );
  return router;
}

/** What the link asks of the page; anything else in it means nothing. */
function openingOf({ query: { show = '', rating } }: Request): PageOpening {
  return {
    ...(typeof show === 'string' && isPageView(show) ? { view: show } : {}),
    ...(typeof rating === 'string' ? { rating } : {}),
  };
}

/** What a mail program sends by its unsubscribe button (RFC 8058), as either kind of form. */
function isOneClick(body: unknown): boolean {
  if (typeof body === 'string') return /name="?List-Unsubscribe"?\r?\n\r?\nOne-Click/.test(body);
  return typeof body === 'object' && body !== null && Reflect.get(body, 'List-Unsubscribe') === 'One-Click';
}

/** No more of what is not about their own bookings. */
const unsubscribed = { verb: 'mail-own', data: {}, values: {} } as const;

const readForm = express.urlencoded({ extended: false, limit: '64kb' });
const readOneClick = express.text({ type: 'multipart/form-data', limit: '4kb' });

const notHere = pageWords.useButtonsOrMail;

async function orSayFault(response: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    requestLog(response).error({ fault: describeFault(fault) }, 'page failed');
    const words = pageWords.tryAgain(response.locals.requestId);
    send(response, 500, simplePage(pageWords.wentWrong, words));
  }
}

function expired(response: Response): void {
  const words = pageWords.linkEnded;
  send(response, 404, simplePage(pageWords.linkDead, words));
}

const titles: Readonly<Record<PageVisit['topic']['kind'], string>> = {
  place: pageWords.yourBooking,
  event: pageWords.bookAPlace,
  feedback: pageWords.yourFeedback,
  project: pageWords.yourSchoolInProject,
  joining: pageWords.invitationToProject,
  mails: pageWords.whatYouAreWrittenTo,
  mine: pageWords.yourBookings,
  held: pageWords.whatIsHeld,
};

/** @param isOver there is nothing more to do here: the person has been erased */
function show(request: Request, response: Response, { topic }: PageVisit, answer: PageAnswer, isOver = false): void {
  const drawing = { path: request.path, offers: (verb: string) => mayOnPage(topic, verb) };
  const [first] = answer;
  const title = (first && titleOf(first)) ?? titles[topic.kind];
  const replies = answer.map((reply, index) => replyHtml(reply, drawing, index === 0));
  const below = isOver ? [] : [menuHtml(topic.kind, drawing), backHtml(request, topic.kind)];
  const foot =
    '<p class="note foot">This page is for you alone: please do not pass its link on. <a href="/privacy">Privacy notice</a></p>';
  send(response, 200, brandedPage(title, [...replies, ...below, foot].filter(Boolean).join('\n')));
}

function menuHtml(kind: PageVisit['topic']['kind'], drawing: PageDrawing): string {
  const actions = pageMenu[kind];
  return actions.length > 0 ? `<nav>${cardHtml({ fallback: '', blocks: [], actions }, drawing, false)}</nav>` : '';
}

function backHtml({ method, query, path }: Request, kind: PageVisit['topic']['kind']): string {
  return method === 'POST' || query.show ? `<p><a href="${escapeHtml(path)}">Back to ${backTo[kind]}</a></p>` : '';
}

const backTo: Readonly<Record<PageVisit['topic']['kind'], string>> = {
  place: 'your booking',
  event: 'the event',
  feedback: 'your feedback',
  project: 'your school in the project',
  joining: 'the project',
  mails: 'what you are written to about',
  mine: 'all your bookings',
  held: 'what is held about you',
};

function titleOf(reply: PlainReply): string | undefined {
  if (reply.kind === 'form') return reply.form.title;
  if (reply.kind === 'text') return undefined;
  return reply.card.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))[0];
}

function send(response: Response, status: number, html: string): void {
  response.status(status).type('html').send(html);
}
