import type { Express, Request, Response } from 'express';
import type { Log } from '../service/log.js';

/** `checks` has the state of each dependency, such as `{ database: true, migrations: false }`. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks?: Readonly<Record<string, boolean>>;
}

const readyWithinMs = 5_000;

/** `GET /healthz`: this process is alive (200), or must be started again (503). `GET /readyz`: it can serve (200), or not now (503). Both JSON. */
export function serveHealth(
  app: Express,
  options: { log: Log; ready: () => Promise<Readiness>; alive?: () => boolean; stopping: () => boolean },
): void {
  app.get('/healthz', (_request: Request, response: Response) => {
    const alive = options.alive?.() ?? true;
    response.status(alive ? 200 : 503).json({ status: alive ? 'alive' : 'must be started again' });
  });
  app.get('/readyz', async (_request: Request, response: Response) => {
    if (options.stopping()) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    const { ready, checks } = await askReadiness(options);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', ...(checks ? { checks } : {}) });
  });
}

export async function askReadiness(options: { log: Log; ready: () => Promise<Readiness> }): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('The readiness check took too long: look at the database')),
      readyWithinMs,
    );
  });
  try {
    return await Promise.race([options.ready(), late]);
  } catch (fault) {
    options.log.warn({ err: fault }, 'not ready');
    return { ready: false };
  } finally {
    clearTimeout(timer);
  }
}
