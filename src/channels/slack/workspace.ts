import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { describeFault, faultOf } from './faults.js';

/** The workspace and bot user of the token. */
export interface Workspace {
  /** The team of the bot token, the only one that is served. */
  readonly team: string;
  readonly botUser: string;
  readonly botId: string;
}

/** @throws while Slack does not answer */
export type ReadWorkspace = () => Promise<Workspace>;

/** Calls `auth.test` once, and again only after a failure. */
export function createWorkspace(client: SlackClient): ReadWorkspace {
  let asked: Promise<Workspace> | undefined;
  return () => {
    asked ??= ask(client).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

async function ask(client: SlackClient): Promise<Workspace> {
  const { team_id: team, user_id: botUser, bot_id: botId } = await client.auth.test();
  if (!team || !botUser || !botId) {
    throw new Error(
      "Slack does not know SLACK_BOT_TOKEN as a bot's: copy the Bot User OAuth Token, which begins xoxb-",
    );
  }
  return { team, botUser, botId };
}

/**
 * Checks the token when the service starts. The service starts even if Slack is unreachable: until then requests are
 * answered with 503, and Slack sends them again.
 * @throws when Slack refuses the token, with the remedy
 */
export async function checkToken(workspace: ReadWorkspace, log: Log): Promise<void> {
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
    throw new Error(
      `Slack refuses SLACK_BOT_TOKEN (${fault.code}): copy the Bot User OAuth Token from "OAuth & Permissions" of the app, and install the app if it has none`,
      { cause },
    );
  }
}
