import { randomUUID } from 'node:crypto';
import { createServer as createNodeServer } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Log } from '../service/log.js';
import { beginRequest } from '../telemetry/spans.js';
import { onTrail } from '../telemetry/trail.js';
import { askReadiness, type Readiness, serveHealth } from './health.js';
import { type HeldPort, listen } from './held-port.js';
import type { Metrics } from './metrics.js';
import { serveMetrics } from './metrics-route.js';
import { stopServer, watchConnections } from './stop-server.js';
import { pageWords } from './words/page-words.js';

export interface HttpServer {
  /** @returns where it listens, once it does. @throws PortFault when the port is taken, with the remedy. */
  listen(port: number, host: string): Promise<{ readonly port: number; readonly host: string }>;
  /** From now on `/readyz` says that no more requests should be sent here; those that come are answered. */
  drain(): void;
  /** Stops accepting requests and waits up to five seconds for running ones. Can be called repeatedly. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly log: Log;
  /** The readiness for `/readyz`. A fault, or no answer within five seconds, means "not ready". */
  readonly ready: () => Promise<Readiness>;
  /** False when only a new process can help, for `/healthz`. */
  readonly alive?: () => boolean;
  /** Adds routes. No body parser runs before them, because Slack needs the raw body. */
  readonly routes?: (app: Express) => void;
  /** Resolves when work that outlasts its response (late answers) is done; awaited by `stop`. */
  readonly settled?: () => Promise<void>;
  /** Without it there is no `/metrics`. */
  readonly metrics?: { readonly figures: Metrics; readonly token: string };
}

/** On every answer; a route that needs something else (a picture that Slack may keep, a page with a script) says so itself. */
const privateByDefault = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Cache-Control', 'private, no-store'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Robots-Tag', 'noindex'],
  [
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
] as const;

/**
 * The one HTTP server: health, metrics, and whatever `routes` adds. Every refusal and fault is JSON without a stack.
 * @param held the port it is to answer on from now on; otherwise call `listen`
 */
export function createServer(options: ServerOptions, held?: HeldPort): HttpServer {
  let stopping = false;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identify(options, () => stopping));
  serveHealth(app, { ...options, stopping: () => stopping });
  if (options.metrics) serveMetrics(app, options.metrics);
  app.use(refuseWhenSilent(options));
  options.routes?.(app);
  app.use((_request: Request, response: Response) => refuse(response, 404, pageWords.nothingHere));
  app.use(answerFaults);
  const server = held?.server ?? createNodeServer(app);
  if (held) held.answer = app;
  const connections = watchConnections(server);
  server.requestTimeout = 30_000;
  // Longer than the 60 seconds of common proxies, so that they never use a connection we are closing.
  server.keepAliveTimeout = 65_000;
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const finished = await stopServer(server, connections, async () => options.settled?.());
    if (!finished) options.log.warn('requests still running at shutdown were cut off');
  };
  return {
    listen: async (port, host) => {
      const { port: at, address } = await listen(server, port, host);
      return { port: at, host: address };
    },
    drain: () => {
      stopping = true;
    },
    stop: () => {
      stopping = true;
      stopped ??= stop();
      return stopped;
    },
  };
}

/** A page that waits this long, while the service is not ready, is refused. Milliseconds. */
const silentAfterMs = 4_000;

/** A browser must not wait for a database that does not answer; a long download of one that does is left alone. */
function refuseWhenSilent(options: ServerOptions) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const look = async () => {
      const { ready } = await askReadiness(options);
      if (ready || response.headersSent) return;
      response.setHeader('Retry-After', '30');
      refuse(response, 503, pageWords.notJustNow);
    };
    if (request.method === 'GET') {
      const timer = setTimeout(() => void look(), silentAfterMs);
      response.once('close', () => clearTimeout(timer));
    }
    next();
  };
}

/** The log of one request: its lines have the id that the caller got in `X-Request-Id`. */
export function requestLog(response: Response): Log {
  return response.locals.log as Log;
}

function identify(options: ServerOptions, stopping: () => boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const requestId = randomUUID();
    const { log } = options;
    response.locals.requestId = requestId;
    response.locals.log = log;
    const traced = untraced.has(request.path) ? undefined : beginRequest();
    response.setHeader('X-Request-Id', requestId);
    for (const [name, value] of privateByDefault) response.setHeader(name, value);
    if (stopping()) response.setHeader('Connection', 'close');
    const started = performance.now();
    response.once('close', () => {
      const ms = performance.now() - started;
      const outcome = {
        method: request.method,
        route: routeOf(request),
        status: response.statusCode,
        ms: Math.round(ms),
      };
      options.metrics?.figures.observe(outcome.method, outcome.route, outcome.status, ms / 1000);
      traced?.end(`${outcome.method} ${outcome.route}`, outcome.status);
      onTrail({ requestId }, () => tellOf(log, outcome));
    });
    onTrail({ requestId }, () => (traced ? traced.run(next) : next()));
  };
}

/** Asked every few seconds by our own machines. */
const untraced = new Set(['/healthz', '/readyz', '/metrics']);

function tellOf(log: Log, outcome: { readonly status: number }): void {
  if (outcome.status >= 500) log.error(outcome, 'request failed');
  else if (outcome.status >= 400) log.warn(outcome, 'request refused');
  else log.debug(outcome, 'request served');
}

/** The route's pattern, never the path itself: signed links and check-in codes are secrets. */
function routeOf(request: Request): string {
  const pattern: unknown = request.route?.path;
  return typeof pattern === 'string' ? `${request.baseUrl}${pattern}` : 'unmatched';
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error, requestId: response.locals.requestId });
}

/** What a body parser throws carries `type` and `status` (http-errors); anything else is our fault. */
function answerFaults(fault: unknown, _request: Request, response: Response, next: NextFunction): void {
  const { type, status } = (typeof fault === 'object' && fault !== null ? fault : {}) as Record<string, unknown>;
  // Refused in the meantime, because the database was silent.
  if (response.writableEnded) return;
  if (response.headersSent) {
    requestLog(response).error({ err: fault }, 'fault after the response had started');
    // Express then cuts the connection: half an answer must not look whole.
    next(fault);
    return;
  }
  const [code, words] = refusalFor(type, status);
  if (code >= 500) requestLog(response).error({ err: fault }, 'fault while answering a request');
  refuse(response, code, words);
}

function refusalFor(type: unknown, status: unknown): [number, string] {
  if (type === 'entity.too.large') return [413, pageWords.bodyTooLarge];
  if (type === 'entity.parse.failed') return [400, pageWords.noJson];
  if (typeof status === 'number' && status >= 400 && status < 500) return [status, pageWords.unreadable];
  return [500, pageWords.wentWrongHere];
}
