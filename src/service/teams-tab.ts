import type { Router } from 'express';
import type { AuthenticationOverrides } from '../channels/teams/authentication.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { createTab, type EmailOf } from '../conversation/turns/answer-tab.js';
import { createTabTokenReader } from '../http/teams-tab/entra-token.js';
import { tabRoute } from '../http/teams-tab/tab-route.js';
import type { Config } from '../settings/config.js';

/** The personal tab in Teams; none in playground mode, where nobody signs in. */
export function teamsTabRoutes(
  config: Config,
  services: Services,
  emailOf: EmailOf,
  authentication: AuthenticationOverrides | undefined,
): readonly Router[] {
  const { teams: settings, publicUrl } = config;
  if (!settings) return [];
  return [
    tabRoute({
      readToken: createTabTokenReader({
        settings,
        publicUrl,
        clock: services.core.clock,
        keysOf: authentication?.entraKeys,
      }),
      answer: createTab(services, emailOf),
      chat: `https://teams.microsoft.com/l/chat/0/0?users=28:${settings.appId}`,
    }),
  ];
}
