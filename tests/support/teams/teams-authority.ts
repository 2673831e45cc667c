import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AuthenticationOverrides } from '../../../src/channels/teams/authentication.js';
import type { TeamsSettings } from '../../../src/settings/config.js';
import { closeServer } from './teams-connector.js';

/** What a token says; a test changes what it wants to be wrong. */
export interface Claims {
  readonly audience?: string;
  readonly issuer?: string;
  readonly serviceUrl?: string;
  /** Seconds from now; negative is over. The SDK tolerates five minutes. */
  readonly expiresIn?: number;
  /** Signs with a key that the document does not list, under the name of one that it does. */
  readonly wrongKey?: boolean;
}

/** What the directory's token for the tab says. */
export interface TabClaims {
  /** The person's object id. */
  readonly user: string;
  readonly tenant?: string;
  readonly name?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly scope?: string;
  /** Seconds from `now`; negative is over. */
  readonly expiresIn?: number;
  readonly wrongKey?: boolean;
}

/** Stands for Microsoft's login: an OpenID document with one key, and tokens signed with it. */
export interface FakeAuthority {
  readonly settings: TeamsSettings;
  readonly overrides: AuthenticationOverrides;
  /** @param serviceUrl of the activity that the token is for, to the slash */
  token(serviceUrl: string, claims?: Claims): Promise<string>;
  /** The access token that Teams gives the tab (version 2.0 of Microsoft Entra's). @param now of the service */
  tabToken(claims: TabClaims, now: Date): Promise<string>;
  close(): Promise<void>;
}

const issuer = 'https://api.botframework.com';
const keyId = 'key-of-the-test';

/** @param tenants that may use the bot; the first is the bot's own */
export async function fakeAuthority(...tenants: readonly string[]): Promise<FakeAuthority> {
  const [right, wrong] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const { n, e } = await exportJWK(right.publicKey);
  const keys = [{ kty: 'RSA', use: 'sig', kid: keyId, n, e, endorsements: ['msteams'] }];
  // The SDK keeps keys by their address for ever, and a port may come again.
  const openIdPath = `/openid/${randomUUID()}`;
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const openId = { issuer, jwks_uri: `http://127.0.0.1:${port}/keys${openIdPath}` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.startsWith('/keys') ? { keys } : openId));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const appId = '11111111-2222-4333-8444-555555555555';
  return {
    settings: { appId, appPassword: 'not-asked-for', tenantId: tenants[0] ?? '', allowedTenants: tenants },
    overrides: {
      openIdUrl: `http://127.0.0.1:${port}${openIdPath}`,
      entraKeys: (tenant) => `http://127.0.0.1:${port}/keys/${tenant}`,
      isConnector: ({ hostname }) => hostname === '127.0.0.1',
      isFileStore: ({ hostname }) => hostname === '127.0.0.1',
      outboundToken: 'from-the-bot',
    },
    token: (serviceUrl, claims = {}) =>
      new SignJWT({ serviceurl: claims.serviceUrl ?? serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setIssuer(claims.issuer ?? issuer)
        .setAudience(claims.audience ?? appId)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.expiresIn ?? 3600))
        .sign(claims.wrongKey ? wrong.privateKey : right.privateKey),
    tabToken: (claims, now) => {
      const tenant = claims.tenant ?? tenants[0] ?? '';
      const at = Math.floor(now.getTime() / 1000);
      const { user, name = 'Sam Okafor', scope = 'access_as_user' } = claims;
      return new SignJWT({ oid: user, tid: tenant, name, scp: scope, ver: '2.0' })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setIssuer(claims.issuer ?? `https://login.microsoftonline.com/${tenant}/v2.0`)
        .setAudience(claims.audience ?? appId)
        .setIssuedAt(at)
        .setExpirationTime(at + (claims.expiresIn ?? 3600))
        .sign(claims.wrongKey ? wrong.privateKey : right.privateKey);
    },
    close: () => closeServer(server),
  };
}
