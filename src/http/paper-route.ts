import { Router } from 'express';
import type { PaperData } from '../app/board/paper-data.js';
import { findPaper, notePaperTaken } from '../app/board/papers.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

export type PaperFormat = 'docx' | 'xlsx';

/** Makes a paper's file from what was frozen of it. */
export type MakePaperFile = (data: PaperData, format: PaperFormat) => Promise<Buffer>;

const types: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /papers/<token>.docx` or `.xlsx`: a committee paper, for the board member the link was signed for. */
export function paperRoute(files: PrivateFiles, makeFile: MakePaperFile): Router {
  const { core } = files;
  const router = Router();
  router.get('/papers/:file', (request, response) => {
    const [, token = '', format] = /^(.*)\.(docx|xlsx)$/.exec(request.params.file) ?? [];
    const link = { purpose: 'paper', token, renewal: 'Ask "committee papers" in the chat for a new one.' } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: paperId }) => {
      const paper = await findPaper(core, actor, paperId);
      if (!paper || (format !== 'docx' && format !== 'xlsx')) return undefined;
      const { from, to } = paper.data;
      const make = async () => {
        await notePaperTaken(core, actor, paperId, format);
        return makeFile(paper.data, format);
      };
      return { name: `committee-paper-${from}-to-${to}.${format}`, type: types[format], make };
    });
  });
  return router;
}
