import { type Request, type Response, Router } from 'express';
import { readYearPage } from '../../app/board/year-links.js';
import { noteYearTaken, readYear, type YearRecord } from '../../app/board/year-pages.js';
import { readHolder } from '../../app/people/link-actors.js';
import { type PrivateFiles, sayExpired, sendPrivateFile } from '../private-file.js';
import { pageWords } from '../words/page-words.js';
import { yearPage } from './year-page.js';

const renewal = pageWords.renewYear;

/**
 * `GET /years/<token>`: the yearly page of a school or a part of the area, for the head or board member that the link was signed
 * for; it only reads, and names nobody. `/years/<token>.xlsx` is the same as a spreadsheet.
 */
export function yearRoute(files: PrivateFiles, makeFile: (record: YearRecord) => Promise<Buffer>): Router {
  const { core, signer } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const link = { purpose: 'year', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      const page = readYearPage(subject);
      const record = page && (await readYear(core, actor, page));
      if (!page || !record) return undefined;
      const make = async () => {
        await noteYearTaken(core, actor, page);
        return makeFile(record);
      };
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return { name: `year-${page.year}.xlsx`, type, make };
    });
  };
  router.get('/years/:token.xlsx', give);
  router.post('/years/:token.xlsx', give);
  router.get('/years/:token', async (request, response) => {
    const token = request.params.token ?? '';
    const holder = await readHolder(core, signer, 'year', token);
    const page = holder && readYearPage(holder.subject);
    const record = page && (await readYear(core, holder.actor, page));
    if (!record) return sayExpired(response, renewal);
    response.type('html').send(yearPage(record, core.timeZone, `${token}.xlsx`));
  });
  return router;
}
