import type { Application } from '@microsoft/teams-ai/lib/Application.js';
import type { Activity, TurnContext } from 'botbuilder';
import { json, type Request, type Response, Router } from 'express';
import type { Log } from '../../service/log.js';
import type { TeamsSettings } from '../../settings/config.js';
import { parseActivity, type TeamsActivity, tenantsOf } from './activity.js';
import type { StaffroomTeamsAdapter } from './adapter.js';

/** An activity that was let in. */
export interface Inbound {
  readonly activity: TeamsActivity;
  /** Carries the request's id. */
  readonly log: Log;
  /** Whether an address that came with the activity may be asked. */
  readonly mayFetch: (address: URL) => boolean;
}

interface Ingress {
  readonly settings: TeamsSettings | undefined;
  readonly adapter: StaffroomTeamsAdapter;
  readonly application: Application;
  readonly log: Log;
}

const inboundKey = Symbol('inbound');

/** The activity of a turn that came through `messagesRoute`. */
export function inboundOf(context: TurnContext): Inbound {
  return context.turnState.get<Inbound>(inboundKey);
}

/** `POST /api/messages`: 400 for what is no activity, 401 for who is not Teams, 403 for whom we do not serve. */
export function messagesRoute(ingress: Ingress): Router {
  const router = Router();
  router.post('/api/messages', json({ limit: '256kb' }), async (request: Request, response: Response) => {
    const raw: unknown = request.body;
    const activity = parseActivity(raw);
    // The server puts the request's own log there.
    const log = (response.locals.log as Log | undefined) ?? ingress.log;
    if (!activity) return refuse(response, 400, 'This is not an activity of Microsoft Teams.');
    const stranger = refusalBeforeToken(ingress, activity, request);
    if (stranger) return refuse(response, 403, stranger);
    const authorization = request.headers.authorization ?? '';
    const vouched = await ingress.adapter.authenticate(raw as Activity, authorization);
    if (!vouched) return refuse(response, 401, 'This does not prove to come from Microsoft Teams.');
    if (!isTenantAllowed(ingress.settings, activity)) {
      log.warn({ tenants: tenantsOf(activity) }, 'tenant refused: add it to TEAMS_ALLOWED_TENANTS to let it in');
      return refuse(response, 403, 'This organisation may not use this service.');
    }
    const answer = await ingress.adapter.run(vouched, raw as Activity, async (context) => {
      context.turnState.set(inboundKey, { activity, log, mayFetch: mayFetch(ingress.settings) } satisfies Inbound);
      await ingress.application.run(context);
    });
    response.status(answer?.status ?? 200);
    if (answer?.body === undefined) response.end();
    else response.json(answer.body);
  });
  router.all('/api/messages', (_request: Request, response: Response) => {
    response.setHeader('Allow', 'POST');
    refuse(response, 405, 'Only POST is answered here.');
  });
  return router;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error, requestId: response.locals.requestId });
}

/**
 * Other channels of the same Azure bot (Web Chat and Direct Line are on by default) carry good tokens too, and let their
 * users choose who they are. In playground mode a web page must not reach the bot by a name that it points at this
 * machine, nor make the bot write elsewhere.
 */
function refusalBeforeToken(ingress: Ingress, activity: TeamsActivity, request: Request): string | undefined {
  if (activity.channelId !== 'msteams') return 'Only Microsoft Teams is served.';
  if (ingress.settings) return undefined;
  const here = isThisMachine(new URL(activity.serviceUrl).hostname) && isThisMachine(request.hostname);
  return here ? undefined : 'Without Teams credentials only this machine is served.';
}

function isThisMachine(host: string | undefined): boolean {
  return host !== undefined && ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host);
}

/** In playground mode everybody; else whoever takes part must be of an allowed tenant. */
function isTenantAllowed(settings: TeamsSettings | undefined, activity: TeamsActivity): boolean {
  if (!settings) return true;
  const tenants = tenantsOf(activity);
  return tenants.length > 0 && tenants.every((tenant) => settings.allowedTenants.includes(tenant));
}

function mayFetch(settings: TeamsSettings | undefined): (address: URL) => boolean {
  return (address) => (settings ? address.protocol === 'https:' : isThisMachine(address.hostname));
}
