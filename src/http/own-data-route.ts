import { type Request, type Response, Router } from 'express';
import { exportOnRequest, findOnRequest } from '../app/privacy/on-request.js';
import { noteDownload, readOwnData } from '../app/privacy/own-data.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** `GET /my-data/<token>.json`: all that is held about the person the link was signed for. */
export function ownDataRoute(files: PrivateFiles): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewOwnData;
    const link = { purpose: 'own-data', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor }) => {
      const make = async () => {
        const data = await readOwnData(core, actor);
        await noteDownload(core, actor);
        return JSON.stringify(data, null, 2);
      };
      return { name: 'my-data.json', type: 'application/json; charset=utf-8', make };
    });
  };
  const giveOfSomebody = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewPersonData;
    const link = { purpose: 'person-data', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      if ((await findOnRequest(core, actor, subject)) === undefined) return undefined;
      const make = async () => {
        const data = await exportOnRequest(core, actor, subject);
        return data && JSON.stringify(data, null, 2);
      };
      return { name: 'held-data.json', type: 'application/json; charset=utf-8', make };
    });
  };
  router.get('/person-data/:token.json', giveOfSomebody);
  router.post('/person-data/:token.json', giveOfSomebody);
  router.get('/my-data/:token.json', give);
  router.post('/my-data/:token.json', give);
  return router;
}
