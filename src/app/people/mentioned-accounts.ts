import type { AccountKey } from '../../domain/account.js';
import type { Core } from '../core.js';

/** An account that a message mentions, and whose owner has spoken to the bot. */
export interface MentionedAccount {
  /** What the platform mentions it by. */
  readonly id: string;
  readonly accountId: string;
  readonly personId: string | null;
}

const mostMentioned = 50;

/**
 * The accounts behind mentions, in the speaker's own workspace or tenant.
 * @param ids user ids, or what the platform writes to people by where that is another one
 */
export async function mentionedAccounts(
  { prisma }: Core,
  { platform, tenant }: AccountKey,
  ids: readonly string[],
): Promise<MentionedAccount[]> {
  if (ids.length === 0) return [];
  const wanted = ids.slice(0, mostMentioned);
  const accounts = await prisma.account.findMany({
    where: { platform, tenant, OR: [{ user: { in: wanted } }, { transportId: { in: wanted } }] },
    select: { id: true, user: true, transportId: true, personId: true },
  });
  return accounts.map(({ id, user, transportId, personId }) => ({
    id: transportId !== null && wanted.includes(transportId) ? transportId : user,
    accountId: id,
    personId,
  }));
}
