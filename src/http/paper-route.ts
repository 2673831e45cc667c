import { Router } from 'express';
import type { Core } from '../app/core.js';
import { actorOfLink } from '../app/link-actors.js';
import type { LinkSigner } from '../app/links.js';
import type { PaperData } from '../app/paper-data.js';
import { findPaper, notePaperTaken } from '../app/papers.js';

export type PaperFormat = 'docx' | 'xlsx';

/** Makes a paper's file from what was frozen of it. */
export type MakePaperFile = (data: PaperData, format: PaperFormat) => Promise<Buffer>;

const types: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /papers/<token>.docx` or `.xlsx`: a committee paper, for the board member the link was signed for. */
export function paperRoute(core: Core, signer: LinkSigner, makeFile: MakePaperFile): Router {
  const router = Router();
  router.get('/papers/:file', async (request, response) => {
    const [, token = '', format] = /^(.*)\.(docx|xlsx)$/.exec(request.params.file ?? '') ?? [];
    const id = signer.read('paper', token, core.clock.now());
    const [accountId = '', paperId = ''] = id?.split('_') ?? [];
    const actor = await actorOfLink(core, accountId);
    const paper = actor && (await findPaper(core, actor, paperId));
    if (!actor || !paper || (format !== 'docx' && format !== 'xlsx')) {
      response
        .status(404)
        .type('text/plain')
        .send('This link has expired. Ask "committee papers" in the chat for a new one.');
      return;
    }
    await notePaperTaken(core, actor, paperId, format);
    const { from, to } = paper.data;
    response
      .set({
        'content-type': types[format],
        'content-disposition': `attachment; filename="committee-paper-${from}-to-${to}.${format}"`,
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(await makeFile(paper.data, format));
  });
  return router;
}
