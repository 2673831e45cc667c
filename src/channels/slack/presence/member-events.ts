import { closeAccount, renameAccount, reopenAccount } from '../../../app/people/closed-accounts.js';
import type { AccountKey } from '../../../domain/account.js';
import { isRecord } from '../../../rendering/unknown.js';
import type { Slack } from '../answer.js';
import { isOurs, nameOf, slackUser, vouchedAddress } from '../directory.js';

/**
 * `user_change` and `team_join`: somebody was deactivated, came back, has another name or address, or was moved to another workspace.
 * Slack sends one for each new status, too: nothing is written for whom we do not know.
 */
export async function noteMember({ core, directory, workspace, log }: Slack, event: unknown): Promise<void> {
  const parsed = slackUser.safeParse(isRecord(event) ? event.user : undefined);
  if (!parsed.success) return;
  const user = parsed.data;
  const ours = await workspace();
  const account: AccountKey = { platform: 'slack', tenant: ours.team, user: user.id };
  const was = directory.forget(user.id);
  if (user.deleted === true || !isOurs(user, ours)) {
    if (await closeAccount(core, account)) log.info('an account was closed in Slack');
    return;
  }
  if (await reopenAccount(core, account)) log.info('an account was opened again in Slack');
  await renameAccount(core, account, { name: nameOf(user), was, vouchedEmail: vouchedAddress(user, ours) });
}
