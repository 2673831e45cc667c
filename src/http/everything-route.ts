import { type Request, type Response, Router } from 'express';
import { mayExportEverything, noteEverythingExported } from '../app/privacy/export-everything.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** Streams all records as a ZIP file. */
type PackEverything = () => AsyncIterable<Uint8Array>;

/** `GET /everything/<token>.zip`: all tables, for the administrator the link was signed for. */
export function everythingRoute(files: PrivateFiles, pack: PackEverything): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewEverything;
    const link = { purpose: 'everything', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor }) => {
      if (!mayExportEverything(actor)) return undefined;
      const make = async () => {
        // Recorded before the first byte is sent, because a partial download counts too.
        await noteEverythingExported(core, actor);
        return pack();
      };
      const day = core.clock.now().toISOString().slice(0, 10);
      return { name: `staffroom-${day}.zip`, type: 'application/zip', make };
    });
  };
  router.get('/everything/:token.zip', give);
  router.post('/everything/:token.zip', give);
  return router;
}
