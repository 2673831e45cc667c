import type { Express, Request, Response } from 'express';
import type { Metrics } from './metrics.js';

/** `GET /metrics`, for a collector on this machine; 404 for everybody else. */
export function serveMetrics(app: Express, metrics: Metrics): void {
  app.get('/metrics', async (request: Request, response: Response, next) => {
    if (!isFromThisMachine(request)) {
      next();
      return;
    }
    const text = await metrics.registry.metrics();
    response.type(metrics.registry.contentType).send(text);
  });
}

/** Behind a local proxy every request looks local, but has forwarding headers. */
function isFromThisMachine(request: Request): boolean {
  const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'].some((name) => name in request.headers);
  const address = request.socket.remoteAddress ?? '';
  return !forwarded && (address === '::1' || /^(::ffff:)?127\./.test(address));
}
