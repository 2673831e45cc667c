import { Router } from 'express';
import QRCode from 'qrcode';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { escapeHtml, htmlPage } from './html.js';
import { pageWords } from './words/page-words.js';

/** Links into the chat, of the platforms that are connected; with this text prefilled where the platform can do that. */
type ReadChatLinks = (words: string) => ReadonlyArray<{ readonly platform: 'Teams' | 'Slack'; readonly url: string }>;

/**
 * `GET /check-in/<token>`: the page behind the QR code on a slide, with the code and links into the chat; and
 * `/check-in/<token>.png`, that QR code. They name the event but nobody who attends it.
 */
export function checkInRoute(core: Core, signer: LinkSigner, publicUrl: string, chatLinks: ReadChatLinks): Router {
  const router = Router();
  router.get('/check-in/:token.png', async (request, response) => {
    const found = await read(core, signer, request.params.token ?? '');
    if (!found) return void response.status(404).type('text/plain').send(pageWords.expired);
    const address = `${publicUrl}/check-in/${request.params.token}`;
    const picture = await QRCode.toBuffer(address, { width: 640, margin: 3, errorCorrectionLevel: 'M' });
    response.type('png').set({ 'cache-control': 'private, max-age=3600' }).send(picture);
  });
  router.get('/check-in/:token', async (request, response) => {
    const found = await read(core, signer, request.params.token ?? '');
    if (!found) return void response.status(404).type('text/plain').send(pageWords.expired);
    response.type('html').send(page(found, chatLinks(`check in ${found.code}`)));
  });
  return router;
}

async function read(core: Core, signer: LinkSigner, token: string) {
  const sessionId = signer.read('check-in', token, core.clock.now());
  if (!sessionId) return undefined;
  const session = await core.prisma.session.findUnique({
    where: { id: sessionId },
    select: { checkInCode: true, event: { select: { title: true } } },
  });
  return session?.checkInCode ? { title: session.event.title, code: session.checkInCode } : undefined;
}

function page({ title, code }: { title: string; code: string }, chats: ReturnType<ReadChatLinks>): string {
  const open = chats
    .map(({ platform, url }) => `<p><a class="open" href="${escapeHtml(url)}">Open the chat in ${platform}</a></p>`)
    .join('\n');
  const style = `body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
.open{display:inline-block;padding:.8rem 1.2rem;background:#1d4f91;color:#fff;border-radius:.4rem;text-decoration:none}`;
  return htmlPage(
    pageWords.checkIn,
    style,
    `<h1>${escapeHtml(title)}</h1>
${open}
<p>Send this to Staffroom in your chat with it: <strong>check in ${code}</strong></p>`,
  );
}
