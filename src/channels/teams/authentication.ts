import {
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentials,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { TeamsSettings } from '../../settings/config.js';

/** Replaces Microsoft as the authority in tests without a network. */
export interface AuthenticationOverrides {
  /** Address of an OpenID document with `jwks_uri`. Its keys are cached for ever, so a new key needs a new address. */
  readonly openIdUrl: string;
  /** Address of the keys that a tenant's directory signs with. */
  readonly entraKeys: (tenant: string) => string;
  /** Beside Microsoft's own hosts, whether messages may be sent to an address. */
  readonly isConnector: (address: URL) => boolean;
  /** Beside Microsoft's own stores, whether attached files may be fetched from an address of this machine. */
  readonly isFileStore: (address: URL) => boolean;
  /** What the bot shows the connector instead of a token from Microsoft. */
  readonly outboundToken: string;
}

/** The SDK's configuration; without settings nothing is authenticated. @throws when an id that it needs is empty */
export function authenticationFor(settings: TeamsSettings | undefined, overrides?: AuthenticationOverrides) {
  if (!settings) return { config: {}, credentials: undefined };
  // An empty id would silently disable authentication.
  if (!settings.appId || !settings.appPassword || !settings.tenantId) {
    throw new Error(
      'The Teams credentials are incomplete: set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID',
    );
  }
  const { appId, appPassword, tenantId } = settings;
  const config = {
    MicrosoftAppId: appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: appPassword,
  };
  return overrides
    ? { config: { ...config, ...authority(overrides.openIdUrl) }, credentials: fixedCredentials(appId, overrides) }
    : { config, credentials: new PasswordServiceClientCredentialFactory(appId, appPassword, tenantId) };
}

/** All must be set, because setting one disables the defaults of the others. */
function authority(openIdUrl: string) {
  return {
    ToChannelFromBotLoginUrl: 'https://login.example',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://token.example',
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
  };
}

function fixedCredentials(appId: string, overrides: AuthenticationOverrides): ServiceClientCredentialsFactory {
  const credentials: ServiceClientCredentials = {
    signRequest: async (request) => {
      request.headers.set('authorization', `Bearer ${overrides.outboundToken}`);
      return request;
    },
  };
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials,
  };
}
