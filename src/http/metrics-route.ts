import type { Express, Request, Response } from 'express';
import { isSameText } from '../app/same-text.js';
import type { Metrics } from './metrics.js';

/** `GET /metrics`, for whoever shows the token as `Authorization: Bearer …`. To everybody else it does not exist. */
export function serveMetrics(
  app: Express,
  { figures, token }: { readonly figures: Metrics; readonly token: string },
): void {
  app.get('/metrics', async (request: Request, response: Response, next) => {
    if (!isSameText(request.headers.authorization ?? '', `Bearer ${token}`)) {
      next();
      return;
    }
    const text = await figures.registry.metrics();
    response.type(figures.registry.contentType).send(text);
  });
}
