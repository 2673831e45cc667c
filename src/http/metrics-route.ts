import type { Express, Request, Response } from 'express';
import type { Metrics } from './metrics.js';

/** `GET /metrics`, for a collector on this machine only. To everybody else it does not exist. */
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

/** A proxy on this machine makes everybody look local, but says that it forwards. */
function isFromThisMachine(request: Request): boolean {
  const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'].some((name) => name in request.headers);
  const address = request.socket.remoteAddress ?? '';
  return !forwarded && (address === '::1' || /^(::ffff:)?127\./.test(address));
}
