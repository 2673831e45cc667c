import { type Request, type Response, Router } from 'express';
import { noteDownload, readOwnData } from '../app/privacy/own-data.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

/** `GET /my-data/<token>.json`: all that is held about the person the link was signed for. */
export function ownDataRoute(files: PrivateFiles): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = 'Ask "download my data" in the chat for a new one.';
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
  router.get('/my-data/:token.json', give);
  router.post('/my-data/:token.json', give);
  return router;
}
