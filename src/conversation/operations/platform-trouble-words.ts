import type { Trouble } from '../../app/messages/platform-trouble.js';
import type { Platform } from '../../domain/account.js';
import { sayMoment } from '../../domain/when.js';

export const platformNames: Readonly<Record<Platform, string>> = { teams: 'Teams', slack: 'Slack' };

/** `Slack has refused me since Thursday 15 October 2026, 9:30am (invalid_auth)` */
export function sayTrouble({ platform, code, since }: Trouble, zone: string): string {
  return `${platformNames[platform]} has refused me since ${sayMoment(since, zone)} (${code})`;
}

const signIn =
  'the token of the bot is not accepted. Whoever runs the service copies the present one into its settings and starts it again';
const removed =
  'the app was taken out of the workspace. Install it again, put its token into the settings and start the service again';

/** What each code of Slack asks for (https://docs.slack.dev/reference/methods/chat.postMessage, "Errors"). */
const slackRemedies: Readonly<Record<string, string>> = {
  invalid_auth: signIn,
  not_authed: signIn,
  token_expired: signIn,
  not_allowed_token_type: signIn,
  token_revoked: removed,
  account_inactive: removed,
  app_uninstalled: removed,
  tokens_revoked: removed,
  org_login_required: 'the workspace is being moved into an organisation. Wait until its owners have finished that',
  team_added_to_org: 'the workspace is being moved into an organisation. Wait until its owners have finished that',
  team_access_not_granted:
    'the organisation has not let the app into this workspace. Its owners add the workspace to the app',
  ekm_access_denied: 'the organisation has withdrawn its encryption key. Its owners can give it back',
  missing_scope: 'the app may not do what the service needs. Install it again with manifests/slack.json',
};

/** What each code of Teams asks for ("Status codes from bot conversational APIs"). */
const teamsRemedies: Readonly<Record<string, string>> = {
  BotDisabledByAdmin:
    'an administrator of that organisation has blocked the app. They allow it again in the Teams admin centre, under Manage apps',
  BotNotRegistered:
    'the bot is not registered any more. Whoever runs the service looks at the Azure Bot and its Teams channel',
  NoToken:
    'Microsoft gives the bot no token. Whoever runs the service makes a new client secret in Azure, puts it into the settings and starts it again',
  InvalidBotApiHost: 'that organisation is in another cloud of Microsoft, which has to be set up for the bot in Azure',
};

/** What somebody has to do about a trouble, as the end of a sentence. */
export function remedyFor({ platform, code }: Pick<Trouble, 'platform' | 'code'>): string {
  if (platform === 'slack')
    return slackRemedies[code] ?? 'whoever runs the service looks up this code in Slack’s documentation';
  if (teamsRemedies[code]) return teamsRemedies[code];
  return 'the app’s sign-in is not accepted, or the app was taken out of this organisation. Whoever runs the service looks at the bot’s password in Azure and at the app in the Teams admin centre';
}
