import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';

export interface Metrics {
  /** The registry, for further gauges and counters. */
  readonly registry: Registry;
  /** Counts one request. @param route the route's pattern @param seconds until the end of the response */
  observe(method: string, route: string, status: number, seconds: number): void;
}

/** Adds process figures and the duration of requests to a registry, in Prometheus's form. */
export function createMetrics(registry: Registry): Metrics {
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'staffroom_http_request_seconds',
    help: 'Duration of HTTP requests in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    observe: (method, route, status, seconds) => duration.observe({ method, route, status: String(status) }, seconds),
  };
}
