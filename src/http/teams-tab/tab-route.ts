import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, Router } from 'express';
import type { AnswerTab, TabAnswer } from '../../conversation/turns/answer-tab.js';
import { describeFault } from '../../domain/describe-fault.js';
import { escapeHtml } from '../html.js';
import { readPagePost } from '../personal/read-page-post.js';
import { replyHtml } from '../personal/reply-html.js';
import { requestLog } from '../server.js';
import { pageWords } from '../words/page-words.js';
import type { ReadTabToken, TabVisitor } from './entra-token.js';
import { tabPage } from './tab-page.js';

/** The hosts that show Teams' tabs ("Tab requirements"): its own, and those it is moving to; the government clouds'. */
const teamsHosts = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://teams.cloud.microsoft',
  'https://gov.teams.microsoft.us',
  'https://dod.teams.microsoft.us',
];

/** Only this page may stand in a frame, and only in Teams. Its one script is ours. */
const tabPolicy = `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors ${teamsHosts.join(' ')}`;

interface TabRoute {
  readonly readToken: ReadTabToken;
  readonly answer: AnswerTab;
  /** A link into the chat with the bot. */
  readonly chat: string;
}

/**
 * The personal tab *My Staffroom*. `GET /teams/my` is the page, the same for everybody; `/teams/my.js` its script;
 * `GET /teams/my/content` what is on it for whoever's token comes with it, and `POST` does what was pressed. 401 without a token
 * that proves who asks, 403 for another organisation. There are no cookies, so that no other site can act in anybody's name.
 */
export function tabRoute(tab: TabRoute): Router {
  const router = Router();
  router.get('/teams/my', (_request, response) => {
    response.set('content-security-policy', tabPolicy).type('html').send(tabPage());
  });
  router.get('/teams/my.js', async (_request, response) => {
    response.type('text/javascript').send(await script());
  });
  router.get('/teams/my/content', (request, response) =>
    forVisitor(tab, request, response, (visitor) => tab.answer.home(visitor)),
  );
  router.post('/teams/my/content', express.urlencoded({ extended: false, limit: '64kb' }), (request, response) =>
    forVisitor(tab, request, response, async (visitor) => {
      const act = readPagePost(request.body);
      const carried: unknown = Reflect.get(Object(request.body), 'carried');
      return act ? tab.answer.act(visitor, act, typeof carried === 'string' ? carried : '') : tab.answer.home(visitor);
    }),
  );
  return router;
}

/** Bundled beside the program; a run of the tests builds it with the programs of threads. */
function script(): Promise<string> {
  const beside = fileURLToPath(new URL('.', import.meta.url));
  return readFile(join(process.env.BUILT_THREADS ?? beside, 'teams-tab.js'), 'utf8');
}

async function forVisitor(
  tab: TabRoute,
  request: Request,
  response: Response,
  answer: (visitor: TabVisitor) => Promise<TabAnswer>,
): Promise<void> {
  try {
    const visitor = await tab.readToken(request.headers.authorization);
    if (visitor === 'unsigned') return say(response, 401, ...unsigned);
    if (visitor === 'stranger') return say(response, 403, ...stranger);
    const { replies, carried, isHome } = await answer(visitor);
    const drawing = { path: 'my/content', offers: () => true };
    // The first card's heading is the bot's name, which stands above the tab already.
    const parts = replies.map((reply, at) => replyHtml(reply, drawing, isHome && at === 0));
    const foot = isHome ? chatLink(tab.chat) : '<p><a href="#home">Back to My Staffroom</a></p>';
    response.json({ html: [head, ...parts, foot].join('\n'), ...(carried ? { carried } : {}) });
  } catch (fault) {
    requestLog(response).error({ fault: describeFault(fault) }, 'tab failed');
    const words = pageWords.tryAgain(response.locals.requestId);
    say(response, 500, pageWords.wentWrong, words);
  }
}

const head = '<h1 tabindex="-1">My Staffroom</h1>';

function chatLink(address: string): string {
  return `<p class="note foot">Ask me anything else in the chat. <a href="${escapeHtml(address)}">Open the chat</a></p>`;
}

const unsigned = [pageWords.signInEnded, pageWords.teamsDidNotConfirm] as const;
const stranger = [pageWords.organisationNotAllowed, pageWords.askToBeLetIn] as const;

function say(response: Response, status: number, title: string, words: string): void {
  const html = `<h1 tabindex="-1">${escapeHtml(title)}</h1>\n<p role="status" class="standing warning">${escapeHtml(words)}</p>\n<p><a class="button" href="#home">Try again</a></p>`;
  response.status(status).json({ html });
}
