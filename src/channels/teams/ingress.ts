import type { Application } from '@microsoft/teams-ai/lib/Application.js';
import type { Activity, TurnContext } from 'botbuilder';
import { json, type Request, type Response, Router } from 'express';
import type { Log } from '../../service/log.js';
import type { TeamsSettings } from '../../settings/config.js';
import { isThisMachine } from '../public-addresses.js';
import { parseActivity, type TeamsActivity, tenantsOf } from './activity.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import type { AuthenticationOverrides } from './authentication.js';
import { connectorsOf, type FileStore, fileStoreOf } from './known-hosts.js';
import { teamsWords } from './teams-words.js';

/** An authenticated activity. */
export interface Inbound {
  readonly activity: TeamsActivity;
  /** The request's logger, with its id. */
  readonly log: Log;
  /** Where a URL from the activity may be fetched from. */
  readonly store: FileStore;
}

interface Ingress {
  readonly settings: TeamsSettings | undefined;
  readonly adapter: StaffroomTeamsAdapter;
  readonly application: Application;
  readonly log: Log;
  readonly overrides?: AuthenticationOverrides;
}

const inboundKey = Symbol('inbound');

/** The activity that `messagesRoute` stored in a turn. */
export function inboundOf(context: TurnContext): Inbound {
  return context.turnState.get<Inbound>(inboundKey);
}

/** `POST /api/messages`: 400 for an invalid activity, 401 when it is not from Teams, 403 for a tenant that is not served. */
export function messagesRoute(ingress: Ingress): Router {
  const router = Router();
  router.post('/api/messages', json({ limit: '256kb' }), async (request: Request, response: Response) => {
    const raw: unknown = request.body;
    const activity = parseActivity(raw);
    // The server puts the request's own log there.
    const log = (response.locals.log as Log | undefined) ?? ingress.log;
    if (!activity) return refuse(response, 400, teamsWords.noActivity);
    const stranger = refusalBeforeToken(ingress, activity, request);
    if (stranger) return refuse(response, 403, stranger);
    const authorization = request.headers.authorization ?? '';
    const vouched = isFromConnector(ingress.settings, authorization)
      ? await ingress.adapter.authenticate(raw as Activity, authorization)
      : undefined;
    if (!vouched) return refuse(response, 401, teamsWords.notProven);
    if (!isTenantAllowed(ingress.settings, activity)) {
      log.warn({ tenants: tenantsOf(activity) }, 'tenant refused: add it to TEAMS_ALLOWED_TENANTS to let it in');
      return refuse(response, 403, teamsWords.organisationNotAllowed);
    }
    const answer = await ingress.adapter.run(vouched, raw as Activity, async (context) => {
      context.turnState.set(inboundKey, {
        activity,
        log,
        store: fileStoreOf(ingress.settings, ingress.overrides),
      } satisfies Inbound);
      await ingress.application.run(context);
    });
    response.status(answer?.status ?? 200);
    if (answer?.body === undefined) response.end();
    else response.json(answer.body);
  });
  router.all('/api/messages', (_request: Request, response: Response) => {
    response.setHeader('Allow', 'POST');
    refuse(response, 405, teamsWords.onlyPost);
  });
  return router;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error, requestId: response.locals.requestId });
}

/**
 * Other channels of the same Azure bot (Web Chat and Direct Line are on by default) have valid tokens too, but let users
 * choose their identity. In playground mode a web page must not reach the bot by DNS rebinding, nor make it write elsewhere.
 */
function refusalBeforeToken(ingress: Ingress, activity: TeamsActivity, request: Request): string | undefined {
  if (activity.channelId !== 'msteams') return teamsWords.onlyTeamsServed;
  const answerable = connectorsOf(ingress.settings, ingress.overrides)(new URL(activity.serviceUrl));
  if (ingress.settings) return answerable ? undefined : teamsWords.onlyTeamsAnswered;
  const here = answerable && isThisMachine(request.hostname);
  return here ? undefined : teamsWords.onlyThisMachine;
}

/**
 * The SDK accepts tokens of the Bot Framework Emulator too, which anybody's Azure account can be given; their issuer is a
 * login, not the connector. Whether the token is genuine is checked after.
 */
function isFromConnector(settings: TeamsSettings | undefined, authorization: string): boolean {
  if (!settings) return true;
  const claims = claimsOf(authorization);
  return connectorIssuers.some((issuer) => claims.iss === issuer) && typeof claims.serviceurl === 'string';
}

/** "Authentication with the Bot Connector API": the issuer of the commercial cloud, and of the American government's. */
const connectorIssuers = ['https://api.botframework.com', 'https://api.botframework.us'];

function claimsOf(authorization: string): Readonly<Record<string, unknown>> {
  try {
    const payload = authorization.split('.')[1] ?? '';
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** In playground mode everybody; otherwise all tenants involved must be allowed. */
function isTenantAllowed(settings: TeamsSettings | undefined, activity: TeamsActivity): boolean {
  if (!settings) return true;
  const tenants = tenantsOf(activity);
  return tenants.length > 0 && tenants.every((tenant) => settings.allowedTenants.includes(tenant));
}
