import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { Metrics } from './metrics.js';

/** `GET /metrics`, for whoever shows the token as `Authorization: Bearer …`. To everybody else it does not exist. */
export function serveMetrics(
  app: Express,
  { figures, token }: { readonly figures: Metrics; readonly token: string },
): void {
  app.get('/metrics', async (request: Request, response: Response, next) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      next();
      return;
    }
    const text = await figures.registry.metrics();
    response.type(figures.registry.contentType).send(text);
  });
}

/** In a time that tells nothing of where they differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
