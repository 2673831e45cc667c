import type { Core } from '../../app/core.js';
import { latestTenant, noteTrouble } from '../../app/messages/platform-trouble.js';
import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { describeFault, faultOf } from './faults.js';

/** The workspace and bot user of the token. */
export interface Workspace {
  /** What the bot token is installed in: a workspace, or the whole organisation (`E…`). Accounts are kept under it. */
  readonly team: string;
  /** The Enterprise Grid organisation, if it is one's. Its people are served in each of its workspaces. */
  readonly enterprise: string | undefined;
  readonly botUser: string;
  readonly botId: string;
}

/**
 * An address that opens the bot's own page in Slack, on whichever device it is opened; undefined when Slack does not say which app
 * the bot is. https://docs.slack.dev/interactivity/deep-linking
 */
export async function readAppLink(client: SlackClient, workspace: ReadWorkspace): Promise<string | undefined> {
  const { team, botId } = await workspace();
  // A token of a whole organisation has to say of which one; any other ignores it.
  const { bot } = await client.bots.info({ bot: botId, team_id: team });
  return bot?.app_id ? `https://slack.com/app_redirect?app=${bot.app_id}${inWorkspace(team)}` : undefined;
}

/** Opens a chat or channel. */
export function chatLink(team: string, channel: string): string {
  return `https://slack.com/app_redirect?channel=${channel}${inWorkspace(team)}`;
}

/** An organisation is no workspace: there Slack opens the one that somebody is signed in to. */
function inWorkspace(team: string): string {
  return team.startsWith('E') ? '' : `&team=${team}`;
}

export interface ReadWorkspace {
  /** @throws while Slack does not answer */
  (): Promise<Workspace>;
  /** Asks Slack again, whatever is known. @throws when it does not accept the token, or does not answer */
  check(): Promise<Workspace>;
}

/** Calls `auth.test` once, and again only after a failure. */
export function createWorkspace(client: SlackClient): ReadWorkspace {
  let asked: Promise<Workspace> | undefined;
  const read = () => {
    asked ??= ask(client).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
  const check = async () => {
    const found = await ask(client);
    asked = Promise.resolve(found);
    return found;
  };
  return Object.assign(read, { check });
}

async function ask(client: SlackClient): Promise<Workspace> {
  const answer = await client.auth.test();
  const { team_id, enterprise_id, user_id: botUser, bot_id: botId } = answer;
  const enterprise = typeof enterprise_id === 'string' && enterprise_id !== '' ? enterprise_id : undefined;
  // A token of the whole organisation may come without a workspace.
  const team = answer.is_enterprise_install === true ? (enterprise ?? team_id) : team_id;
  if (!team || !botUser || !botId) {
    throw new Error(
      "Slack does not know SLACK_BOT_TOKEN as a bot's: copy the Bot User OAuth Token, which begins xoxb-",
    );
  }
  return { team, enterprise, botUser, botId };
}

/**
 * Checks the token when the service starts. The service starts even if Slack is unreachable: until then requests are
 * answered with 503, and Slack sends them again. It starts, too, where Slack was in use and takes the token no longer: Teams and
 * mails go on, and administrators are told.
 * @throws when Slack refuses the token of a new connection, with the remedy
 */
export async function checkToken(core: Core, workspace: ReadWorkspace, log: Log): Promise<void> {
  try {
    const { team } = await workspace();
    log.info({ team }, 'Slack connected');
  } catch (cause) {
    const fault = faultOf(cause);
    if (fault.kind !== 'refused' && fault.kind !== 'sign-in') {
      log.error(
        { fault: describeFault(cause) },
        'Slack does not answer; the token is checked again with the first request',
      );
      return;
    }
    const words = `Slack refuses SLACK_BOT_TOKEN (${fault.code}): copy the Bot User OAuth Token from "OAuth & Permissions" of the app, and install the app if it has none`;
    const known = await latestTenant(core, 'slack');
    if (known === undefined) throw new Error(words, { cause });
    log.error({ fault: fault.code }, words);
    await noteTrouble(core, { platform: 'slack', tenant: known }, fault.code);
  }
}
