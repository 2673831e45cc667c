import type { Core } from '../core.js';
import { closeConversation, reopenConversation, type WhyClosed } from './closed-conversations.js';
import type { Tenancy } from './platform-trouble.js';

/** A team with channels, by the platform's id. */
export type TeamKey = Tenancy & { readonly team: string };

/** The bot can no longer post in any channel of a team. @returns how many of those on record were open */
export async function closeTeam(core: Core, key: TeamKey, why: WhyClosed): Promise<number> {
  let closed = 0;
  for (const id of await channelsOf(core, key)) if (await closeConversation(core, { id }, why)) closed += 1;
  return closed;
}

/** The team is there again, or the bot in it. A channel that is not is found out at the next post. @returns how many were closed */
export async function reopenTeam(core: Core, key: TeamKey): Promise<number> {
  let opened = 0;
  for (const id of await channelsOf(core, key)) if (await reopenConversation(core, { id })) opened += 1;
  return opened;
}

/** Between the name of a team and that of its channel. */
const within = ' › ';

/** How people tell a channel from the one of the same name in another team. */
export function nameInTeam(channel: string, team: string | undefined): string {
  return team ? `${team}${within}${channel}` : channel;
}

/** The team has another name: its channels keep theirs. */
export async function renameTeam({ prisma }: Core, { platform, tenant, team }: TeamKey, name: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Conversation"
       SET name = ${name} || ${within} || CASE WHEN strpos(name, ${within}) > 0
                                               THEN substr(name, strpos(name, ${within}) + length(${within})) ELSE name END
     WHERE platform = ${platform}::"Platform" AND tenant = ${tenant} AND team = ${team} AND name IS NOT NULL`;
}

async function channelsOf({ prisma }: Core, { platform, tenant, team }: TeamKey): Promise<string[]> {
  const rows = await prisma.conversation.findMany({ where: { platform, tenant, team }, select: { id: true } });
  return rows.map(({ id }) => id);
}
