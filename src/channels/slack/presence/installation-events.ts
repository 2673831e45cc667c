import { z } from 'zod';
import { noteTrouble } from '../../../app/messages/platform-trouble.js';
import type { Slack } from '../answer.js';

/** `event` of `tokens_revoked`: the users whose tokens they were. */
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** The app was taken out of the workspace: everything waits until it is installed again. */
export async function noteUninstalled(slack: Slack): Promise<void> {
  await note(slack, 'app_uninstalled');
}

/** Tokens were revoked. Only the bot's matters: we use nobody else's. */
export async function noteTokensRevoked(slack: Slack, event: unknown): Promise<void> {
  const parsed = revoked.safeParse(event);
  const { botUser } = await slack.workspace();
  if (parsed.success && parsed.data.tokens.bot?.includes(botUser)) await note(slack, 'token_revoked');
}

async function note({ core, workspace, log }: Slack, code: string): Promise<void> {
  const { team: tenant } = await workspace();
  log.error({ code }, 'Slack takes nothing from us: the app was taken out, or its token revoked');
  await noteTrouble(core, { platform: 'slack', tenant }, code);
}
