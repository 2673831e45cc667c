import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { AccountKey } from '../../domain/account.js';
import type { Clock } from '../../domain/clock.js';
import type { TeamsSettings } from '../../settings/config.js';

/** Who opened the tab, as their organisation's directory vouches for it. */
export interface TabVisitor {
  readonly account: AccountKey;
  readonly name: string;
}

/** `stranger`: of an organisation that may not use this service. `unsigned`: the token proves nothing, or has ended. */
export type TabIdentity = TabVisitor | 'stranger' | 'unsigned';

/** @throws when the directory's keys cannot be fetched */
export type ReadTabToken = (authorization: string | undefined) => Promise<TabIdentity>;

interface TokenChecks {
  readonly settings: TeamsSettings;
  /** Where people's browsers reach the service: the token's audience may be named by its host. */
  readonly publicUrl: string;
  readonly clock: Clock;
  /** Where a tenant's signing keys are; Microsoft's own unless a test stands in for it. */
  readonly keysOf?: ((tenant: string) => string) | undefined;
}

/** The scope of "Expose an API" in the app registration, by which Teams may ask for a token for its tab. */
const scope = 'access_as_user';

/**
 * Checks the access token that Teams gives the tab for its own service ("Enable SSO for tab app", "Access tokens in the
 * Microsoft identity platform"): signed by a key of the tenant, for us, issued by that tenant, in time, for a person.
 */
export function createTabTokenReader({
  settings,
  publicUrl,
  clock,
  keysOf = microsoftKeys,
}: TokenChecks): ReadTabToken {
  const audience = audiencesOf(settings, publicUrl);
  const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
  const keysFor = (tenant: string) => {
    const known = keys.get(tenant) ?? createRemoteJWKSet(new URL(keysOf(tenant)), { timeoutDuration: 4_000 });
    keys.set(tenant, known);
    return known;
  };
  return async (authorization) => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
    // Read before it is checked: only to know whose keys to check it with, and those of a tenant that is served.
    const tenant = claimsOf(token)?.tid;
    if (typeof tenant !== 'string') return 'unsigned';
    if (!settings.allowedTenants.includes(tenant)) return 'stranger';
    try {
      const { payload } = await jwtVerify(token, keysFor(tenant), {
        algorithms: ['RS256'],
        audience,
        issuer: issuersOf(tenant),
        currentDate: clock.now(),
        clockTolerance: 60,
        requiredClaims: ['exp', 'oid'],
      });
      return visitorOf(payload, tenant);
    } catch (fault) {
      if (isOfToken(fault)) return 'unsigned';
      throw new Error(
        'The keys of Microsoft Entra could not be fetched: check that this machine reaches the internet',
        {
          cause: fault,
        },
      );
    }
  };
}

function microsoftKeys(tenant: string): string {
  return `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`;
}

/** Version 2 of the tokens names the application by its id; version 1 by its address, as the manifest has it. */
function audiencesOf({ appId }: TeamsSettings, publicUrl: string): string[] {
  return [appId, `api://${new URL(publicUrl).host}/botid-${appId}`];
}

function issuersOf(tenant: string): string[] {
  return [`https://login.microsoftonline.com/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`];
}

function visitorOf(payload: JWTPayload, tenant: string): TabIdentity {
  const { oid, tid, scp, name } = payload;
  const mayAsk = typeof scp === 'string' && scp.split(' ').includes(scope);
  if (tid !== tenant || typeof oid !== 'string' || oid === '' || !mayAsk) return 'unsigned';
  return { account: { platform: 'teams', tenant, user: oid }, name: typeof name === 'string' ? name : '' };
}

function claimsOf(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

/** Whether the token is at fault, and not the way to the keys. */
function isOfToken(fault: unknown): boolean {
  const ofKeys = fault instanceof errors.JWKSTimeout || fault instanceof errors.JWKSInvalid;
  const isNoAnswer = fault instanceof errors.JOSEError && fault.code === 'ERR_JOSE_GENERIC';
  return fault instanceof errors.JOSEError && !ofKeys && !isNoAnswer;
}
