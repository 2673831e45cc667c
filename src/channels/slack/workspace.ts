import type { Log } from '../../service/log.js';
import type { SlackClient } from './client.js';
import { faultOf, sayFault } from './faults.js';

/** Whose bot we are. */
export interface Workspace {
  /** The only team that is served: the one that the bot token belongs to. */
  readonly team: string;
  readonly botUser: string;
  readonly botId: string;
}

/** @throws while Slack does not tell */
export type KnowWorkspace = () => Promise<Workspace>;

/** Asks Slack once who we are, and again only as long as it did not tell. */
export function createWorkspace(client: SlackClient): KnowWorkspace {
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
 * Looks at the token when the service starts. Slack being out of reach is no reason not to start: requests are then
 * answered 503, and Slack sends them again.
 * @throws when Slack refuses the token, with the remedy
 */
export async function checkToken(workspace: KnowWorkspace, log: Log): Promise<void> {
  try {
    const { team } = await workspace();
    log.info({ team }, 'Slack connected');
  } catch (cause) {
    const fault = faultOf(cause);
    if (fault.kind !== 'refused') {
      log.error({ fault: sayFault(cause) }, 'Slack does not answer; it is asked again with the first request');
      return;
    }
    throw new Error(
      `Slack refuses SLACK_BOT_TOKEN (${fault.code}): copy the Bot User OAuth Token from "OAuth & Permissions" of the app, and install the app if it has none`,
      { cause },
    );
  }
}
