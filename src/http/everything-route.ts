import { Router } from 'express';
import { mayExportEverything, noteEverythingExported } from '../app/privacy/export-everything.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

/** Everything that is held, as the bytes of a ZIP file, made while it is read. */
export type PackEverything = () => AsyncIterable<Uint8Array>;

/** `GET /everything/<token>.zip`: all tables, for the administrator the link was signed for. */
export function everythingRoute(files: PrivateFiles, pack: PackEverything): Router {
  const { core } = files;
  const router = Router();
  router.get('/everything/:token.zip', (request, response) => {
    const renewal = 'Say "export everything" for a new one.';
    const link = { purpose: 'everything', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor }) => {
      if (!mayExportEverything(actor)) return undefined;
      const make = async () => {
        // Before the first byte leaves: what was begun may have been read.
        await noteEverythingExported(core, actor);
        return pack();
      };
      const day = core.clock.now().toISOString().slice(0, 10);
      return { name: `staffroom-${day}.zip`, type: 'application/zip', make };
    });
  });
  return router;
}
