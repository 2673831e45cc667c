import { type Request, type Response, Router } from 'express';
import type { PaperData } from '../app/board/paper-data.js';
import { findPaper, notePaperTaken } from '../app/board/papers.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

type PaperFormat = 'docx' | 'xlsx';

/** Renders the stored data of a paper as a file. */
type MakePaperFile = (data: PaperData, format: PaperFormat) => Promise<Buffer>;

const types: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /papers/<token>.docx` or `.xlsx`: a committee paper, for the board member the link was signed for. */
export function paperRoute(files: PrivateFiles, makeFile: MakePaperFile): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ file: string }>, response: Response) => {
    const [, token = '', format] = /^(.*)\.(docx|xlsx)$/.exec(request.params.file) ?? [];
    const link = { purpose: 'paper', token, renewal: pageWords.renewPaper } as const;
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
  };
  router.get('/papers/:file', give);
  router.post('/papers/:file', give);
  return router;
}
