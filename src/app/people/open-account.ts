import type { AccountKey } from '../../domain/account.js';
import type { Core } from '../core.js';

/**
 * The account of somebody whom a platform vouches for, remembered at their first act outside a chat.
 * @returns its id
 */
export async function openAccount(core: Core, { platform, tenant, user }: AccountKey): Promise<string> {
  const now = core.clock.now();
  const account = await core.prisma.account.upsert({
    where: { platform_tenant_user: { platform, tenant, user } },
    create: { platform, tenant, user, seenAt: now, createdAt: now },
    update: { seenAt: now },
    select: { id: true },
  });
  return account.id;
}
